"""What the disk or another program does to a database, in words a person can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, text
from dsurvey_desktop.storage.dialect import Trouble, trouble_of

_WORDS: Mapping[Trouble, tuple[str, str, str]] = {
    Trouble.BUSY: (
        "database_busy",
        N_("Another window or program is writing in this office. Nothing was changed here."),
        N_("Please wait until it is done, then try again."),
    ),
    Trouble.FULL: (
        "disk_full",
        N_("The disk is full. What was not saved yet was left out whole; all else is unharmed."),
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
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn trouble of disk, lock or file into an AppError; what else fails is a bug and flies.

    Raises:
        AppError: `database_busy`, `disk_full`, `office_read_only`, `office_unreachable`,
            `database_unreadable`.
    """
    try:
        yield
    except DatabaseError as error:
        kind = trouble_of(error)
        if kind is None:
            raise
        raise in_words(kind) from error


def in_words(kind: Trouble) -> AppError:
    """The refusal for one kind of trouble."""
    code, message, advice = _WORDS[kind]
    return AppError(code, text(message), text(advice))
