"""What the report of a spot check is printed from; all words are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import _


@dataclass(frozen=True, slots=True)
class SpotRateRow:
    """Items asked and how many differ, in all and by class; shares from 0 to 1."""

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
class SpotRatePart:
    """One table of rates: its title, what its first column is called, its rows, worst first."""

    title: str
    of_what: str
    rows: tuple[SpotRateRow, ...]


@dataclass(frozen=True, slots=True)
class SpotDifferenceRow:
    """An item that was answered otherwise."""

    code: str
    community: str
    name: str
    item: str
    weight: str
    registered: str
    found: str


@dataclass(frozen=True, slots=True)
class SpotSheetRow:
    """A drawn person and what became of the sheet."""

    code: str
    community: str
    name: str
    outcome: str
    asked: str
    remark: str


@dataclass(frozen=True, slots=True)
class SpotReportSheet:
    """The report: plan and verdict (`about`), rates, each difference, each sheet, how computed.

    `redo` are forms to do again where a lot failed, as lines of community, name and number.
    """

    about: tuple[str, ...]
    parts: tuple[SpotRatePart, ...]
    differences: tuple[SpotDifferenceRow, ...]
    sheets: tuple[SpotSheetRow, ...]
    computed: str
    redo: tuple[tuple[str, str, str], ...] = ()

    @property
    def no_differences(self) -> str:
        """What stands in the place of differences where there are none."""
        if any(part.rows for part in self.parts):
            return _("Everybody who was asked again says what the form says.")
        return _("No sheet is entered yet.")
