"""Taking in a return workbook: answers go to their queries, new values wait as differences (D5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.query import QueryState
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.domain.word_lists import phrases
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.cell_readers import reader_for
from dsurvey_desktop.intake.model import ColumnMatch, FileKind, ParsedFile, ParsedRow, ParsedTable
from dsurvey_desktop.intake.return_answers import AnswerLine, ReturnAnswers
from dsurvey_desktop.intake.sheets import plain_text
from dsurvey_desktop.storage import (
    entry_store,
    office_store,
    query_store,
    return_store,
    review_store,
    row_store,
)
from dsurvey_desktop.storage.codec import encode_sorted
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.query_store import QueryRecord
from dsurvey_desktop.storage.row_store import PENDING, SET_ASIDE, TAKEN, UNCHANGED
from dsurvey_desktop.usecases.answer_values import shown
from dsurvey_desktop.usecases.change_entry import RESUBMITTED, take_items
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import items_of
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.placing import (
    QUERY_CLOSED,
    QUERY_UNKNOWN,
    Placement,
    can_be_changed,
)
from dsurvey_desktop.usecases.query_entry import record_answer
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.return_contents import FIXED_ITEMS
from dsurvey_desktop.usecases.row_digest import row_digest
from dsurvey_desktop.usecases.taking import (
    Arrival,
    Ledger,
    close_ledger,
    open_ledger,
    outcome_of,
    save_batch,
)

RETURN = "return"
"""Kind of batches that are answers to a return."""
_Said = tuple[str, Value | None]
"""Item and the new value the community gives; None for blank."""


@dataclass(slots=True)
class _Taking:
    """One return workbook on its way in.

    Attributes:
        items: the questions of the form edition each entry stands on, by entry and name.
        asked: queries that stand on the sheet, by number.
        answers: query, words and row of each answer.
        corrected: entry and item of answers that a person corrected since the sheet was made.
        changes: entry, item, new value and row of each value to take at once.
    """

    answers_file: ReturnAnswers
    arrival: Arrival
    ledger: Ledger
    items: Mapping[int, Mapping[str, Item]]
    year: int
    asked: dict[int, QueryRecord]
    known: set[str]
    records: dict[int, EntryRecord]
    corrected: set[tuple[EntryId, str]] = field(default_factory=set)
    answers: list[tuple[QueryRecord, str]] = field(default_factory=list)
    changes: list[tuple[QueryRecord, _Said, int]] = field(default_factory=list)


def return_arrival(
    desk: Desk, path: Path, data: bytes, answers: ReturnAnswers, *, take_changes: bool
) -> Arrival:
    """A return workbook that comes back; AppError `return_other_office` or `return_unknown`."""
    with desk.database.read() as connection:
        _check_mark(connection, answers)
    digest = hashlib.sha256(data).hexdigest()
    file = shown_name(path)
    return Arrival(path, file, data, digest, _parsed(file, answers), take_changes, answers)


def _parsed(file: str, answers: ReturnAnswers) -> ParsedFile:
    """The lines as intake keeps rows of any file."""
    rows = [ParsedRow(line.sheet, line.row, line.cells, {}) for line in answers.lines]
    sheet = rows[0].sheet if rows else ""
    headers = enumerate(answers.headers, start=1)
    columns = tuple(ColumnMatch(number, header, "", 1.0) for number, header in headers)
    table = ParsedTable(sheet, (answers.header_row,), columns, rows)
    return ParsedFile(file, FileKind.UNKNOWN, (table,))


def take_return(unit: IntakeUnit, arrival: Arrival, answers: ReturnAnswers) -> FileOutcome:
    """Take in a return workbook.

    A line with a new value waits as a difference, or is taken at once where the caller wants
    changes taken and nobody corrected that answer since the sheet was made; a line with words only
    is taken as the answer; a line where nothing was written is unchanged and its query stays open.
    """
    connection, desk = unit.connection(), unit.desk
    taking = _begin(connection, arrival, answers, open_ledger(unit, arrival))
    for line, row in zip(answers.lines, arrival.parsed.rows(), strict=True):
        _take_line(taking, line, row)
    if taking.ledger.is_news():
        save_batch(connection, desk, arrival, taking.ledger, RETURN)
        for query, words in taking.answers:
            record_answer(connection, desk, query, words, taking.ledger.batch)
        _take_changes(connection, desk, taking)
        close_ledger(unit, taking.ledger)
        unit.kept.forget_register()
    return outcome_of(arrival, taking.ledger, RETURN)


def _begin(
    connection: Connection, arrival: Arrival, answers: ReturnAnswers, ledger: Ledger
) -> _Taking:
    asked = {}
    for point in return_store.points_of(connection, answers.mark.number):
        query = query_store.load_query(connection, point.query)
        if query is not None:
            asked[query.id] = query
    ids = sorted({one.entry for one in asked.values()})
    records = {one.id: one for one in entry_store.load_entries(connection, ids)}
    digests = {record.form_digest for record in records.values()}
    items = {digest: items_of(connection, digest) for digest in digests}
    return _Taking(
        answers,
        arrival,
        ledger,
        {record.id: items[record.form_digest] for record in records.values()},
        office_store.load_campaign(connection).year,
        asked,
        row_store.known_digests(connection),
        {record.id: record for record in records.values()},
        _corrected_since(connection, answers.mark.number, ids),
    )


def _corrected_since(
    connection: Connection, number: int, ids: Iterable[EntryId]
) -> set[tuple[EntryId, str]]:
    """What persons corrected after the sheet was made; the community has not seen that."""
    sheet = return_store.load_return(connection, number)
    assert sheet is not None
    return {
        (one.entry, one.item)
        for entry in ids
        for one in review_store.corrections_of(connection, entry)
        if one.at >= sheet.made_at and one.reason != RESUBMITTED
    }


def _check_mark(connection: Connection, answers: ReturnAnswers) -> None:
    mark = answers.mark
    if mark.office != office_store.load_office(connection).code:
        raise AppError(
            "return_other_office",
            text("This return sheet was made by another office ({code}).", code=mark.office),
            text("Please send it to the office that made it."),
        )
    if return_store.load_return(connection, mark.number) is None:
        raise AppError(
            "return_unknown",
            text("This office has made no return sheet {number}.", number=mark.number),
            text("It may come from before a backup was restored. Please make the sheet again."),
        )


def _take_line(taking: _Taking, line: AnswerLine, row: ParsedRow) -> None:
    query = taking.asked.get(line.query) if line.query is not None else None
    if query is None:
        _enter(taking, line, row, None, SET_ASIDE, QUERY_UNKNOWN)
        return
    if not line.says_anything or _digest(taking, line) in taking.known:
        _enter(taking, line, row, query, UNCHANGED)
        return
    if query.state is QueryState.CLOSED:
        _enter(taking, line, row, query, SET_ASIDE, QUERY_CLOSED)
        return
    said = _read_value(taking, query, line, row)
    taking.answers.append((query, _in_words(taking, query, line, said)))
    record = taking.records[query.entry]
    if said is None or record.answers.get(said[0]) == said[1]:
        _enter(taking, line, row, query, TAKEN)
        return
    is_free = can_be_changed(record.state) and (query.entry, said[0]) not in taking.corrected
    is_taken = taking.arrival.take_changes and is_free
    outcome = TAKEN if is_taken else PENDING
    row_id = _enter(taking, line, row, query, outcome, row_store.RETURNED, said)
    if is_taken:
        taking.changes.append((query, said, row_id))


def _enter(
    taking: _Taking,
    line: AnswerLine,
    row: ParsedRow,
    query: QueryRecord | None,
    outcome: str,
    reason: str = "",
    said: _Said | None = None,
) -> int:
    answers_json = encode_sorted({said[0]: said[1]}) if said else ""
    placement = Placement(outcome, reason, answers_json, _digest(taking, line))
    raw = plain_text(line.value).strip()
    place = Place(taking.arrival.file, line.sheet, line.row, line.value_column if raw else 0)
    cell = (place, raw or line.words)
    return taking.ledger.enter(row, placement, query.entry if query else None, cell)


def _digest(taking: _Taking, line: AnswerLine) -> str:
    number = taking.answers_file.mark.number
    return row_digest((RETURN, number, line.query, plain_text(line.value), line.words))


def _read_value(
    taking: _Taking, query: QueryRecord, line: AnswerLine, row: ParsedRow
) -> _Said | None:
    """The item's new value; None where none is given or it can't be read, which is a problem."""
    raw, item = plain_text(line.value).strip(), taking.items[query.entry].get(query.item)
    if not raw or item is None or item.name in FIXED_ITEMS:
        return None
    if raw == taking.answers_file.mark.blank:
        return (item.name, None)
    reading = reader_for(item, taking.year)(line.value)
    if reading.fault is None and reading.value is not None:
        return (item.name, reading.value)
    row.problems += tuple(_problem(taking, line, raw, reading.fault))
    return None


def _problem(taking: _Taking, line: AnswerLine, raw: str, fault: object) -> Iterator[Problem]:
    place = Place(taking.arrival.file, line.sheet, line.row, line.value_column)
    code = getattr(fault, "code", "value_unreadable")
    message = getattr(fault, "message", text("This value can't be read."))
    advice = text("It is kept as the answer in words; please correct the entry by hand.")
    yield Problem(code, Severity.WARNING, place, raw, message, advice)


def _in_words(taking: _Taking, query: QueryRecord, line: AnswerLine, said: _Said | None) -> str:
    """The whole answer as it is kept with the query."""
    raw = plain_text(line.value).strip()
    if said is not None and said[1] is not None:
        raw = shown(taking.items[query.entry][said[0]], said[1])
    value = str(text("Right answer: {value}", value=raw)) if raw else ""
    return phrases(part for part in (value, line.words) if part)


def _take_changes(connection: Connection, desk: Desk, taking: _Taking) -> None:
    for query, (item, value), row_id in taking.changes:
        record = entry_store.load_entry(connection, query.entry)
        assert record is not None
        take_items(connection, desk, record, {item: value}, RowId(row_id), taking.ledger.batch)
    recheck(connection, desk, "return_taken_in", {one.entry for one, _said, _row in taking.changes})
