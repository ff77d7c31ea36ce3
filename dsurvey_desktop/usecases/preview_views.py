"""What the window and the command line show of files that were only looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.intake_views import Difference, FileOutcome


class Group(StrEnum):
    """What would become of a row."""

    TAKEN = "taken"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    NOT_ON_ROSTER = "not_on_roster"
    AFTER_CUTOFF = "after_cutoff"
    OTHER_TOWN = "other_town"
    NOT_VALID = "not_valid"
    UNREADABLE = "unreadable"
    UNKNOWN_COMMUNITY = "unknown_community"
    NO_PERSON = "no_person"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowPreview:
    """A row and what would become of it.

    Attributes:
        outcome, reason, message: as taking it in would say; reason and message may be empty.
        name, certificate_no: as the row says them; of a community form the community's.
        entry: the entry it would change or wait beside; None for none.
        differences: against what is here, field by field.
    """

    sheet: str
    row: int
    group: Group
    outcome: str
    reason: str
    message: Text
    name: str
    certificate_no: str
    entry: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What would become of one file; `outcome.batch` is None, as nothing was kept."""

    outcome: FileOutcome
    rows: tuple[RowPreview, ...]
