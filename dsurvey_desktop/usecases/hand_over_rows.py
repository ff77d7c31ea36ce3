"""What goes into a hand-over, read from the office's database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.exchange.hand_over_tables import (
    ANSWERS_CHANGED,
    CHECKS_CHANGED,
    CorrectionRow,
    EntryRow,
    ExplanationRow,
    HandOverRows,
    MissingRow,
    ProvenanceRow,
    WithdrawnRow,
    answer_rows,
    answer_text,
)
from dsurvey_desktop.exchange.statement import moment_text
from dsurvey_desktop.storage import (
    absence_store,
    approval_store,
    batch_store,
    community_store,
    office_store,
    review_store,
    roster_store,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.spot_check_rows import spot_check_rows

NOT_DETERMINED = "not_determined"
"""Reason of missing people nobody has looked into yet."""


def hand_over_rows(
    connection: Connection,
    records: Sequence[EntryRecord],
    items: Sequence[str],
    community_items: Sequence[str],
) -> HandOverRows:
    """Rows of all tables for these entries."""
    ids = {record.id for record in records}
    users = office_store.user_names(connection)
    forms = community_store.load_forms(connection)
    checks = spot_check_rows(connection, ids)
    return HandOverRows(
        entries=[_entry_row(record, users) for record in records],
        answers=answer_rows(((record.id, record.answers) for record in records), items),
        community_forms=answer_rows(
            ((code, form.answers) for code, form in forms.items()), community_items
        ),
        corrections=list(_corrections(connection, ids)),
        missing=list(_missing(connection)),
        explanations=list(_explanations(connection, records)),
        spot_checks=checks.drawn,
        spot_check_results=checks.results,
        spot_check_answers=checks.answers,
        provenance=list(_provenance(connection)),
        withdrawn=list(_withdrawn(connection)),
    )


def _entry_row(record: EntryRecord, users: dict[int, str]) -> EntryRow:
    assert record.approved_by is not None
    assert record.approved_at is not None
    return EntryRow(
        record.id,
        record.certificate_no,
        record.name,
        record.community_code,
        record.state.value,
        record.form_digest,
        users[record.approved_by],
        moment_text(record.approved_at),
        record.version,
        record.source.file,
        record.source.sheet,
        record.source.row,
    )


def _corrections(connection: Connection, ids: set[EntryId]) -> Iterator[CorrectionRow]:
    for one in review_store.all_corrections(connection):
        if one.entry in ids:
            yield _correction_row(one)


def _correction_row(one: CorrectionRecord) -> CorrectionRow:
    return CorrectionRow(
        one.entry,
        one.item,
        "" if one.old is None else answer_text(one.old),
        "" if one.new is None else answer_text(one.new),
        one.reason,
        one.source,
        one.by_name,
        moment_text(one.at),
    )


def _missing(connection: Connection) -> Iterator[MissingRow]:
    absences = absence_store.load_absences(connection)
    for one in roster_store.list_missing(connection):
        absence = absences.get(one.certificate_no)
        yield MissingRow(
            one.certificate_no,
            one.community_code,
            absence.reason.value if absence else NOT_DETERMINED,
            absence.proof if absence else "",
            absence.known_on.isoformat() if absence else "",
        )


def _explanations(
    connection: Connection, records: Sequence[EntryRecord]
) -> Iterator[ExplanationRow]:
    """Those of what the entries' warnings say now; of what they said before nobody asks."""
    said = {record.id: {one.said for one in record.findings} for record in records}
    for one in review_store.explanations(connection):
        if one.said in said.get(one.entry, ()):
            yield ExplanationRow(
                one.entry, one.rule, one.item, one.explanation, one.by_name, moment_text(one.at)
            )


def _withdrawn(connection: Connection) -> Iterator[WithdrawnRow]:
    for entry_id, handed, version in approval_store.fallen_after_hand_over(connection):
        reason = CHECKS_CHANGED if version == handed else ANSWERS_CHANGED
        yield WithdrawnRow(entry_id, handed, reason)


def _provenance(connection: Connection) -> Iterator[ProvenanceRow]:
    for one in reversed(batch_store.list_batches(connection)):
        if not one.is_undone:
            yield ProvenanceRow(
                one.id,
                one.file,
                one.file_digest,
                moment_text(one.received_at),
                one.rows_read,
                one.taken + one.unchanged + one.pending,
                one.set_aside,
            )
