"""What a unit of work has read already and would read again the same.

A look is one snapshot, and who writes is alone; so within either a small table stays as it was read
until the unit itself changes it. Over a network each question asked again would cost a round trip.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, RootTransaction

T = TypeVar("T")
_PLACE = "dsurvey_unit"
_Memory = tuple[RootTransaction | None, dict[object, object]]


def remembered(connection: Connection, name: str, load: Callable[[], T]) -> T:
    """What `load` gives, asked once a unit of work; the caller must not change it."""
    known = _of_unit(connection)
    if name not in known:
        value = load()  # the first statement is what begins a unit
        known = _of_unit(connection)
        known[name] = value
    found: T = known[name]  # type: ignore[assignment]
    return found


def remember(connection: Connection, name: object, value: object) -> None:
    """Keep what was read besides, in a unit that has begun."""
    _of_unit(connection)[name] = value


def take(connection: Connection, name: object) -> Any:
    """What is kept under a name, and forget it; None where nothing is."""
    return _of_unit(connection).pop(name, None)


def forget(connection: Connection, name: str) -> None:
    """The unit of work has changed it."""
    _of_unit(connection).pop(name, None)


def _of_unit(connection: Connection) -> dict[object, object]:
    unit, known = cast("_Memory", connection.info.get(_PLACE, (None, {})))
    if unit is not connection.get_transaction():
        known = {}
        connection.info[_PLACE] = (connection.get_transaction(), known)
    return known
