"""One table of a sheet: its columns, its rows, and what kind of line each row is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.cards import on_card
from dsurvey_desktop.intake.cell_faults import bad_date
from dsurvey_desktop.intake.cell_readers import reader_for, role_of
from dsurvey_desktop.intake.choice_slots import merge_slots, slot_columns, slot_reader
from dsurvey_desktop.intake.cleaning import clean_number
from dsurvey_desktop.intake.column_marks import Marks
from dsurvey_desktop.intake.community_names import community_in, is_remark
from dsurvey_desktop.intake.ditto import DittoFiller
from dsurvey_desktop.intake.ditto_beside import BesideFiller
from dsurvey_desktop.intake.header_rows import identity_items
from dsurvey_desktop.intake.lexicon import SLOT, Lexicon
from dsurvey_desktop.intake.lone_choices import contradicted, lone_choices, lone_reader
from dsurvey_desktop.intake.long_numbers import certain_digits, restore_long_numbers
from dsurvey_desktop.intake.merged_cells import Areas, MergedFiller, merged_areas
from dsurvey_desktop.intake.mixed_cells import MixedSorter
from dsurvey_desktop.intake.model import (
    CITIZEN_ID_HINT,
    COMMUNITY_HINT,
    ColumnMatch,
    FileKind,
    ParsedRow,
    RowKind,
)
from dsurvey_desktop.intake.phone_cells import PhoneSorter, is_left_to_sort
from dsurvey_desktop.intake.problems import cell_problem
from dsurvey_desktop.intake.readings import ColumnReader
from dsurvey_desktop.intake.rounded_days import doubtful_days
from dsurvey_desktop.intake.row_communities import COMMUNITY_ITEMS, RowCommunities
from dsurvey_desktop.intake.row_kinds import is_prepared, kind_of_row
from dsurvey_desktop.intake.row_reader import RowReader
from dsurvey_desktop.intake.run_together import doubtful_codes, with_doubts
from dsurvey_desktop.intake.sheets import Cell, Sheet, Spots
from dsurvey_desktop.intake.tick_boxes import (
    MARK,
    first_columns,
    merge_tick_boxes,
    tick_box_items,
    tick_box_reader,
)
from dsurvey_desktop.intake.unread import UNREAD_CODES, fault_of, holds_unread, is_unread

_LEAST_SAID = 2
CHUNK_ROWS = 2000
"""Rows between two looks at progress and cancelling."""
_NUMBER_ITEM = {
    FileKind.INDIVIDUAL: "certificate_no",
    FileKind.ROSTER: "certificate_no",
    FileKind.COMMUNITY: "community_code",
}
_DIGITS = re.compile(r"\d{6}")
_PHONES = ("mobile", "landline")


@dataclass(slots=True)
class TableReader:
    """Reads one table whose columns are matched.

    Attributes:
        file: its name, for places and progress.
        community: said by a line above the rows; a section line changes it on the way.
        year: of dates that name none.
        marks: of columns of yes and no, by column from 0.
        merged: cells that speak for several rows.
    """

    file: str
    sheet: Sheet
    columns: tuple[ColumnMatch, ...]
    lexicon: Lexicon
    year: int
    community: str
    progress: Progress
    marks: Mapping[int, Marks] = field(default_factory=dict)
    merged: Areas = field(default_factory=dict)
    _is_single: bool = False

    def read(self, places: Sequence[int]) -> Iterator[ParsedRow]:
        """The rows at these places (from 0), each of which holds something."""
        if self.lexicon.kind is FileKind.COMMUNITY:
            self._is_single = _is_one_form([self.sheet.rows[place] for place in places])
        readers = self._readers(places)
        restore_long_numbers(self.sheet, self._number_columns())
        rows = RowReader(self.file, self.sheet, readers)
        is_filled_down = self.lexicon.kind is not FileKind.COMMUNITY  # there it says who it is
        said = RowCommunities(self.sheet, self.columns, places, is_filled_down=is_filled_down)
        never = identity_items(self.lexicon)
        dittos = (
            DittoFiller(self.columns, never),
            BesideFiller(self.columns, self.lexicon.items, never),
            PhoneSorter(self.columns, self.lexicon.items),
            MixedSorter(self.columns, self.lexicon.items),
        )
        merged = self._merged_filler(places) if self.merged else None
        for start in range(0, len(places), CHUNK_ROWS):
            self.progress(start, len(places), text("Reading {file}", file=self.file))
            chunk = rows.read(places[start : start + CHUNK_ROWS])
            for row in self._finished(chunk, said, dittos, merged):
                yield self._on_card(row, self.sheet.spots) if self.sheet.spots else row

    def _merged_filler(self, places: Sequence[int]) -> MergedFiller:
        never = identity_items(self.lexicon)
        identity = merged_areas(self.sheet, places, self.columns, never)
        return MergedFiller(self.merged, identity, self.columns)

    def _on_card(self, row: ParsedRow, spots: Spots) -> ParsedRow:
        row.problems = tuple(on_card(problem, spots) for problem in row.problems)
        row.row = spots.row + 1
        return row

    def _readers(self, places: Sequence[int]) -> dict[int, ColumnReader]:
        items, lone = self.lexicon.items, lone_choices(self.columns, self.lexicon.items)
        readers = {}
        for match in self.columns:
            owner, mark, choice = match.item.partition(MARK)
            if choice == SLOT:
                readers[match.column - 1] = slot_reader(match, items[owner], self.year)
            elif match.column - 1 in lone:
                readers[match.column - 1] = lone_reader(match, items[owner], self.year)
            elif mark:
                readers[match.column - 1] = tick_box_reader(match, items[owner])
            elif owner in items:
                readers[match.column - 1] = self._column_reader(owner, match.column - 1, places)
        return readers

    def _column_reader(self, item: str, at: int, places: Sequence[int]) -> ColumnReader:
        asked = self.lexicon.items[item]
        if days := doubtful_days(self.sheet, places, at, asked):
            return ColumnReader(item, with_doubts(reader_for(asked, self.year), days, bad_date()))
        doubtful = doubtful_codes(self.sheet, places, at, asked)
        if doubtful:
            read = reader_for(asked, self.year)
            return ColumnReader(item, with_doubts(read, doubtful))
        return self.lexicon.column_reader(item, self.year, self.marks.get(at))

    def _number_columns(self) -> list[int]:
        items = self.lexicon.items
        return [
            match.column - 1
            for match in self.columns
            if match.item == CITIZEN_ID_HINT
            or (match.item in items and role_of(items[match.item]) in ("number", "phone"))
        ]

    def _finished(
        self,
        chunk: list[ParsedRow],
        said: RowCommunities,
        dittos: tuple[DittoFiller, BesideFiller, PhoneSorter, MixedSorter],
        merged: MergedFiller | None,
    ) -> Iterator[ParsedRow]:
        boxes = [self.lexicon.items[name] for name in sorted(tick_box_items(self.columns))]
        first_box = first_columns(self.columns)
        slots = slot_columns(self.columns)
        beside_own = self._lone_beside_own()
        id_columns = self._columns_of(CITIZEN_ID_HINT)
        hints = [*id_columns, *self._columns_of(COMMUNITY_HINT)]
        unread = [at for at in hints if holds_unread(_column(chunk, at))]
        number_item = _NUMBER_ITEM[self.lexicon.kind]
        above, beside, phones, mixed = dittos
        for row in chunk:
            if id_columns or row.problems:
                _identify(row, id_columns, mixed)
            number = row.answers.get(number_item)
            if number is None or not _DIGITS.search(str(number)):
                self._tell_apart(row)
            if merged:
                merged.fill(row)
            above.fill(row)
            if row.problems:
                beside.fill(row)
                phones.fill(row)
            for item in boxes:
                place = Place(self.file, row.sheet, row.row, first_box[item.name])
                merge_tick_boxes(row, item, place)
            for match, item in beside_own:
                row.problems += tuple(contradicted(row, match, item, self.file))
            for name, columns in slots.items():
                merge_slots(row, self.lexicon.items[name], columns)
            said.say(row, self.community)
            if unread:
                self._note_unread(row, unread)
            yield row

    def _lone_beside_own(self) -> list[tuple[ColumnMatch, Item]]:
        """Columns of yes and no to one choice, where the question has a column of its own too."""
        answered = {match.item for match in self.columns}
        found = lone_choices(self.columns, self.lexicon.items).values()
        owners = ((match, match.item.partition(MARK)[0]) for match in found)
        return [(one, self.lexicon.items[owner]) for one, owner in owners if owner in answered]

    def _columns_of(self, *items: str) -> list[int]:
        return [match.column - 1 for match in self.columns if match.item in items]

    def _tell_apart(self, row: ParsedRow) -> None:
        identity = identity_items(self.lexicon)
        has_identity = bool(row.citizen_id) or any(item in row.answers for item in identity)
        if self.sheet.spots is None:
            headers = [match.header for match in self.columns]
            row.kind_of_row = kind_of_row(row.cells, headers, has_identity=has_identity)
        else:  # a form is no total and no signature, whatever stands below it
            row.kind_of_row = RowKind.ENTRY if has_identity else RowKind.NO_IDENTITY
        if row.kind_of_row is RowKind.NOTE_LINE and not has_identity and self._is_answered(row):
            row.kind_of_row = RowKind.NO_IDENTITY
        if row.kind_of_row is RowKind.NO_IDENTITY and self._is_prepared(row):
            row.kind_of_row = RowKind.PREPARED_LINE
        if row.kind_of_row is RowKind.NO_IDENTITY and (_has_phone(row) or self._is_said(row)):
            row.kind_of_row = RowKind.ENTRY  # the roster or the office may know whose it is
        if row.kind_of_row is RowKind.NOTE_LINE and not is_remark(row.cells):
            self.community = community_in("".join(row.cells)) or self.community
        if row.kind_of_row is not RowKind.ENTRY:
            row.answers, row.changes = {}, ()
            row.problems = self._kept_problems(row)

    def _is_said(self, row: ParsedRow) -> bool:
        """True for a community's form of which title, sheet or file may say whose it is."""
        return self._is_single and len(row.answers) >= _LEAST_SAID

    def _is_answered(self, row: ParsedRow) -> bool:
        """True where the line's only cell answers a question, as the second line of a person's."""
        texts = (name for name in row.answers if self.lexicon.items[name].kind is ItemKind.TEXT)
        return len(row.answers) > len(set(texts).difference(_PHONES)) or _has_phone(row)

    def _is_prepared(self, row: ParsedRow) -> bool:
        """True where nothing is filled in but a running number and where the line belongs."""
        return self.sheet.spots is None and all(
            match.item in COMMUNITY_ITEMS or is_prepared(match.header, cell)
            for match, cell in zip(self.columns, row.cells, strict=False)
            if cell.strip()
        )

    def _kept_problems(self, row: ParsedRow) -> tuple[Problem, ...]:
        """A row may say nobody's name only because the cell with it holds no value."""
        if row.kind_of_row is not RowKind.NO_IDENTITY:
            return ()
        return tuple(problem for problem in row.problems if problem.code in UNREAD_CODES)

    def _note_unread(self, row: ParsedRow, columns: list[int]) -> None:
        """Columns that only help to tell whose row it is have no reader of their own."""
        for at in columns:
            cell = row.cells[at] if at < len(row.cells) else ""
            if cell and is_unread(cell):
                place = Place(self.file, row.sheet, row.row, at + 1)
                row.problems += (cell_problem(fault_of(cell), place, cell),)


