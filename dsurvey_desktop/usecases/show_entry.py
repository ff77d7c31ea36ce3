"""One entry whole: form, findings, evidence and history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.classification import category_name, grade_name
from dsurvey_desktop.domain.entry import Answers, EntryState, Finding, Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.numbers import age_on, birth_date
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import (
    batch_store,
    detail_store,
    entry_store,
    form_store,
    last_year_store,
    office_store,
    receipt_store,
    review_store,
    roster_store,
    row_store,
    spot_store,
)
from dsurvey_desktop.storage.asking import asked_ahead
from dsurvey_desktop.storage.entry_questions import shown_of
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord, ExplanationRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.approval_rules import blockers_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import (
    INDIVIDUAL,
    Edition,
    all_items,
    edition_names,
    edition_of,
    form_context,
)
from dsurvey_desktop.usecases.entry_sections import Beside, sections_of
from dsurvey_desktop.usecases.entry_views import (
    CorrectionView,
    EntryView,
    FindingView,
    SentBackReason,
)
from dsurvey_desktop.usecases.gone_choices import with_gone_choices
from dsurvey_desktop.usecases.household import household_of
from dsurvey_desktop.usecases.intake_views import CellChange
from dsurvey_desktop.usecases.last_year_forms import said_besides
from dsurvey_desktop.usecases.list_queries import queries_of
from dsurvey_desktop.usecases.permissions import why_not_correct
from dsurvey_desktop.usecases.proposals import Proposer
from dsurvey_desktop.usecases.row_cells import changes_of, detail_views, raw_cells

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)


def load(connection: Connection, entry_id: EntryId) -> EntryRecord:
    """The entry; AppError `no_entry` when there is none of that id."""
    record = entry_store.load_entry(connection, entry_id)
    if record is None:
        raise AppError(
            "no_entry",
            text("There is no entry {number}.", number=entry_id),
            text("Please look at the list of entries."),
        )
    return record


def show_entry(desk: Desk, entry_id: EntryId) -> EntryView:
    """Everything the workbench shows of an entry; AppError `no_entry`."""
    with desk.database.read() as connection:
        record = load(connection, entry_id)
        with asked_ahead(connection, shown_of(record)):
            return _shown(connection, desk, record)


def _shown(connection: Connection, desk: Desk, record: EntryRecord) -> EntryView:
    edition = edition_of(connection, record.form_digest)
    campaign = office_store.load_campaign(connection)
    context = form_context(campaign, desk.clock)
    states = edition.compiled.evaluate(record.answers, context)
    corrections = review_store.corrections_of(connection, record.id)
    explanations = review_store.explanations(connection, record.id)
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    users = office_store.user_names(connection)
    details = detail_views(detail_store.details_of_entry(connection, record.id))
    queries = queries_of(connection, desk, record.id)
    sent_back = _sent_back(connection, record, edition)
    form_edition = edition_names(connection)[record.form_digest]
    current = form_store.current_digest(connection, INDIVIDUAL)
    items = _items(connection, edition, record.answers, corrections)
    changes, beside = _beside(connection, record, corrections, items)
    proposer = _proposer(connection, record, beside.person, edition, context)
    beside = replace(beside, proposer=proposer)
    left = said_besides(connection, record.certificate_no) if beside.last_year else ()
    reasons = blockers_of(connection, desk, [record])[record.id]
    findings = _finding_views(edition, record.findings, explanations)
    born = birth_date(record.certificate_no)
    return EntryView(
        id=record.id,
        version=record.version,
        name=record.name,
        certificate_no=record.certificate_no,
        community_code=record.community_code,
        community_name=names.get(record.community_code, record.community_code),
        state=record.state,
        category=category_name(record.certificate_no[18:19]),
        grade=grade_name(record.certificate_no[19:20]),
        age=age_on(campaign.reference_date, born) if born else None,
        born=born,
        source=record.source,
        sections=sections_of(edition, record.answers, findings, states, beside),
        findings=findings,
        corrections=tuple(_correction_view(items, one) for one in reversed(corrections)),
        approved_by=users.get(record.approved_by, "") if record.approved_by else "",
        approved_at=record.approved_at,
        blockers=reasons,
        queries=queries,
        sent_back=sent_back,
        form_edition=form_edition,
        changes=changes,
        details=details,
        is_current_edition=record.form_digest == current,
        last_year=campaign.year - 1 if beside.last_year else None,
        last_year_left=left,
        kept_because=why_not_correct(desk, record.state),
    )


def _beside(
    connection: Connection,
    record: EntryRecord,
    corrections: Sequence[CorrectionRecord],
    items: Mapping[str, Item],
) -> tuple[tuple[CellChange, ...], Beside]:
    """Cells of its row whose values are not their own text, and what stands beside the answers."""
    row = row_store.load_row(connection, record.row_id)
    batch = batch_store.load_batch(connection, record.batch_id)
    changes = changes_of(row) if row else ()
    found = spot_store.found_of(connection, record.id)
    return changes, Beside(
        raw_cells(row, batch.columns) if row and batch else {},
        {one.item: one.value for one in changes},
        roster_store.load_person(connection, record.certificate_no),
        Counter(one.item for one in corrections),
        items,
        last_year_store.answers_of(connection, record.certificate_no),
        {one.item: one for one in found},
    )


def _proposer(
    connection: Connection,
    record: EntryRecord,
    person: Person | None,
    edition: Edition,
    context: FormContext,
) -> Proposer:
    """What proposes answers to this entry; the form says whether it would take them."""

    def is_valid(item: str, value: Value) -> bool:
        states = edition.compiled.evaluate({**record.answers, item: value}, context)
        return states[item].valid is True

    return Proposer(person, household_of(connection, record), is_valid)


def _sent_back(
    connection: Connection, record: EntryRecord, edition: Edition
) -> tuple[SentBackReason, ...]:
    """The district's reasons, as long as nothing newer was handed over."""
    if record.state in (EntryState.HANDED_OVER, EntryState.ACCEPTED):
        return ()
    labels = {item.name: label_of(item.labels) for item in edition.form.items}
    return tuple(
        SentBackReason(one.item, labels.get(one.item, one.item), one.reason)
        for one in receipt_store.reasons_of(connection, record.id)
        if one.version == record.handed_over_version
    )


