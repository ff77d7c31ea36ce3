"""The log as a file to keep or to show: lines of JSON, with a signature beside it (product I3).

The first line says whose log it is; each other line is one of the log as the database holds it,
with its digest, so that anybody can recompute the chain. The signature is that of the office's
key, in its suite's own form: `ssh-keygen -Y verify` or `openssl` checks it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.log_chain import GENESIS, ChainLine, Head, check_chain
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.refusals import BundleError, refusal
from dsurvey_desktop.exchange.suites import suite_of_signature
from dsurvey_desktop.exchange.trust_list import TrustList

_FORMAT = "dsurvey log 1"
SIGNATURE_ENDING = ".sig"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LogHeader:
    """Whose log, up to which line, and who the accounts in it are."""

    office: str
    made_at: str
    lines: int
    head: str
    accounts: dict[str, str]
    format: str = _FORMAT


@dataclass(frozen=True, slots=True)
class VerifiedLog:
    """What may be believed of a log file: the office that signed it, and its whole chain."""

    header: LogHeader
    signer: KeyCard
    lines: tuple[ChainLine, ...]


def log_file(header: LogHeader, lines: Iterable[ChainLine]) -> bytes:
    """The file's bytes."""
    rows = [asdict(header), *(list(line) for line in lines)]
    return "".join(f"{_spelled(row)}\n" for row in rows).encode()


def verify_log_file(data: bytes, signature: bytes, trust: TrustList, now: datetime) -> VerifiedLog:
    """Check signature, signer and chain: a pure function of its arguments.

    Raises:
        AppError: `log_broken`, `log_file_damaged`, or the code of what is wrong with signature or
            signer (`exchange/refusals.py`).
    """
    try:
        cards = trust.signers(suite_of_signature(signature).verifier.verify(data, signature), now)
    except BundleError as error:
        message = text("The signature of this log does not count: it may have been altered.")
        raise AppError(error.code, message, error.advice) from error
    header, lines = _read(data)
    check_chain(lines, (header.lines, header.head))
    for card in cards:
        if card.office_code == header.office:
            return VerifiedLog(header, card, lines)
    raise refusal("signer_not_sender", sender=header.office)


def header_of(office: str, made_at: str, head: Head, accounts: dict[int, str]) -> LogHeader:
    """The first line of an office's log file."""
    sequence, digest = head
    return LogHeader(
        office, made_at, sequence, digest, {str(key): name for key, name in accounts.items()}
    )


def _read(data: bytes) -> tuple[LogHeader, tuple[ChainLine, ...]]:
    first, *rows = data.removesuffix(b"\n").split(b"\n")
    header = _parsed(1, first, _header)
    lines = (_parsed(number, row, _line) for number, row in enumerate(rows, start=2))
    return header, tuple(lines)


def _parsed(number: int, row: bytes, read: Callable[[Any], T]) -> T:
    try:
        return read(json.loads(row))
    except (ValueError, TypeError, RecursionError) as error:
        raise AppError(
            "log_file_damaged",
            text("Line {line} of the log file can't be read.", line=number),
            text("Please export the log again."),
            line=number,
        ) from error


def _header(facts: Any) -> LogHeader:
    header = LogHeader(**facts)
    if header.format != _FORMAT or not (header.lines or header.head == GENESIS):
        raise ValueError(_FORMAT)
    return header


def _line(fields: Any) -> ChainLine:
    line = ChainLine(*fields)
    kinds = (int, str, int, str, str, str, str, str)
    if not all(type(value) is kind for value, kind in zip(line, kinds, strict=True)):
        raise ValueError(line.sequence)
    return line


def _spelled(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