def fillable_items(lexicon: Lexicon) -> frozenset[str]:
    """The items of which one cell may speak for several rows: none that says who a row is."""
    return frozenset(lexicon.items).difference(identity_items(lexicon), COMMUNITY_ITEMS)


def is_filled(row: list[Cell]) -> bool:
    """True when any cell holds something, and be it a zero."""
    return any(row) or row.count("") < len(row)


def _is_one_form(lines: Sequence[Sequence[Cell]]) -> bool:
    """True where a single line is answered; who signs and what is remarked fills few cells."""
    filled = [len(line) - line.count("") for line in lines]
    return sum(2 * count > max(filled) for count in filled) == 1


def _has_phone(row: ParsedRow) -> bool:
    """True for one that is still to be given to its own item, too."""
    return not row.answers.keys().isdisjoint(_PHONES) or any(map(is_left_to_sort, row.problems))


def _identify(row: ParsedRow, id_columns: list[int], mixed: MixedSorter) -> None:
    if id_columns:
        row.citizen_id = _citizen_id(row, id_columns)
    mixed.fill(row)


def _citizen_id(row: ParsedRow, columns: list[int]) -> str:
    raw = next((row.cells[at] for at in columns if at < len(row.cells) and row.cells[at]), "")
    is_known = raw and not is_unread(raw) and not certain_digits(raw)
    return clean_number(raw) if is_known else ""


def _column(rows: Sequence[ParsedRow], at: int) -> list[str]:
    return [row.cells[at] for row in rows if at < len(row.cells)]
