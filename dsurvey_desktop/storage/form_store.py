"""Form editions of the campaign: the workbook as it came and the form read from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, func, insert, select

from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.office_store import load_setting, save_setting
from dsurvey_desktop.storage.tables import community_form, entry, form_edition
from dsurvey_desktop.storage.unit_memory import forget, remembered

EDITIONS = select(
    form_edition.c.digest, form_edition.c.kind, form_edition.c.title, form_edition.c.version
).order_by(form_edition.c.kind.desc(), form_edition.c.version, form_edition.c.digest)
_EDITIONS = "editions"
_READ: WeakKeyDictionary[Engine, dict[str, str]] = WeakKeyDictionary()


def add_edition(
    connection: Connection,
    digest: str,
    kind: str,
    title: str,
    version: str,
    form_json: str,
    workbook: bytes,
) -> None:
    """Keep an edition and make it the campaign's for its kind."""
    known = connection.execute(
        select(form_edition.c.digest).where(form_edition.c.digest == digest)
    ).first()
    if known is None:
        connection.execute(
            insert(form_edition).values(
                digest=digest,
                kind=kind,
                title=title,
                version=version,
                form_json=form_json,
                workbook=workbook,
            )
        )
        forget(connection, _EDITIONS)
    use_edition(connection, kind, digest)


def current_digest(connection: Connection, kind: str) -> str:
    """SHA-256 (hex) of the campaign's edition of that kind."""
    return str(load_setting(connection, f"form:{kind}"))


def load_form_json(connection: Connection, kind: str) -> str:
    """The campaign's edition of that kind as JSON of `forms`."""
    return edition_json(connection, current_digest(connection, kind))


def load_workbook(connection: Connection, kind: str) -> bytes:
    """The campaign's edition of that kind as the workbook it came as."""
    return workbook_of(connection, current_digest(connection, kind))


def workbook_of(connection: Connection, digest: str) -> bytes:
    """An edition that is kept, as the workbook it came as."""
    found = select(form_edition.c.workbook).where(form_edition.c.digest == digest)
    return bytes(connection.execute(found).scalar_one())


def edition_json(connection: Connection, digest: str) -> str:
    """An edition as JSON of `forms`; the digest is one of `kinds_by_digest`.

    Never changed once kept, so each is read once while the database is open.
    """
    read = _READ.setdefault(connection.engine, {})
    if digest not in read:
        found = select(form_edition.c.form_json).where(form_edition.c.digest == digest)
        read[digest] = str(connection.execute(found).scalar_one())
    return read[digest]


def kinds_by_digest(connection: Connection) -> dict[str, str]:
    """Kind of every edition that is kept, by digest."""
    return {row.digest: row.kind for row in _editions(connection)}


def titles_by_digest(connection: Connection) -> dict[str, tuple[str, str]]:
    """Title and version of every edition that is kept, by digest."""
    return {row.digest: (row.title, row.version) for row in _editions(connection)}


def _editions(connection: Connection) -> Sequence[Row[Any]]:
    return remembered(connection, _EDITIONS, lambda: ask(connection, EDITIONS).all())


def use_edition(connection: Connection, kind: str, digest: str) -> None:
    """Make an edition that is kept the campaign's for its kind."""
    save_setting(connection, f"form:{kind}", digest)


def entries_by_edition(connection: Connection) -> dict[str, int]:
    """How many entries, and community forms, stand on each edition."""
    counts: dict[str, int] = {}
    for table in (entry, community_form):
        rows = connection.execute(
            select(table.c.form_digest, func.count()).group_by(table.c.form_digest)
        )
        counts.update(rows.all())
    return counts


def edition_labels(connection: Connection) -> dict[str, str]:
    """Title and version by kind, of the editions in use."""
    labels = {}
    for row in connection.execute(
        select(
            form_edition.c.kind, form_edition.c.title, form_edition.c.version, form_edition.c.digest
        )
    ):
        if current_digest(connection, row.kind) == row.digest:
            labels[row.kind] = f"{row.title} {row.version}"
    return labels


def edition_digests(connection: Connection) -> dict[str, str]:
    """Digest by kind, of the editions in use."""
    kinds = connection.execute(select(form_edition.c.kind).distinct()).scalars().all()
    return {kind: current_digest(connection, kind) for kind in kinds}