def _finding_views(
    edition: Edition, findings: tuple[Finding, ...], explanations: tuple[ExplanationRecord, ...]
) -> tuple[FindingView, ...]:
    labels = {item.name: label_of(item.labels) for item in edition.form.items}
    of_this = {one.said: one for one in explanations}
    before = {(one.rule, one.item): one.explanation for one in explanations}
    views = []
    for finding in findings:
        label, one = labels.get(finding.item, ""), of_this.get(finding.said)
        if one is not None:
            views.append(FindingView(finding, label, one.explanation, one.by_name))
        else:
            before_it = before.get(finding.key, "")
            views.append(FindingView(finding, label, explained_before=before_it))
    return tuple(views)


def _items(
    connection: Connection,
    edition: Edition,
    answers: Answers,
    corrections: Sequence[CorrectionRecord],
) -> Mapping[str, Item]:
    """Items by name; those and the choices of other editions too where somebody speaks of them."""
    items = {item.name: item for item in edition.form.items}
    if any(one.item not in items for one in corrections):
        items = all_items(connection, INDIVIDUAL) | items
    told = [(one.item, value) for one in corrections for value in (one.old, one.new)]
    return with_gone_choices(connection, items, [*answers.items(), *told], INDIVIDUAL)


def _correction_view(items: Mapping[str, Item], one: CorrectionRecord) -> CorrectionView:
    item = items.get(one.item)
    return CorrectionView(
        item=one.item,
        item_label=label_of(item.labels) if item else one.item,
        old=shown(item, one.old) if item else str(one.old),
        new=shown(item, one.new) if item else str(one.new),
        reason=one.reason,
        source=one.source,
        corrected_by=one.by_name,
        corrected_at=one.at,
    )
