"""Taking in community forms: one per 12-digit code (rule C01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.cell_places import cell_place
from dsurvey_desktop.intake.model import ParsedRow
from dsurvey_desktop.storage import community_store, entry_lookup, form_store, row_store
from dsurvey_desktop.storage.row_store import PENDING, SET_ASIDE, TAKEN, UNCHANGED
from dsurvey_desktop.usecases.asked_items import items_matched, with_unasked
from dsurvey_desktop.usecases.carrying import answer_names, carry
from dsurvey_desktop.usecases.community_forms import code_of, keep_form, office_codes
from dsurvey_desktop.usecases.community_inspection import community_findings, inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, load_edition
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.placing import (
    DIFFERS,
    Placement,
    canonical_answers,
    reason_message,
)
from dsurvey_desktop.usecases.row_digest import row_digest
from dsurvey_desktop.usecases.taking import (
    Arrival,
    Ledger,
    close_ledger,
    open_ledger,
    outcome_of,
    save_batch,
)

UNKNOWN_COMMUNITY = "unknown_community"
_ADVICE = text("Please ask the community and take in its corrected form.")


@dataclass(slots=True)
class _Forms:
    """What rows are held against; grows while a file is placed.

    Attributes:
        codes: of the office's communities, by name.
        standing: answers of the forms that are there, by code.
        known_digests: of all rows taken in before.
        placed: codes this file gave a form; a second one is set beside it (rule C01).
        taken: code, answers and row of the forms to save.
    """

    codes: dict[str, str]
    standing: dict[str, Answers]
    known_digests: set[str]
    placed: set[str] = field(default_factory=set)
    taken: list[tuple[str, Answers, RowId]] = field(default_factory=list)

    def with_unasked(self, answers: Answers, code: str, asked: frozenset[str]) -> Answers:
        """What a row answers, with what its community has of the items it was not asked."""
        return with_unasked(answers, self.standing.get(code, {}), asked)

    def decide(self, row: ParsedRow, code: str, *, take_changes: bool) -> tuple[str, str]:
        """Outcome and reason of a row, whose answers are those the community would have."""
        if row.kind_of_row:
            return SET_ASIDE, row.kind_of_row.value
        if not code:
            return SET_ASIDE, UNKNOWN_COMMUNITY
        if code not in self.standing:
            return TAKEN, ""
        if self.standing[code] == row.answers:
            return UNCHANGED, ""
        is_taken = take_changes and code not in self.placed
        return (TAKEN if is_taken else PENDING), DIFFERS


def take_communities(unit: IntakeUnit, arrival: Arrival) -> FileOutcome:
    """Take in a file of community forms; `inspect_community` is left to the unit's end."""
    connection, desk = unit.connection(), unit.desk
    ledger = open_ledger(unit, arrival)
    known = unit.register().known_digests
    forms = _Forms(office_codes(connection), _standing(connection), known)
    for table in arrival.parsed.tables:
        asked = items_matched(table.columns)
        table.await_rows()
        for row in table.rows:
            _place_row(row, asked, ledger, forms, take_changes=arrival.take_changes)
    if ledger.is_news():
        ledger.problems += _problems(connection, desk, ledger, forms)
        save_batch(connection, desk, arrival, ledger, COMMUNITY)
        for code, answers, row_id in forms.taken:
            keep_form(connection, desk, code, answers, row_id)
        close_ledger(unit, ledger)
    return outcome_of(arrival, ledger, COMMUNITY)


def _problems(
    connection: Connection, desk: Desk, ledger: Ledger, forms: _Forms
) -> Iterator[Problem]:
    """What the rules say of the forms taken, with the rows they stand in (rules C02, C03)."""
    in_care = entry_lookup.residents_in_care(connection)
    places = {row.id: (row.sheet, row.row_no) for row in ledger.rows}
    digest = form_store.current_digest(connection, COMMUNITY)
    for code, answers, row_id in forms.taken:
        for one in community_findings(connection, desk, answers, digest, in_care.get(code, 0)):
            value = str(answers.get(one.item, ""))
            place = cell_place(ledger.file, ledger.tables, places[row_id], one.item)
            yield Problem(one.rule, one.severity, place, value, one.message, _ADVICE)


def place_forms_again(connection: Connection, desk: Desk) -> dict[RowId, str]:
    """Place forms of communities that were unknown; outcome by row, of those known now."""
    forms = _Forms(office_codes(connection), _standing(connection), set())
    names = answer_names(load_edition(connection, COMMUNITY).form)
    seated: dict[RowId, str] = {}
    for row in row_store.list_rows(connection, row_store.ASIDE):
        code = code_of(row.answers, forms.codes) if row.reason == UNKNOWN_COMMUNITY else ""
        if not code:
            continue
        answers = carry(row.answers, names).answers
        parsed = ParsedRow(row.sheet, row.row, row.cells, dict(answers))
        outcome, _reason = forms.decide(parsed, code, take_changes=False)
        seated[row.id] = outcome
        row_store.settle(connection, row.id, outcome, None)
        if outcome == TAKEN:
            keep_form(connection, desk, code, row.answers, row.id)
            forms.standing[code] = answers
        elif outcome == PENDING:
            row_store.explain_row(connection, row.id, DIFFERS, reason_message(DIFFERS))
    if seated:
        inspect_community(connection, desk)
    return seated


def _standing(connection: Connection) -> dict[str, Answers]:
    """The forms that are there, as far as the campaign's edition asks."""
    names = answer_names(load_edition(connection, COMMUNITY).form)
    forms = community_store.load_forms(connection)
    return {code: carry(one.answers, names).answers for code, one in forms.items()}


def _place_row(
    row: ParsedRow, asked: frozenset[str], ledger: Ledger, forms: _Forms, *, take_changes: bool
) -> None:
    """A file with only some of the form's columns changes only these."""
    answers_json = canonical_answers(row.answers)
    digest = row_digest(answers_json if row.answers else row.cells)
    code = code_of(row.answers, forms.codes)
    answers = forms.with_unasked(row.answers, code, asked)
    as_taken = replace(row, answers=dict(answers))
    outcome, reason = forms.decide(as_taken, code, take_changes=take_changes)
    if outcome in {PENDING, SET_ASIDE} and digest in forms.known_digests:
        outcome, reason = UNCHANGED, ""
    row_id = ledger.enter(row, Placement(outcome, reason, answers_json, digest), None)
    if outcome == TAKEN:
        forms.taken.append((code, answers, RowId(row_id)))
        forms.standing[code] = answers
        forms.placed.add(code)
