"""The log of what was done: each line holds the digest of the one before (product I3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.log_chain import GENESIS, ChainLine, Head, chain_digest, check_chain
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage.codec import canonical, decode, decode_moment, encode_moment
from dsurvey_desktop.storage.dialect import bulk_insert
from dsurvey_desktop.storage.office_store import load_setting, save_setting
from dsurvey_desktop.storage.tables import log_line

_HEAD = "log_head"
"""Setting that holds number and digest of the newest line, so that its loss is found too."""
_CHECKED = "log_checked"
"""Setting that holds number and digest of the line up to which the chain was found whole."""
_TOLD_EVERY = 2_000
"""Lines between two news of how far it is: some hundredths of a second."""

_NEWEST = (
    select(log_line.c.sequence, log_line.c.digest).order_by(log_line.c.sequence.desc()).limit(1)
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing done: who, when, what, on what; `digest` covers it and the line before."""

    sequence: int
    at: str
    account_id: int
    action: str
    subject: str
    detail: Mapping[str, Any]
    previous: str
    digest: str


class NewLine(NamedTuple):
    """One thing done, before it has its place in the log."""

    at: datetime
    user_id: UserId
    action: str
    subject: str
    detail: Mapping[str, Any] | None = None


def append(
    connection: Connection,
    at: datetime,
    user_id: UserId,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line in the unit of work that did the thing, so that neither is without the other."""
    append_all(connection, [NewLine(at, user_id, action, subject, detail)])


def append_all(connection: Connection, lines: Sequence[NewLine]) -> None:
    """Add lines, one behind the other."""
    last = connection.execute(_NEWEST).first()
    sequence, previous = (last.sequence, last.digest) if last else (0, GENESIS)
    rows: list[dict[str, Any]] = []
    for new in lines:
        sequence += 1
        rows.append(_chained(sequence, new, previous))
        previous = rows[-1]["digest"]
    bulk_insert(connection, log_line, rows)
    save_setting(connection, _HEAD, [sequence, previous])


def _chained(sequence: int, new: NewLine, previous: str) -> dict[str, Any]:
    """The columns of a line that follows one with the digest `previous`."""
    stored, moment = canonical(new.detail or {}), encode_moment(new.at)
    digest = chain_digest(sequence, moment, new.user_id, new.action, new.subject, stored, previous)
    return {
        "sequence": sequence,
        "at": moment,
        "account_id": new.user_id,
        "action": new.action,
        "subject": new.subject,
        "detail_json": stored,
        "previous": previous,
        "digest": digest,
    }


def head(connection: Connection) -> Head:
    """What the newest line is: as long as it stays so, nothing was done."""
    sequence, digest = load_setting(connection, _HEAD) or (0, GENESIS)
    return sequence, digest


def has_line(connection: Connection, line: Head) -> bool:
    """Whether the log holds this very line; every log begins with none."""
    number, digest = line
    wanted = select(log_line.c.digest).where(log_line.c.sequence == number)
    return number == 0 or connection.execute(wanted).scalar() == digest


def newest_moment(connection: Connection) -> datetime | None:
    """When the newest line was added, by the clock of then; None for an empty log."""
    newest = select(log_line.c.at).order_by(log_line.c.sequence.desc()).limit(1)
    at = connection.execute(newest).scalar()
    return None if at is None else decode_moment(at)


def lines(connection: Connection, after: int = 0) -> Iterator[LogLine]:
    """All lines in order, or those after one of that number."""
    newer = select(log_line).where(log_line.c.sequence > after)
    yield from map(_line, connection.execute(newer.order_by(log_line.c.sequence)))


def newest_lines(connection: Connection, most: int, before: int | None = None) -> list[LogLine]:
    """So many lines, the newest first; only those before one of that number where it is given."""
    newest = select(log_line).order_by(log_line.c.sequence.desc()).limit(most)
    if before is not None:
        newest = newest.where(log_line.c.sequence < before)
    return [_line(row) for row in connection.execute(newest)]


def _line(row: Row[Any]) -> LogLine:
    return LogLine(
        row.sequence,
        row.at,
        row.account_id,
        row.action,
        row.subject,
        decode(row.detail_json),
        row.previous,
        row.digest,
    )


def details_of(
    connection: Connection, action: str, user_id: UserId | None = None
) -> Iterator[Mapping[str, Any]]:
    """The details of what a person, or anybody, did of one kind, the newest first."""
    wanted = select(log_line.c.detail_json).where(log_line.c.action == action)
    if user_id is not None:
        wanted = wanted.where(log_line.c.account_id == user_id)
    rows = connection.execute(wanted.order_by(log_line.c.sequence.desc()))
    yield from (decode(stored) for stored in rows.scalars())


def chain(connection: Connection, after: int = 0) -> Iterator[ChainLine]:
    """The lines as they are stored, behind a number."""
    wanted = select(log_line).where(log_line.c.sequence > after).order_by(log_line.c.sequence)
    for row in connection.execute(wanted):
        yield ChainLine(*row)


def check(connection: Connection, progress: Progress = no_progress) -> int:
    """Recompute the whole chain; the number of lines.

    A missing line at the end is found by the head that is kept beside the lines.

    Raises:
        AppError: `log_broken`, naming the first line that is wrong and what was done to it.
    """
    newest = head(connection)
    lines = told(chain(connection), newest[0], text("Log lines checked"), progress)
    return check_chain(lines, newest)[0]


def told(
    lines: Iterator[ChainLine], total: int, what: Text, progress: Progress
) -> Iterator[ChainLine]:
    """The same lines; now and then whoever waits is told how many there were."""
    for done, line in enumerate(lines):
        if done % _TOLD_EVERY == 0:
            progress(done, total, what)
        yield line


def check_new(connection: Connection, whole_up_to: int) -> Head:
    """Recompute the chain from where it was found whole last; the newest line.

    A log of no more than so many lines is looked through whole, and so is one whose line where
    checking ended is no longer what it was; errors as `check`.
    """
    sequence, digest = load_setting(connection, _CHECKED) or (0, GENESIS)
    if head(connection)[0] <= whole_up_to:
        sequence, digest = 0, GENESIS
    stored = connection.execute(
        select(log_line.c.digest).where(log_line.c.sequence == sequence)
    ).scalar()
    after = (sequence, digest) if stored == digest else (0, GENESIS)
    return check_chain(chain(connection, after[0]), head(connection), after)


def checked_until(connection: Connection) -> int:
    """The line up to which the chain was found whole."""
    return int((load_setting(connection, _CHECKED) or (0, GENESIS))[0])


def keep_checked(connection: Connection, found: Head) -> None:
    """Remember that the chain is whole up to here."""
    save_setting(connection, _CHECKED, list(found))
