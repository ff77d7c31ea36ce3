"""Finding an edition: one of the office, one shipped with the program, or a workbook on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.form_json import load_shipped_form
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.read_xlsform import read_form
from dsurvey_desktop.forms.table_remarks import table_remarks
from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.attached_tables import AttachedTables
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, load_edition, load_form
from dsurvey_desktop.usecases.form_needs import kind_of
from dsurvey_desktop.usecases.read_form_source import read_form_source
from dsurvey_desktop.usecases.read_source import shown_name

KINDS = (INDIVIDUAL, COMMUNITY)
LEAST_DIGEST_LENGTH = 6


@dataclass(frozen=True, slots=True)
class FoundEdition:
    """An edition that was found.

    Attributes:
        kind: `individual` or `community`; empty for a form of another survey.
        file: name of the workbook it was read from; empty for one of the office or the program.
        path: where that workbook lies.
        workbook: its bytes.
        problems: warnings about the workbook.
        is_kept: in the office's database.
    """

    form: Form
    kind: str
    file: str = ""
    workbook: bytes = b""
    problems: tuple[Problem, ...] = ()
    is_kept: bool = False
    path: Path | None = None


EditionSource = Path | str | FoundEdition
"""A workbook; or the beginning of an edition's digest; or a kind, for the campaign's edition; or
what was found before."""


def find_edition(desk: Desk | None, source: EditionSource) -> FoundEdition:
    """The edition a person means; without a desk those of the office are not there.

    Raises:
        FormError: where a workbook is no sound form.
        AppError: `no_edition`, `edition_ambiguous`, or the trouble of reading the file.
    """
    if desk is None:
        return _find(None, source)
    with desk.database.read() as connection:
        return _find(connection, source)


def find_in(connection: Connection, source: EditionSource) -> FoundEdition:
    """The same, where the database is open already."""
    return _find(connection, source)


def shipped_form(kind: str) -> Form:
    """The edition that comes with this program."""
    return load_shipped_form(resources_folder() / "forms", kind)


def _find(connection: Connection | None, source: EditionSource) -> FoundEdition:
    if isinstance(source, FoundEdition):
        return _found_before(connection, source)
    if isinstance(source, Path):
        return _from_file(connection, source)
    if source in KINDS:
        return _current(connection, source)
    return _by_digest(connection, source.strip().lower())


def _from_file(connection: Connection | None, path: Path) -> FoundEdition:
    name, data = shown_name(path), read_form_source(path)
    form, problems = read_form(data, name)
    problems += table_remarks(form, AttachedTables(path), name)
    return FoundEdition(form, _kind(form, connection), name, data, tuple(problems), path=path)


def _found_before(connection: Connection | None, found: FoundEdition) -> FoundEdition:
    kept = {} if connection is None else form_store.kinds_by_digest(connection)
    return replace(found, is_kept=found.form.digest in kept)


def _kind(form: Form, connection: Connection | None) -> str:
    try:
        return kind_of(form, known_forms(connection))
    except AppError:
        return ""


def known_forms(connection: Connection | None) -> Mapping[str, Form]:
    """The editions a workbook may follow: the campaign's, without an office the shipped ones."""
    if connection is None:
        return {kind: shipped_form(kind) for kind in KINDS}
    return {kind: load_edition(connection, kind).form for kind in KINDS}


def _current(connection: Connection | None, kind: str) -> FoundEdition:
    if connection is None:
        return _shipped(kind)
    return FoundEdition(load_edition(connection, kind).form, kind, is_kept=True)


def _shipped(kind: str) -> FoundEdition:
    workbook = (resources_folder() / "forms" / f"{kind}.xlsx").read_bytes()
    return FoundEdition(shipped_form(kind), kind, workbook=workbook)


def _by_digest(connection: Connection | None, beginning: str) -> FoundEdition:
    kept = {} if connection is None else dict(form_store.kinds_by_digest(connection))
    shipped = {shipped_form(kind).digest: kind for kind in KINDS}
    found = [digest for digest in {**shipped, **kept} if digest.startswith(beginning)]
    if len(beginning) < LEAST_DIGEST_LENGTH or not found:
        raise _no_edition(beginning)
    if len(found) > 1:
        raise _ambiguous(beginning)
    (digest,) = found
    if connection is not None and digest in kept:
        return FoundEdition(load_form(connection, digest), kept[digest], is_kept=True)
    return _shipped(shipped[digest])


def _no_edition(beginning: str) -> AppError:
    return AppError(
        "no_edition",
        text("There is no form edition {digest} here.", digest=beginning),
        text("Please name a workbook, or at least six characters of a digest from the list."),
    )


def _ambiguous(beginning: str) -> AppError:
    return AppError(
        "edition_ambiguous",
        text("Several form editions begin with {digest}.", digest=beginning),
        text("Please give more of the digest."),
    )
