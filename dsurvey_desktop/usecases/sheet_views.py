"""A drawn person's audit sheet, as it is answered at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.spot_check import Judgement
from dsurvey_desktop.usecases.entry_views import ChoiceView


@dataclass(frozen=True, slots=True)
class SheetItem:
    """An item that is asked again.

    Attributes:
        kind, choices: as `ItemView` has them.
        registered, registered_shown: the entry's answer when the sheet was first entered, or now.
        judgement: None before the sheet is entered.
        found, found_shown: what the person said, where it is another answer.
    """

    item: str
    code: str
    label: str
    kind: str
    choices: tuple[ChoiceView, ...]
    registered: Value | None
    registered_shown: str
    judgement: Judgement | None = None
    found: Value | None = None
    found_shown: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a sheet was checked: who asked, when, in which way; and who typed it in when."""

    outcome: str
    checked_on: date
    way: ContactWay
    checked_by: str
    remark: str
    reason: str
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet with its items; `checked` is what was entered of it, oldest first.

    The last one counts; there is none before the sheet was entered. `is_changed` tells that the
    entry says something else now to one of the items than when the sheet was first entered.
    """

    short_code: str
    sample: int
    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    items: tuple[SheetItem, ...]
    checked: tuple[Checked, ...]
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class SheetResult:
    """What asking a person again brought.

    Attributes:
        checked_on, way, checked_by: the day, how, and who asked.
        differing: items answered otherwise and what was said; None for a blank.
        not_asked: items that could not be asked; all others are as the entry says.
        is_found: False where nobody was met.
        remark: anything else.
        reason: why the sheet is entered again; not needed the first time.
    """

    checked_on: date
    way: ContactWay
    checked_by: str
    differing: Mapping[str, Value | None] = field(default_factory=dict)
    not_asked: frozenset[str] = frozenset()
    is_found: bool = True
    remark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordedSheet:
    """What was kept; `fallen` tells whether the entry's approval fell for it."""

    short_code: str
    entry: EntryId
    outcome: str
    asked: int
    differing: int
    not_asked: int
    is_correction: bool
    fallen: bool
