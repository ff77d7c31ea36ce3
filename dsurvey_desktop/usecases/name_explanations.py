"""After an upgrade: what explanations explain that an older program filed by rule and item."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import entry_store, office_store, review_store
from dsurvey_desktop.storage.codec import encode_findings
from dsurvey_desktop.usecases.desk import Desk

_NAMED = "explanations_named"


def name_explanations(desk: Desk) -> None:
    """Of explanations that another program kept: they mean what their warnings say at this moment.

    Where this cannot be done now, as on a protected drive, the next opening tries again.
    """
    with suppress(AppError), desk.database.write() as connection:
        review_store.name_what_was_said(connection, dict(_said(connection, desk)))
        note_named(connection)


def are_named(connection: Connection) -> bool:
    """Whether each explanation here names what it explains."""
    return bool(office_store.load_setting(connection, _NAMED))


def note_named(connection: Connection) -> None:
    """What is explained from now on is named by this program."""
    office_store.save_setting(connection, _NAMED, value=True)


def _said(connection: Connection, desk: Desk) -> Iterator[tuple[int, str]]:
    """What each unnamed explanation explains, by its id; entries keep the basis with it."""
    unnamed = [one for one in review_store.explanations(connection) if not one.said]
    if not unnamed:
        return
    from dsurvey_desktop.usecases.inspection import build_inspector  # noqa: PLC0415 - once a year
    from dsurvey_desktop.usecases.recheck import all_facts  # noqa: PLC0415 - as above

    records = entry_store.load_entries(connection, sorted({one.entry for one in unnamed}))
    inspector = build_inspector(connection, desk)
    for record, facts in all_facts(connection, records):
        found = {one.key: one for one in inspector.inspect(facts, record.form_digest)}
        said = [replace(one, basis=_basis(one, found.get(one.key))) for one in record.findings]
        columns = {"findings_json": encode_findings(said)}
        entry_store.update_entry(connection, record.id, columns)
        for one in unnamed:
            if one.entry == record.id and (one.rule, one.item) in found:
                yield one.id, found[one.rule, one.item].said


def _basis(kept: Finding, found: Finding | None) -> str:
    return found.basis if found is not None and found.severity is kept.severity else kept.basis
