"""What callers are shown of blind second entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import ChoiceView


@dataclass(frozen=True, slots=True)
class SecondLine:
    """A drawn entry.

    Attributes:
        is_own: the person at the desk took it in, changed or approved it, and so can't enter it.
        entered_by: empty until it was entered again.
        fields, differing, undecided: compared, of these different, of these not decided.
    """

    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    is_own: bool
    entered_by: str
    entered_at: datetime | None
    fields: int
    differing: int
    undecided: int


@dataclass(frozen=True, slots=True)
class SecondDrawn:
    """A draw: how many of how many, and how anybody draws the same again."""

    id: int
    seed: int
    share: float
    drawn_at: datetime
    drawn_by: str
    frame_size: int
    frame_digest: str
    entries: tuple[SecondLine, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """An item entered otherwise by the second person; `kept` is empty until decided.

    `first_shown` and `second_shown` are the answers in words. `is_own` says that the person at
    the desk was the second one, who does not decide. `kind` and `choices` say what a third
    answer may be; `now` is what stands in the entry.
    """

    id: int
    entry: EntryId
    name: str
    certificate_no: str
    community_name: str
    item: str
    code: str
    label: str
    first: Value | None
    second: Value | None
    first_shown: str
    second_shown: str
    kept: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    is_own: bool
    kind: str = "text"
    choices: tuple[ChoiceView, ...] = ()
    now: Value | None = None
    now_shown: str = ""


@dataclass(frozen=True, slots=True)
class RateLine:
    """How often two persons entered otherwise.

    Attributes:
        key, name: community code, item name or a person's id, and what it is called; empty for
            all.
        fields: compared, which is where either person filled something in.
        differing: of these different.
        rate: differing of fields, None without fields; `low` and `high` its 95 percent interval.
        first_wrong: differences decided against the first person.
        undecided: differences nobody has decided.
        second_wrong: differences decided against the second person.
    """

    key: str
    name: str
    entries: int
    fields: int
    differing: int
    rate: float | None
    low: float | None
    high: float | None
    first_wrong: int
    undecided: int
    second_wrong: int = 0


@dataclass(frozen=True, slots=True)
class SecondReport:
    """The error rate of entry, in all and apart, the worst first.

    `clerks` are by who took the entry in, `seconds` by who entered it again.
    """

    drawn: int
    entered: int
    total: RateLine
    communities: tuple[RateLine, ...]
    items: tuple[RateLine, ...]
    computed: str
    clerks: tuple[RateLine, ...] = ()
    seconds: tuple[RateLine, ...] = ()
