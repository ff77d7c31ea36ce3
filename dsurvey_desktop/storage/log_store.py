"""The log of what was done: each line holds the digest of the one before (product I3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage.codec import canonical, decode, encode_moment
from dsurvey_desktop.storage.office_store import load_setting, save_setting
from dsurvey_desktop.storage.tables import log_line

GENESIS = "0" * 64
Head = tuple[int, str]
"""Number and digest of the newest line."""
_HEAD = "log_head"
"""Setting that holds number and digest of the newest line, so that its loss is found too."""


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


def append(
    connection: Connection,
    at: datetime,
    user_id: UserId,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line in the unit of work that did the thing, so that neither is without the other."""
    last = connection.execute(
        select(log_line.c.sequence, log_line.c.digest).order_by(log_line.c.sequence.desc()).limit(1)
    ).first()
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, GENESIS)
    stored = canonical(detail or {})
    moment = encode_moment(at)
    digest = _digest(sequence, moment, user_id, action, subject, stored, previous)
    connection.execute(
        insert(log_line).values(
            sequence=sequence,
            at=moment,
            account_id=user_id,
            action=action,
            subject=subject,
            detail_json=stored,
            previous=previous,
            digest=digest,
        )
    )
    save_setting(connection, _HEAD, [sequence, digest])


def head(connection: Connection) -> Head:
    """What the newest line is: as long as it stays so, nothing was done."""
    sequence, digest = load_setting(connection, _HEAD) or (0, GENESIS)
    return sequence, digest


def lines(connection: Connection, after: int = 0) -> Iterator[LogLine]:
    """All lines in order, or those after one of that number."""
    newer = select(log_line).where(log_line.c.sequence > after)
    for row in connection.execute(newer.order_by(log_line.c.sequence)):
        yield LogLine(
            row.sequence,
            row.at,
            row.account_id,
            row.action,
            row.subject,
            decode(row.detail_json),
            row.previous,
            row.digest,
        )


def check(connection: Connection) -> int:
    """Recompute the chain; the number of lines, or AppError `log_broken` naming the first bad.

    A missing line at the end is found by the head that is kept beside the lines.
    """
    expected, previous = 1, GENESIS
    for row in connection.execute(select(log_line).order_by(log_line.c.sequence)):
        digest = _digest(
            row.sequence,
            row.at,
            row.account_id,
            row.action,
            row.subject,
            row.detail_json,
            previous,
        )
        if (row.sequence, row.previous, row.digest) != (expected, previous, digest):
            raise _broken(expected)
        expected, previous = expected + 1, row.digest
    if head(connection) != (expected - 1, previous):
        raise _broken(expected)
    return expected - 1


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _broken(line: int) -> AppError:
    return AppError(
        "log_broken",
        text("The log was altered at line {line}: it does not fit the line before.", line=line),
        text("Please tell the administrator, and compare with the last backup."),
        line=line,
    )
