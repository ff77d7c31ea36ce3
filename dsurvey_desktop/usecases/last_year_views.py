"""What callers are shown of last year's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.intake_views import Candidate, Proposal

TAKEN, SAME, ASKS = "taken", "same", "asks"
TABLE, BUNDLE = "table", "bundle"


@dataclass(frozen=True, slots=True)
class FormInUse:
    """The edition that tables of last year are read by."""

    name: str
    is_this_years: bool


@dataclass(frozen=True, slots=True)
class LeftItem:
    """An item of last year's form that this year's has no words for, and how many answered it."""

    item: str
    label: str
    answers: int


@dataclass(frozen=True, slots=True)
class LastMapping:
    """What is remembered of the columns of tables of one shape, under last year's form.

    Attributes:
        name: of the file it was said of; with moment and person empty where it is not known.
        columns: pairs of header and item of last year's form; an empty item is not used.
    """

    shape: str
    name: str
    columns: tuple[tuple[str, str], ...]
    confirmed_at: datetime | None
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class LastYearImport:
    """What an import brought: rows_read = matched + unmatched.

    Attributes:
        outcome: `taken`; `same` when this content is here already, or `asks` when a person should
            look at the columns first: nothing was changed then.
        id: None when it asks.
        kind: `table` or `bundle`.
        reissued: matched rows whose people have another certificate number this year.
        fallen: approvals that no longer hold, because rule P08 speaks of the entry now.
        questions: what to look at first.
        form: the edition it was read by, `is_this_years` whether that is the campaign's.
        left: what this year's form has no words for; it is kept beside the answers.
    """

    outcome: str
    id: int | None
    file: str
    kind: str
    year: int
    rows_read: int
    matched: int
    reissued: int
    unmatched: int
    fallen: int = 0
    problems: tuple[Problem, ...] = ()
    questions: tuple[Problem, ...] = ()
    form: str = ""
    is_this_years: bool = True
    left: tuple[LeftItem, ...] = ()


@dataclass(frozen=True, slots=True)
class LastYearLine:
    """One import in the list."""

    id: int
    file: str
    kind: str
    year: int
    imported_at: datetime
    imported_by: str
    rows_read: int
    matched: int
    reissued: int
    unmatched: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """A row that is nobody's this year, and why.

    Attributes:
        row_id: what it is given to a person by.
        headers: above its cells, as far as they are known.
        proposal: the only person it can be; a person decides.
        candidates: who it may be, the likeliest first.
    """

    import_id: int
    file: str
    sheet: str
    row: int
    reason: str
    message: Text
    name: str
    certificate_no: str
    cells: tuple[str, ...]
    row_id: RowId
    headers: tuple[str, ...] = ()
    proposal: Proposal | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class LastYearSettled:
    """Rows that a person said whose they are; `fallen` approvals no longer hold."""

    rows: tuple[RowId, ...]
    fallen: int


@dataclass(frozen=True, slots=True)
class LastYearUndone:
    """An import that was taken back; `fallen` approvals no longer hold."""

    id: int
    fallen: int


@dataclass(frozen=True, slots=True)
class ChangedPerson:
    """Somebody whose answer to an item is another than last year, in words; empty for blank."""

    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """How many answered an item in both years, and of these otherwise than last year.

    Attributes:
        share: changed of compared, 0 to 1.
        only_now, only_before: who answered in one of the years alone.
        people: whose answer changed.
    """

    item: str
    code: str
    label: str
    compared: int
    changed: int
    share: float
    only_now: int
    only_before: int
    people: tuple[ChangedPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class YearChanges:
    """What changed since last year, the item with the greatest share first.

    Attributes:
        year: last year.
        entries: surveyed this year.
        with_last_year: of these, people whom last year's data speak of.
        left: items of last year's form that this year's has no words for; they are not compared.
    """

    year: int
    entries: int
    with_last_year: int
    items: tuple[ChangedItem, ...]
    left: tuple[LeftItem, ...] = ()
