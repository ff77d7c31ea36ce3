"""The one way answers change: new version, rules and checks at once, an approval falls."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, EntryState
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.storage import entry_columns, entry_store, review_store, roster_store
from dsurvey_desktop.storage.asking import asked_ahead
from dsurvey_desktop.storage.entry_questions import judged_of
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.inspection import NOT_APPROVED, build_inspector, facts_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.search_text import entry_search
from dsurvey_desktop.usecases.standing import standing_state

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER)


def revise(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    answers: Answers,
    *,
    row_id: RowId | None = None,
    form_digest: str = "",
) -> None:
    """Give an entry new answers in the caller's unit of work (product: nothing is silent).

    Whatever was approved or handed over falls back to what its findings say; the version that
    was handed over stays on record, so the next bundle carries the difference. Values, reason
    and person are the caller's to keep; that an approval fell is logged here. `form_digest` names
    the edition the new answers are of, where it is not the one the entry stands on.
    """
    with asked_ahead(connection, judged_of(record)):
        _revise(connection, desk, record, answers, row_id, form_digest)
    if record.state in _APPROVED:
        detail = {"cause": "answers_changed", "entries": [record.id], "version": record.version}
        note(connection, desk, "approvals_fell", f"entry {record.id}", detail)


def _revise(
    connection: Connection,
    desk: Desk,
    record: EntryRecord,
    answers: Answers,
    row_id: RowId | None,
    form_digest: str,
) -> None:
    person = roster_store.load_person(connection, record.certificate_no)
    inspector = build_inspector(connection, desk)
    facts = facts_of(connection, record, answers, person)
    digest = form_digest or record.form_digest
    findings = inspector.inspect(facts, digest)
    explained = review_store.explained_findings(connection, record.id)
    values = entry_columns.row_values(answers, findings, explained) | NOT_APPROVED
    state = standing_state(connection, record.id, findings)
    values |= {"state": state.value, "version": record.version + 1, "form_digest": digest}
    if answers.get("name") != record.answers.get("name"):
        on_roster = roster_store.search_text_of(connection, record.certificate_no)
        values["search"] = entry_search(on_roster, str(answers.get("name", "")))
    if row_id is not None:
        values["row_id"] = row_id
    entry_store.update_entry(connection, record.id, values)
