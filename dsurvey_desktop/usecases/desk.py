"""An open office with one person at it: what every use case is given first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.clock import Clock, office_day
from dsurvey_desktop.domain.office import User

if TYPE_CHECKING:
    from dsurvey_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Desk:
    """Attributes: the office folder, its open database, who is there, and what time it is."""

    folder: Path
    database: Database
    user: User
    clock: Clock

    def now(self) -> datetime:
        """The current moment, with time zone."""
        return self.clock()

    def today(self) -> date:
        """The office's calendar day; in a practice office the practice day."""
        return office_day(self.clock())
