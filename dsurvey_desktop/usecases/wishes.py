"""What a person wants done with files that are taken in."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.intake.mapping import ColumnMapping


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are to be taken in; see `add_submissions`."""

    take_changes: bool = False
    mapping: ColumnMapping | None = None
    accept_mapping: bool = False
