"""Files of a reading that was cut short: which of them nobody has read yet.

Whoever takes in several files says so first; each unit of work strikes out what it took in, so
that after a stop or a power cut what is left is what did not come in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.office_store import load_setting, save_setting
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import shown_name


@dataclass(frozen=True, slots=True)
class UnreadFiles:
    """Names of files of this person's that were to be read, in their order, and since when."""

    names: tuple[str, ...]
    since: datetime


def list_unread(desk: Desk) -> UnreadFiles | None:
    """What was left of this person's readings; None where all ended."""
    with desk.database.read() as connection:
        return _load(connection, desk)


def forget_unread(desk: Desk) -> int:
    """Be done with files that were not read; how many there were."""
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        unread = _load(connection, desk)
        if unread is not None:
            _save(connection, desk, (), unread.since)
            note(connection, desk, "unread_files_done", "", {"files": len(unread.names)})
    return 0 if unread is None else len(unread.names)


def begin_reading(desk: Desk, files: Sequence[Path]) -> None:
    """Several files are to be read; what was left of earlier readings stays behind them."""
    if len(files) < 2:
        return
    names = [shown_name(file) for file in files]
    with desk.database.write() as connection:
        earlier = _load(connection, desk)
        left = () if earlier is None else earlier.names
        again = set(names)
        others = (name for name in left if name not in again)
        _save(connection, desk, (*names, *others), desk.now())


def strike_out(connection: Connection, desk: Desk, files: Sequence[Path]) -> None:
    """These were read, whatever became of them; in the unit of work that says so."""
    unread = _load(connection, desk)
    if unread is None:
        return
    left = list(unread.names)
    for name in map(shown_name, files):
        if name in left:
            left.remove(name)
    if len(left) < len(unread.names):
        _save(connection, desk, left, unread.since)


def end_reading(desk: Desk, files: Sequence[Path]) -> None:
    """Strike out files that said nothing new, in a unit of work of its own."""
    if list_unread(desk) is not None:
        with desk.database.write() as connection:
            strike_out(connection, desk, files)


def _load(connection: Connection, desk: Desk) -> UnreadFiles | None:
    kept = load_setting(connection, _key(desk))
    return UnreadFiles(tuple(kept["names"]), decode_moment(kept["since"])) if kept else None


def _save(connection: Connection, desk: Desk, names: Sequence[str], since: datetime) -> None:
    value = {"names": [*names], "since": encode_moment(since)} if names else None
    save_setting(connection, _key(desk), value)


def _key(desk: Desk) -> str:
    """At several seats each person reads files of their own."""
    return f"unread_files:{desk.user.id}"
