"""What is shown of the results of a spot check."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.spot_check import ItemClass, Verdict
from dsurvey_desktop.usecases.sheet_views import Checked


@dataclass(frozen=True, slots=True)
class SheetDifference:
    """An item that was answered otherwise: the entry's answer then and what was said, in words."""

    item: str
    code: str
    label: str
    registered: str
    found: str
    item_class: ItemClass


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A drawn person; `checked` is None before the sheet was entered."""

    entry: EntryId
    short_code: str
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    checked: Checked | None
    differences: tuple[SheetDifference, ...]


@dataclass(frozen=True, slots=True)
class SpotRate:
    """Items asked under one key, and how many differ: in all and by class of item.

    `low` and `high` are the interval of 95 percent (Wilson) around `rate`.
    """

    key: str
    name: str
    sheets: int
    asked: int
    differing: int
    never: int
    hard: int
    may_change: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SpotRates:
    """The ways to look at it, the highest rate first, and in words how it is computed."""

    classes: tuple[SpotRate, ...]
    communities: tuple[SpotRate, ...]
    collectors: tuple[SpotRate, ...]
    items: tuple[SpotRate, ...]
    computed: str


@dataclass(frozen=True, slots=True)
class LotResult:
    """A lot of an acceptance plan (as `Lot`), and what is known of its sample.

    `bad` forms differ in an item that should not have changed; of `unknown` nobody was asked yet,
    or nobody was met.
    """

    code: str
    name: str
    size: int
    sample: int
    acceptance: int
    limit: int
    risk: float
    bad: int
    unknown: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RedoLine:
    """A form of a rejected lot that is to be done again."""

    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str


@dataclass(frozen=True, slots=True)
class SpotResults:
    """What came out of a sample.

    Attributes:
        drawn: people; `checked` sheets were entered, of which `agreeing` say what the entries
            say, `differing` do not, and `not_found` met nobody.
        items_asked, items_differing, items_not_asked: over all sheets.
        error_rate: items that differ among items asked; None before anything was asked.
        low, high: interval of 95 percent (Wilson) around it.
        sheets: everybody who was drawn, in the order of the draw.
        rates: by class of item, community, collector and item.
        lots: of an acceptance plan, none of another; `redo` is what rejected ones do again.
    """

    sample: int
    drawn: int
    checked: int
    agreeing: int
    differing: int
    not_found: int
    items_asked: int
    items_differing: int
    items_not_asked: int
    error_rate: float | None
    low: float | None
    high: float | None
    sheets: tuple[SheetLine, ...]
    rates: SpotRates
    lots: tuple[LotResult, ...] = ()
    redo: tuple[RedoLine, ...] = ()
