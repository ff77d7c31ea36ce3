"""Editions that last year's data were said under; they are no editions of this campaign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.last_year_tables import last_year_form
from dsurvey_desktop.storage.office_store import load_setting, save_setting
from dsurvey_desktop.storage.tables import form_edition

_IN_USE = "last_year_form"
_COLUMNS = "last_year_columns"
_LONGEST_TITLE, _LONGEST_VERSION = 128, 32


@dataclass(frozen=True, slots=True)
class KeptForm:
    """An edition as it is kept; `form_json` is JSON of `forms`."""

    digest: str
    title: str
    version: str
    form_json: str
    workbook: bytes


def keep_form(connection: Connection, form: KeptForm) -> None:
    """Keep an edition, unless it is kept already, here or as one of the campaign."""
    if load_form(connection, form.digest) is None:
        connection.execute(
            insert(last_year_form).values(
                digest=form.digest,
                title=form.title[:_LONGEST_TITLE],
                version=form.version[:_LONGEST_VERSION],
                form_json=form.form_json,
                workbook=form.workbook,
            )
        )


def load_form(connection: Connection, digest: str) -> KeptForm | None:
    """The edition of that digest, of the campaign or of last year; None where it is not kept."""
    for table in (form_edition, last_year_form):
        names = ("digest", "title", "version", "form_json", "workbook")
        columns = [table.c[name] for name in names]
        row = connection.execute(select(*columns).where(table.c.digest == digest)).first()
        if row is not None:
            return KeptForm(*row)
    return None


def form_json_of(connection: Connection, digest: str) -> str | None:
    """The edition of that digest alone, as JSON of `forms`; None where it is not kept."""
    for table in (form_edition, last_year_form):
        found = select(table.c.form_json).where(table.c.digest == digest)
        said = connection.execute(found).scalar()
        if said is not None:
            return str(said)
    return None


def digests(connection: Connection) -> tuple[str, ...]:
    """Of all editions of last year."""
    return tuple(connection.execute(select(last_year_form.c.digest)).scalars())


def form_in_use(connection: Connection) -> str:
    """Digest of the edition that tables of last year are read by; empty for the campaign's."""
    return str(load_setting(connection, _IN_USE) or "")


def use_form(connection: Connection, digest: str) -> None:
    """Read tables of last year by that edition from now on; empty for the campaign's."""
    save_setting(connection, _IN_USE, digest)


@dataclass(frozen=True, slots=True)
class KeptColumns:
    """What a person said of tables of one shape, under last year's edition.

    Attributes:
        columns: pairs of header and item, from the left.
        name: of the file it was said of; with moment and person unknown where an older program
            kept it.
    """

    shape: str
    columns: tuple[tuple[str, str], ...]
    name: str = ""
    confirmed_at: datetime | None = None
    confirmed_by: str = ""


def confirmed_columns(connection: Connection) -> tuple[KeptColumns, ...]:
    """What persons said of tables of last year's edition, the newest first."""
    stored = load_setting(connection, _COLUMNS) or {}
    return tuple(_kept(shape, value) for shape, value in reversed(stored.items()))


def confirm_columns(connection: Connection, kept: KeptColumns) -> None:
    """Remember it in the place of what was said of that shape before."""
    at = "" if kept.confirmed_at is None else encode_moment(kept.confirmed_at)
    value = {"columns": kept.columns, "name": kept.name, "at": at, "by": kept.confirmed_by}
    save_setting(connection, _COLUMNS, _without(connection, kept.shape) | {kept.shape: value})


def forget_columns(connection: Connection, shape: str) -> None:
    """Forget what was said of tables of that shape; what came in by it stays."""
    save_setting(connection, _COLUMNS, _without(connection, shape))


def _without(connection: Connection, shape: str) -> dict[str, Any]:
    stored = load_setting(connection, _COLUMNS) or {}
    return {known: value for known, value in stored.items() if known != shape}


def _kept(shape: str, value: Any) -> KeptColumns:
    """Older programs kept the columns alone."""
    facts = value if isinstance(value, dict) else {"columns": value}
    columns = tuple((header, item) for header, item in facts["columns"])
    at = facts.get("at")
    moment = decode_moment(at) if at else None
    return KeptColumns(shape, columns, facts.get("name", ""), moment, facts.get("by", ""))
