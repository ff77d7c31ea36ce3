"""The form editions of the office, and those that come with the program."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_edition import KINDS, shipped_form
from dsurvey_desktop.usecases.form_views import EditionLine


def list_editions(desk: Desk) -> tuple[EditionLine, ...]:
    """Every edition, by kind, the campaign's first."""
    with desk.database.read() as connection:
        lines = [*_kept(connection), *_shipped(connection)]
    order = {kind: place for place, kind in enumerate(KINDS)}
    lines.sort(key=lambda line: (order[line.kind], not line.is_current, not line.is_kept))
    return tuple(lines)


def _kept(connection: Connection) -> list[EditionLine]:
    titles = form_store.titles_by_digest(connection)
    counts = form_store.entries_by_edition(connection)
    current = form_store.edition_digests(connection)
    shipped = {shipped_form(kind).digest for kind in KINDS}
    return [
        EditionLine(
            digest=digest,
            kind=kind,
            title=titles[digest][0],
            version=titles[digest][1],
            is_current=current[kind] == digest,
            is_kept=True,
            is_shipped=digest in shipped,
            entries=counts.get(digest, 0),
        )
        for digest, kind in form_store.kinds_by_digest(connection).items()
    ]


def _shipped(connection: Connection) -> list[EditionLine]:
    kept = form_store.kinds_by_digest(connection)
    forms = [(kind, shipped_form(kind)) for kind in KINDS]
    return [
        EditionLine(
            digest=form.digest,
            kind=kind,
            title=form.title,
            version=form.version,
            is_current=False,
            is_kept=False,
            is_shipped=True,
            entries=0,
        )
        for kind, form in forms
        if form.digest not in kept
    ]
