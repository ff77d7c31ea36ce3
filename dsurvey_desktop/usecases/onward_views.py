"""What is shown of the onward file: what stands in its way, and the file."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import Text


@dataclass(frozen=True, slots=True)
class OnwardLine:
    """One line of the list before the onward file.

    Attributes:
        kind: towns_silent, missing, undecided, sent_back, withdrawn, duplicates, sign_offs,
            checks.
        count: how many are open; the line is met at 0.
        details: which towns or departments, in words.
        page: where it is put right.
    """

    kind: str
    count: int
    message: Text
    details: tuple[str, ...]
    page: str

    @property
    def is_met(self) -> bool:
        """Nothing is open here."""
        return self.count == 0


@dataclass(frozen=True, slots=True)
class OnwardCheck:
    """What the next onward file would hold; each line that is not met needs a reason to go."""

    addressee: str
    sequence: int
    towns: int
    entries: int
    is_sealed: bool
    lines: tuple[OnwardLine, ...]


@dataclass(frozen=True, slots=True)
class WrittenOnward:
    """An onward file on disk that was opened again; `tables` counts the rows found in it.

    `workbook` and `cover` lie beside it and name nobody.
    """

    path: str
    digest: str
    addressee: str
    sequence: int
    towns: int
    entries: int
    open_points: int
    is_sealed: bool
    is_resumed: bool
    fingerprint: str
    tables: dict[str, int]
    workbook: str
    cover: str
