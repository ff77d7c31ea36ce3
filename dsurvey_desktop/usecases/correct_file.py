"""The correction file of field practice: entry, item, stated old value, new value, reason (D3)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.intake.blank_cells import is_blank
from dsurvey_desktop.intake.cell_readers import reader_for
from dsurvey_desktop.intake.correction_rows import CorrectionRow, read_correction_rows
from dsurvey_desktop.intake.sheets import Cell, plain_text
from dsurvey_desktop.storage import entry_store, office_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.correct_batch import ChangeLine, change_line
from dsurvey_desktop.usecases.correct_entry import correct_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.read_source import read_source, shown_name

_LONGEST_ID = 9
_TELL_EVERY = 20


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """What a refused row says, as typed; `name` is whose entry it is, empty where nobody's."""

    row: int
    entry: str
    name: str
    item: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FileCorrections:
    """What a correction file does: rows_read = corrected (or to be) + refused.

    Attributes:
        lines: rows that can be done, or were.
        refused: rows that can't, each with its place and why.
        refused_rows: what these rows say, in the same order.
        is_preview: nothing was changed yet.
    """

    file: str
    rows_read: int
    lines: tuple[ChangeLine, ...]
    refused: tuple[Problem, ...]
    is_preview: bool
    refused_rows: tuple[RefusedRow, ...] = ()


class _Refused(Exception):
    """Why a row is not done."""

    def __init__(self, code: str, message: Text, advice: Text, column: int, value: str) -> None:
        super().__init__(code)
        self.code, self.message, self.advice = code, message, advice
        self.column, self.value = column, value


def correct_from_file(
    desk: Desk, path: Path, *, is_preview: bool = False, progress: Progress = no_progress
) -> FileCorrections:
    """Correct entries as a file says; a row whose stated old value no longer holds is refused.

    The rows that hold are done in one unit of work; the others change nothing.

    Args:
        desk: who corrects.
        path: a workbook or text table with the columns of `correction_rows`.
        is_preview: only say what would be done.
        progress: told every few rows; may cancel, then nothing is changed.

    Raises:
        AppError: `not_allowed`, of reading, or `columns_missing`.
    """
    require_step(desk, EntryStep.CORRECT)
    name = shown_name(path)
    rows = read_correction_rows(read_source(path), name)
    work = _Work(name, [], [], [])
    with desk.database.write() as connection:
        form = load_edition(connection, INDIVIDUAL).form
        year = office_store.load_campaign(connection).year
        for number, row in enumerate(rows):
            if number % _TELL_EVERY == 0:
                progress(number, len(rows), text("Correcting"))
            _do_row(connection, desk, work, form, year, row, is_preview=is_preview)
        if work.lines and not is_preview:
            detail = {"entries": [one.entry for one in work.lines], "refused": len(work.refused)}
            note(connection, desk, "corrections_taken_in", f"{len(work.lines)} rows", detail)
    lines, refused, said = tuple(work.lines), tuple(work.refused), tuple(work.said)
    return FileCorrections(name, len(rows), lines, refused, is_preview, said)


@dataclass(frozen=True, slots=True)
class _Work:
    file: str
    lines: list[ChangeLine]
    refused: list[Problem]
    said: list[RefusedRow]


def _do_row(
    connection: Connection,
    desk: Desk,
    work: _Work,
    form: Form,
    year: int,
    row: CorrectionRow,
    *,
    is_preview: bool,
) -> None:
    try:
        line = _line(connection, form, year, row)
    except _Refused as why:
        place = Place(work.file, row.sheet, row.row, why.column)
        work.refused.append(
            Problem(why.code, Severity.ERROR, place, why.value, why.message, why.advice)
        )
        work.said.append(_said(connection, row))
        return
    work.lines.append(line)
    if not is_preview:
        record = entry_store.load_entry(connection, line.entry)
        assert record is not None
        correct_in(connection, desk, record, line.item, line.new, row.reason)


def _said(connection: Connection, row: CorrectionRow) -> RefusedRow:
    record = _found(connection, row)
    name = "" if record is None else record.name
    old, new = plain_text(row.old), plain_text(row.new)
    return RefusedRow(row.row, row.entry, name, row.item, old, new)


def _line(connection: Connection, form: Form, year: int, row: CorrectionRow) -> ChangeLine:
    """What a row asks for, where everything it states holds."""
    record = _entry(connection, row)
    item = _item(form, row)
    new = _value(item, row.new, year, row.columns.new)
    _check_old(item, row, record, _value(item, row.old, year, row.columns.old))
    if not row.reason:
        words = text("The reason is missing.")
        raise _Refused("reason_missing", words, text("Say why."), row.columns.reason, "")
    line = change_line(form, record, item.name, new, row.row)
    if line.problem is not None:
        advice = text("Please look at the entry.")
        raise _Refused("not_corrected", line.problem, advice, row.columns.new, "")
    return line


def _found(connection: Connection, row: CorrectionRow) -> EntryRecord | None:
    """The entry by its id or its certificate number."""
    named = row.entry.upper()
    if named.isascii() and named.isdigit() and len(named) <= _LONGEST_ID:
        return entry_store.load_entry(connection, EntryId(int(named)))
    return entry_store.load_by_certificate(connection, named)


def _entry(connection: Connection, row: CorrectionRow) -> EntryRecord:
    record = _found(connection, row)
    if record is None:
        raise _Refused(
            "no_entry",
            text("There is no entry under this number."),
            text("Check the number; where it was typed as a number its last digits are lost."),
            row.columns.entry,
            row.entry,
        )
    return record


def _item(form: Form, row: CorrectionRow) -> Item:
    """By name, code or label of the form."""
    for item in form.items:
        names = {item.name, item.code, *item.labels.values(), label_of(item.labels)}
        if row.item and row.item in names:
            return item
    raise _Refused(
        "no_item",
        text("The form has no item {name}.", name=row.item),
        text("Use the item's wording, its code or its name."),
        row.columns.item,
        row.item,
    )


def _value(item: Item, cell: Cell, year: int, column: int) -> Value | None:
    raw = plain_text(cell).strip()
    if is_blank(raw):
        return None
    reading = reader_for(item, year)(cell)
    if reading.fault is not None:
        raise _Refused(reading.fault.code, reading.fault.message, reading.fault.advice, column, raw)
    return reading.value


def _check_old(item: Item, row: CorrectionRow, record: EntryRecord, stated: Value | None) -> None:
    here = record.answers.get(item.name)
    if stated == here:
        return
    raise _Refused(
        "old_value_differs",
        text("The stated old value no longer holds: here stands “{here}”.", here=shown(item, here)),
        text("Look at the entry; somebody else may have corrected it already."),
        row.columns.old,
        plain_text(row.old),
    )
