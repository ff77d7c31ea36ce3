"""Use cases that the first screens need, imported in the worker when they are called.

The database and spreadsheet libraries take longer to import than the window to appear.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Later:
    """A function that is imported when it is called."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Import and call it."""
        return getattr(import_module(self._module), self._name)(*args, **kwargs)


def use_case(module: str, name: str = "") -> Later:
    """`use_case("open_office")` is `dsurvey_desktop.usecases.open_office.open_office`, later."""
    return Later(f"dsurvey_desktop.usecases.{module}", name or module)


def import_ahead() -> None:
    """Import what opening an office needs, while the person types the password."""
    for module in ("open_office", "show_office", "show_progress"):
        import_module(f"dsurvey_desktop.usecases.{module}")
