"""The chain of the log (product I3): each line's digest covers it and the line before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text

GENESIS = "0" * 64
"""What the first line names as the digest before it."""
Head = tuple[int, str]
"""Number and digest of the newest line."""
_FARTHEST = 20_000
"""How far behind its place a moved line is looked for."""


class ChainLine(NamedTuple):
    """A line as it is stored; `digest` covers all before it."""

    sequence: int
    at: str
    account_id: int
    action: str
    subject: str
    detail_json: str
    previous: str
    digest: str


class Fault(StrEnum):
    """What was done to the chain."""

    EDITED = "edited"
    REMOVED = "removed"
    MOVED = "moved"
    REPLACED = "replaced"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Break:
    """The first line that does not fit.

    Attributes:
        line: its number.
        fault: how it came about.
        other: the last line that is missing (removed), the number the line had (moved), or the
            line before it (replaced); else 0.
    """

    line: int
    fault: Fault
    other: int = 0


def chain_digest(*parts: object) -> str:
    """Over all of a line but its digest, in the order of `ChainLine`."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def check_chain(lines: Iterable[ChainLine], head: Head, after: Head = (0, GENESIS)) -> Head:
    """Recompute the chain from the line that follows `after`; the newest line, as `head` says.

    Raises:
        AppError: `log_broken` with `line`, `fault` and `other` of the first line that is wrong.
    """
    sequence, previous = after
    for line in lines:
        expected = sequence + 1
        digest = chain_digest(*line[:-2], previous)
        if (line.sequence, line.previous, line.digest) != (expected, previous, digest):
            raise broken(_what_happened(line, expected, previous))
        sequence, previous = line.sequence, line.digest
    if head != (sequence, previous):
        raise broken(_end(head, sequence))
    return head


def _what_happened(line: ChainLine, expected: int, previous: str) -> Break:
    if line.sequence > expected:
        return Break(expected, Fault.REMOVED, line.sequence - 1)
    if chain_digest(*line[:-1]) == line.digest and line.previous != previous:
        return Break(expected, Fault.REPLACED, expected - 1)
    origin = _origin(line)
    return Break(expected, Fault.MOVED, origin) if origin else Break(expected, Fault.EDITED)


def _origin(line: ChainLine) -> int:
    """The number under which the line as it stands was written; 0 when it was edited."""
    for number in range(1, line.sequence + _FARTHEST):
        if number != line.sequence and chain_digest(number, *line[1:-1]) == line.digest:
            return number
    return 0


def _end(head: Head, last: int) -> Break:
    if head[0] > last:
        return Break(last + 1, Fault.REMOVED, head[0])
    return Break(last + 1, Fault.ADDED)


def broken(found: Break) -> AppError:
    """What to say of a break."""
    return AppError(
        "log_broken",
        _sentence(found),
        text("Please tell the administrator, and compare with the last backup."),
        line=found.line,
        fault=found.fault.value,
        other=found.other,
    )


def _sentence(found: Break) -> Text:
    line, other = found.line, found.other
    match found.fault:
        case Fault.REMOVED if other > line:
            return text("Lines {line} to {other} of the log were removed.", line=line, other=other)
        case Fault.REMOVED:
            return text("Line {line} of the log was removed.", line=line)
        case Fault.MOVED:
            return text("Line {line} of the log was line {other}.", line=line, other=other)
        case Fault.REPLACED:
            return text(
                "Line {other} of the log was replaced: line {line} follows another one.",
                line=line,
                other=other,
            )
        case Fault.ADDED:
            return text("From line {line} on, the log is not as it was written.", line=line)
        case _:
            return text("Line {line} of the log was edited.", line=line)
