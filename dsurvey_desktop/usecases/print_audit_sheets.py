"""Printing the sheets of a spot check: cover, lists, one side per person (product F2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.audit_sheets import write_audit_sheets
from dsurvey_desktop.documents.model import AuditItem, AuditPerson, AuditPlan, CommunityDraw
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import OFFICE_ZONE, Clock
from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.spot_check import ASKED_AGAIN
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.storage import entry_store, office_store, sample_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import no_sample, sample_view
from dsurvey_desktop.usecases.editions import Edition, Editions, edition_names, form_context
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sample_lots import plan_words
from dsurvey_desktop.usecases.sample_views import SampleMember, SampleView, WrittenDocument
from dsurvey_desktop.usecases.sheet_header import about_editions, sheet_header

_KINDS = {
    ItemKind.SELECT_ONE: "one",
    ItemKind.SELECT_MULTIPLE: "many",
    ItemKind.DATE: "date",
    ItemKind.INTEGER: "number",
}


def print_audit_sheets(
    desk: Desk,
    target: Path,
    *,
    sample_id: int | None = None,
    with_answers: bool = False,
    progress: Progress = no_progress,
) -> WrittenDocument:
    """Write the sheets of a sample (the newest when no id is given) as PDF; logged.

    Raises:
        AppError: `no_sample`, or the trouble of writing `target`.
    """
    with desk.database.read() as connection:
        record = sample_store.load_sample(connection, sample_id)
        if record is None:
            raise no_sample()
        sample = sample_view(connection, record)
        records = _records(connection, sample)
        header = sheet_header(connection, desk, f"S{sample.id:02d}")
        header = about_editions(connection, header, (one.form_digest for one in records.values()))
        persons = _persons(connection, desk, sample, records, with_answers=with_answers)
    plan = audit_plan(sample, *plan_words(sample.plan))
    pages = write_audit_sheets(target, header, plan, persons, progress)
    with desk.database.write() as connection:
        detail = {"people": len(persons), "with_answers": with_answers}
        note(connection, desk, "sheets_printed", f"sample {sample.id}", detail)
    return WrittenDocument(str(target), pages)


def audit_plan(
    sample: SampleView, *description: Text | str, is_of_towns: bool = False
) -> AuditPlan:
    """The plan as the cover tells it."""
    return AuditPlan(
        description=(
            *map(str, description),
            str(text("Drawn by {name}.", name=sample.drawn_by)),
        ),
        seed=str(sample.seed),
        frame_size=sample.frame_size,
        frame_digest=sample.frame_digest,
        drawn_at=sample.drawn_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        communities=tuple(
            CommunityDraw(one.name, one.frame, one.drawn) for one in sample.communities
        ),
        is_of_towns=is_of_towns,
    )


def _records(connection: Connection, sample: SampleView) -> dict[EntryId, EntryRecord]:
    ids = [member.entry for member in sample.members]
    return {one.id: one for one in entry_store.load_entries(connection, ids)}


def _persons(
    connection: Connection,
    desk: Desk,
    sample: SampleView,
    records: Mapping[EntryId, EntryRecord],
    *,
    with_answers: bool,
) -> list[AuditPerson]:
    """Each person is asked by the edition the entry stands on."""
    editions, names = Editions(connection), edition_names(connection)
    campaign = office_store.load_campaign(connection)
    persons = []
    for member in sample.members:
        record = records[member.entry]
        edition = editions.of(record.form_digest)
        asked = items_asked_again(edition, record.answers, campaign, desk.clock)
        name = names[record.form_digest]
        persons.append(
            audit_person(edition, member, record.answers, asked, name, with_answers=with_answers)
        )
    return persons


def items_asked_again(
    edition: Edition, answers: Answers, campaign: Campaign, clock: Clock
) -> list[str]:
    """The items a person with these answers is asked again, in the order of the sheet."""
    states = edition.compiled.evaluate(answers, form_context(campaign, clock))
    return [name for name in ASKED_AGAIN if name in states and states[name].relevant]


def audit_person(
    edition: Edition,
    member: SampleMember,
    answers: Answers,
    asked: Sequence[str],
    edition_name: str,
    *,
    with_answers: bool,
) -> AuditPerson:
    """One person's sheet."""
    phones = (answers.get("mobile"), answers.get("landline"))
    return AuditPerson(
        short_code=member.short_code,
        qr_text=member.short_code,
        name=member.name,
        certificate_no=member.certificate_no,
        community=member.community_name,
        address=str(answers.get("address", "")),
        phone=" / ".join(str(phone) for phone in phones if phone),
        items=tuple(_item(edition, name, answers, with_answers) for name in asked),
        form_edition=edition_name,
    )


def _item(edition: Edition, name: str, answers: Answers, with_answers: bool) -> AuditItem:
    item: Item = edition.form.item(name)
    return AuditItem(
        code=item.code,
        question=label_of(item.labels),
        kind=_KINDS.get(item.kind, "text"),  # type: ignore[arg-type]
        choices=tuple((choice.code, label_of(choice.labels)) for choice in item.choices),
        answer=shown(item, answers.get(name)) if with_answers else None,
    )
