"""The log as a signed file, and checking such a file (product I3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.clock import system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.log_chain import ChainLine
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.log_file import (
    SIGNATURE_ENDING,
    VerifiedLog,
    header_of,
    log_file,
    verify_log_file,
)
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.storage import log_store, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.manage_keys import read_text
from dsurvey_desktop.usecases.office_keys import own_card, own_keys, trusted_cards
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import read_source


@dataclass(frozen=True, slots=True)
class ExportedLog:
    """Where the log lies now."""

    file: str
    signature: str
    lines: int
    head: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """A log file whose signature and chain hold.

    Attributes:
        is_compared: also held against the log of this office, line by line.
    """

    office_code: str
    office_name: str
    fingerprint: str
    made_at: str
    lines: int
    head: str
    is_compared: bool


def export_log(desk: Desk, path: Path, progress: Progress = no_progress) -> ExportedLog:
    """Write the whole log and, beside it, its signature by this office's key.

    `progress` is told how far it is; a stop leaves no file.

    Raises:
        AppError: `not_allowed`, `log_broken`, or the trouble of writing.
    """
    require(desk, Role.ADMINISTRATOR)
    signature = path.with_name(path.name + SIGNATURE_ENDING)
    with desk.database.write() as connection:
        log_store.check(connection, part_of(progress, 0, 2))
        head = log_store.head(connection)
        office = office_store.load_office(connection)
        made_at = desk.now().replace(microsecond=0).isoformat()
        header = header_of(office.code, made_at, head, office_store.user_names(connection))
        told = part_of(progress, 1, 2)
        what = text("Log lines written")
        lines = log_store.told(log_store.chain(connection), head[0], what, told)
        data = log_file(header, lines)
        with replace_file(path) as file:
            file.write(data)
        with replace_file(signature) as file:
            file.write(own_keys(connection).signer.sign(data))
        note(connection, desk, "log_exported", f"{head[0]} lines", {"head": head[1]})
        fingerprint = own_card(connection).fingerprint
    return ExportedLog(str(path), str(signature), head[0], head[1], fingerprint)


def verify_log(
    path: Path, trust: Path | None, desk: Desk | None = None, now: datetime | None = None
) -> CheckedLog:
    """Check a log file's signature and chain; an open office's own also against its database.

    Args:
        path: the file; its signature lies beside it.
        trust: key card or trust list of the offices whose signature counts.
        desk: an open office counts its own card and those it has accepted too.
        now: the moment keys must be valid at; by default the desk's or the system's.

    Raises:
        AppError: `file_missing`, `log_unsigned`, `log_differs`, or of `verify_log_file`.
    """
    listed = TrustList.parse(read_text(trust)) if trust else TrustList()
    moment = now or (desk.now() if desk else system_clock())
    if desk is not None:
        with desk.database.read() as connection:
            listed = listed.merged(trusted_cards(connection).with_card(own_card(connection)))
    found = verify_log_file(read_source(path), _signature(path), listed, moment)
    is_compared = desk is not None and _compare(desk, found)
    header, card = found.header, found.signer
    return CheckedLog(
        office_code=header.office,
        office_name=card.office_name,
        fingerprint=card.fingerprint,
        made_at=header.made_at,
        lines=header.lines,
        head=header.head,
        is_compared=is_compared,
    )


def _signature(path: Path) -> bytes:
    signature = path.with_name(path.name + SIGNATURE_ENDING)
    if not signature.is_file():
        raise AppError(
            "log_unsigned",
            text("The signature {file} does not lie beside the log.", file=signature.name),
            text("Please put both files into one folder."),
        )
    return read_source(signature)


def _compare(desk: Desk, found: VerifiedLog) -> bool:
    """Whether it is this office's log; AppError `log_differs` where the database says another."""
    with desk.database.read() as connection:
        if office_store.load_office(connection).code != found.header.office:
            return False
        differing = _first_difference(connection, found.lines)
    if differing:
        raise AppError(
            "log_differs",
            text("The log here is another one from line {line} on.", line=differing),
            text("Please tell the administrator, and compare with the last backup."),
            line=differing,
        )
    return True


def _first_difference(connection: Connection, lines: tuple[ChainLine, ...]) -> int:
    here = log_store.chain(connection)
    for line in lines:
        if next(here, None) != line:
            return line.sequence
    return 0
