"""The log to be read: who did what, when, newest first (product I3)."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.storage import log_store, office_store
from dsurvey_desktop.storage.log_store import LogLine
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.log_words import LOG_WORDS, subject_words

NEWEST = 100
"""How many lines are shown without being asked for more."""


@dataclass(frozen=True, slots=True)
class LogLineView:
    """A line of the log.

    Attributes:
        sequence: its number, from 1.
        at: the moment, ISO with time zone.
        by: the person's name.
        action: what was done, one word for one deed; `words` is its sentence.
        subject: on what, such as `entry 7`; `about` says it in words.
    """

    sequence: int
    at: str
    by: str
    action: str
    words: str
    subject: str
    about: str


def list_log(desk: Desk, most: int = NEWEST, before: int | None = None) -> tuple[LogLineView, ...]:
    """The newest lines, the newest first.

    Args:
        desk: at whose office.
        most: how many.
        before: only lines before the one of this number.
    """
    with desk.database.read() as connection:
        names = office_store.user_names(connection)
        lines = log_store.newest_lines(connection, most, before)
        return tuple(_view(line, names.get(line.account_id, "")) for line in lines)


def _view(line: LogLine, name: str) -> LogLineView:
    words = LOG_WORDS.get(line.action, line.action)  # a newer program's action stays as it is
    about = subject_words(line.subject)
    return LogLineView(line.sequence, line.at, name, line.action, _(words), line.subject, about)
