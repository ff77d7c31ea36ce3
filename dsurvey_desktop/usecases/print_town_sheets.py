"""Printing the sheets of the district's own spot check, grouped by town."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.audit_sheets import write_audit_sheets
from dsurvey_desktop.documents.model import AuditPerson
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store, town_sample_store, town_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import no_sample
from dsurvey_desktop.usecases.editions import edition_names
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.print_audit_sheets import audit_person, audit_plan
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import about_editions, sheet_header
from dsurvey_desktop.usecases.show_town_sample import town_sample_view
from dsurvey_desktop.usecases.town_answers import edition_finder, typed
from dsurvey_desktop.usecases.town_sample_views import TownSampleView


def print_town_sheets(
    desk: Desk, target: Path, *, with_answers: bool = False, progress: Progress = no_progress
) -> WrittenDocument:
    """Write the sheets of the newest sample over the towns as PDF; logged.

    Raises:
        AppError: `not_a_district`, `no_sample`, or the trouble of writing `target`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        record = town_sample_store.load_sample(connection)
        if record is None:
            raise no_sample()
        sample = town_sample_view(connection, record)
        header = sheet_header(connection, desk, f"S{sample.id:02d}")
        persons, digests = _persons(connection, sample, with_answers=with_answers)
        header = about_editions(connection, header, digests)
    description = text(
        "{share} percent of the entries of each town, rounded up.", share=f"{sample.share * 100:g}"
    )
    plan = audit_plan(sample.as_sample(), description, is_of_towns=True)
    pages = write_audit_sheets(target, header, plan, persons, progress)
    with desk.database.write() as connection:
        detail = {"people": len(persons), "with_answers": with_answers}
        note(connection, desk, "town_sheets_printed", f"sample {sample.id}", detail)
    return WrittenDocument(str(target), pages)


def _persons(
    connection: Connection, sample: TownSampleView, *, with_answers: bool
) -> tuple[list[AuditPerson], list[str]]:
    edition_of, names = edition_finder(connection), edition_names(connection)
    ids = [member.entry for member in sample.members]
    entries = {one.id: one for one in town_store.list_entries(connection, ids=ids)}
    persons, digests = [], []
    for drawn, member in zip(sample.members, sample.as_sample().members, strict=True):
        edition = edition_of(entries[drawn.entry])
        answers = typed(edition.form, entries[drawn.entry].answers)
        asked = [one.item for one in drawn.items]
        name = names[edition.form.digest]
        digests.append(edition.form.digest)
        person = audit_person(edition, member, answers, asked, name, with_answers=with_answers)
        persons.append(replace(person, is_of_town=True))
    return persons, digests
