"""Where a file lay, as far as that may say whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from dsurvey_desktop.checks.roster_checks import resolve_community

_FOLDERS = 2
"""How many folders around a file may say whose it is."""


def places_of(path: str) -> tuple[str, ...]:
    """The file's name and the folders it lies in, the nearest first."""
    place = PurePath(path)
    return (place.name, *(one.name for one in tuple(place.parents)[:_FOLDERS]))


def first_named(words: Iterable[str], codes: Mapping[str, str]) -> str:
    """The code of the first community that is named; `codes` are the office's, by name."""
    found = (resolve_community(one, codes) for one in words)
    return next(filter(None, found), "")
