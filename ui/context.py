"""What every page is given: the desk, the worker, the looks and the person's settings."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.usecases.desk import Desk
from ui.settings import Settings
from ui.theme import Theme
from ui.worker import Worker


@dataclass(frozen=True, slots=True)
class AppContext:
    """Use the desk only in jobs of the worker: its connections live in that thread."""

    desk: Desk
    worker: Worker
    theme: Theme
    settings: Settings
