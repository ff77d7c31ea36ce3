"""What a disk, a server or another program does to a database, in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum

from sqlalchemy.exc import DatabaseError

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, text


class Trouble(Enum):
    """What is not the program's fault, told by the database's own error codes."""

    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read_only"
    UNREACHABLE = "unreachable"
    DAMAGED = "damaged"
    SERVER_AWAY = "server_away"
    SERVER_REFUSES = "server_refuses"
    SERVER_FULL = "server_full"
    UNCERTAIN = "uncertain"


_LOCAL = {
    5: Trouble.BUSY,  # SQLITE_BUSY
    6: Trouble.BUSY,  # SQLITE_LOCKED
    8: Trouble.READ_ONLY,  # SQLITE_READONLY
    10: Trouble.UNREACHABLE,  # SQLITE_IOERR
    11: Trouble.DAMAGED,  # SQLITE_CORRUPT
    13: Trouble.FULL,  # SQLITE_FULL
    14: Trouble.UNREACHABLE,  # SQLITE_CANTOPEN
    15: Trouble.UNREACHABLE,  # SQLITE_PROTOCOL: locks fail
    26: Trouble.DAMAGED,  # SQLITE_NOTADB, also for pages whose digest is wrong
}
_SERVER = {
    "28": Trouble.SERVER_REFUSES,  # invalid authorization
    "3D": Trouble.SERVER_REFUSES,  # no such database
    "42501": Trouble.SERVER_REFUSES,  # insufficient privilege
    "55P03": Trouble.BUSY,  # lock not available in time
    "40": Trouble.BUSY,  # rolled back for another's sake
    "53300": Trouble.BUSY,  # too many connections
    "53100": Trouble.SERVER_FULL,  # disk full
    "25006": Trouble.SERVER_REFUSES,  # read only: a standby
    "08": Trouble.SERVER_AWAY,  # the line broke
    "57P": Trouble.SERVER_AWAY,  # shut down, crashed, starting
}
"""By beginnings of SQLSTATE codes."""
_WORDS: Mapping[Trouble, tuple[str, str, str]] = {
    Trouble.BUSY: (
        "database_busy",
        N_("Another window or program is writing in this office. Nothing was changed here."),
        N_("Please wait until it is done, then try again."),
    ),
    Trouble.FULL: (
        "disk_full",
        N_(
            "The disk of this office's folder is full. What was not saved yet was left out whole; "
            "all else is unharmed."
        ),
        N_("Please free some space, then try again."),
    ),
    Trouble.READ_ONLY: (
        "office_read_only",
        N_("Nothing can be written in this office's folder: it is protected against writing."),
        N_("Please remove the protection, or copy the folder to a place of your own."),
    ),
    Trouble.UNREACHABLE: (
        "office_unreachable",
        N_("The drive of this office's folder can't be read or written. What was saved is kept."),
        N_("Please check the drive or network, then open the office again."),
    ),
    Trouble.DAMAGED: (
        "database_unreadable",
        N_("The database of this office can't be read; it may be damaged."),
        N_("Please put it back from the last backup. Nothing was changed."),
    ),
    Trouble.SERVER_AWAY: (
        "server_unreachable",
        N_("The server of this office can't be reached. What was saved is kept there."),
        N_("Please check the network and whether the server is on, then do the step again."),
    ),
    Trouble.SERVER_REFUSES: (
        "server_refuses",
        N_("The server of this office does not let the program in. Nothing was changed."),
        N_('Please ask whoever runs it for user and password; "Server …" takes them.'),
    ),
    Trouble.SERVER_FULL: (
        "server_full",
        N_("The server's disk is full. What was not saved yet was left out whole."),
        N_("Please tell whoever runs the server."),
    ),
    Trouble.UNCERTAIN: (
        "saving_uncertain",
        N_("The line to the server broke while it was saving; the step is there whole or not."),
        N_("Please look whether it is there before you do it again."),
    ),
}


def trouble_of(error: DatabaseError) -> Trouble | None:
    """What kind of trouble the driver met; None for anything else. Extended codes count too."""
    state = _server_state(error.orig)
    if state is None:
        return _LOCAL.get(getattr(error.orig, "sqlite_errorcode", 0) & 0xFF)
    if not state:
        return _of_line(error)
    return of_code(state)


def of_code(state: str) -> Trouble | None:
    """What kind of trouble a server's SQLSTATE tells; None for anything else."""
    return next((kind for begin, kind in _SERVER.items() if state.startswith(begin)), None)


def _server_state(error: object) -> str | None:
    """PostgreSQL's code, empty where it gave none; None for another database's errors."""
    if type(error).__module__.partition(".")[0] != "psycopg":
        return None
    return getattr(error, "sqlstate", None) or ""


def _of_line(error: DatabaseError) -> Trouble | None:
    """Without a code, a connection failed or broke; a driver's bug says neither."""
    if type(error.orig).__name__ not in {"OperationalError", "ConnectionTimeout"}:
        return None
    was_asked = getattr(getattr(error.orig, "pgconn", None), "used_password", False)
    is_new = not error.connection_invalidated and error.statement is None
    return Trouble.SERVER_REFUSES if was_asked and is_new else Trouble.SERVER_AWAY


@contextmanager
def explained() -> Iterator[None]:
    """Turn trouble of disk, lock, server or file into an AppError; what else fails is a bug.

    Raises:
        AppError: `database_busy`, `disk_full`, `office_read_only`, `office_unreachable`,
            `database_unreadable`, `server_unreachable`, `server_refuses`, `server_full`.
    """
    try:
        yield
    except DatabaseError as error:
        kind = trouble_of(error)
        if kind is None:
            raise
        raise in_words(kind) from error


@contextmanager
def saving() -> Iterator[None]:
    """The same round a commit: where the line breaks there, nobody knows whether it was saved."""
    try:
        yield
    except DatabaseError as error:
        kind = trouble_of(error)
        if kind is not Trouble.SERVER_AWAY:
            raise
        raise in_words(Trouble.UNCERTAIN) from error


def in_words(kind: Trouble) -> AppError:
    """The refusal for one kind of trouble."""
    code, message, advice = _WORDS[kind]
    return AppError(code, text(message), text(advice))
