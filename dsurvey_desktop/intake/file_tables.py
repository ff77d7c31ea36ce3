"""All tables of a file, once it is known what kind of file it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.intake import problems as say
from dsurvey_desktop.intake.cards import beside_answers, on_card
from dsurvey_desktop.intake.column_marks import answers_in, marks_of, told, yes_alone
from dsurvey_desktop.intake.column_questions import TableHead, ask, unknown_headers
from dsurvey_desktop.intake.columns import Columns, match_columns
from dsurvey_desktop.intake.community_names import community_above, first_community
from dsurvey_desktop.intake.continued_sheets import first_headed, goes_on
from dsurvey_desktop.intake.header_rows import header_key, is_repeat_header
from dsurvey_desktop.intake.headers import HeaderSpan, find_headers
from dsurvey_desktop.intake.lexicon import SURE, Lexicon
from dsurvey_desktop.intake.lone_choices import left_open
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.merged_cells import merged_areas
from dsurvey_desktop.intake.merged_cells import told as told_merged
from dsurvey_desktop.intake.mixed_cells import said_elsewhere
from dsurvey_desktop.intake.model import ColumnMatch, FileKind, ParsedTable
from dsurvey_desktop.intake.other_years import years_above
from dsurvey_desktop.intake.panels import panels_like, panels_of
from dsurvey_desktop.intake.repeats import RepeatTable, repeat_of
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.tables import TableReader, fillable_items, is_filled
from dsurvey_desktop.intake.unknown_headers import guess_header, headers_by_shape

_WANTED = {
    FileKind.INDIVIDUAL: ("certificate_no", "name"),
    FileKind.ROSTER: ("certificate_no", "name"),
    FileKind.COMMUNITY: ("community_code",),
}


@dataclass(slots=True)
class FileReader:
    """Reads the tables of a file's sheets; `problems` and `repeats` grow on the way.

    Attributes:
        mappings: what persons said of tables, by shape.
        repeats: tables of details that were met.
        in_lots: leave the rows to be read by whoever takes them (`ParsedTable.coming`).
    """

    file: str
    lexicon: Lexicon
    year: int
    progress: Progress
    problems: list[Problem]
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    repeats: list[RepeatTable] = field(default_factory=list)
    in_lots: bool = False
    _met: tuple[Sheet, Columns] | None = None
    _last: list[tuple[Sheet, Columns]] = field(default_factory=list)

    def read(self, sheet: Sheet) -> Iterator[ParsedTable]:
        """The tables of one sheet, below and beside each other; one without is a notice."""
        if (repeat := repeat_of(sheet)) is not None:
            self.repeats.append(repeat)
            return
        spans = self._spans(sheet)
        panels = panels_of(sheet, spans, self.lexicon)
        last: list[tuple[Sheet, Columns]] = []
        for panel in panels:
            self._met = None
            yield from self._tables(panel, spans if panel is sheet else self._spans(panel))
            last += [self._met] if self._met else []
        self._last = last or self._last

    def _spans(self, sheet: Sheet) -> list[HeaderSpan]:
        return _without_repeats(sheet, list(find_headers(sheet, self.lexicon)))

    def _tables(self, sheet: Sheet, spans: list[HeaderSpan]) -> Iterator[ParsedTable]:
        spans = spans or list(headers_by_shape(sheet, self.mappings, self.lexicon.kind))
        if not spans:
            yield from self._without_header(sheet)
        ends = [_top(span) for span in spans[1:]] + [len(sheet.rows)]
        for span, end in zip(spans, ends, strict=False):
            body = range(span.last + 1, end)
            if is_repeat_header(sheet.rows[span.last]):
                self.repeats.append(RepeatTable(sheet, span.last, body))
                continue
            yield self._table(sheet, span, body)

    def guess(self, sheet: Sheet) -> ParsedTable | None:
        """A table whose headers mean nothing, without its rows and with what to ask a person."""
        span = guess_header(sheet)
        if span is None:
            return None
        body = range(span.last + 1, len(sheet.rows))
        columns = match_columns(sheet, span, body, self.lexicon, {})
        head = TableHead(Place(self.file, sheet.name, span.last + 1), sheet, body, self.lexicon)
        asked = tuple(ask(head, columns)) or (unknown_headers(head),)
        header_rows, shape = (span.last + 1,), columns.shape
        return ParsedTable(sheet.name, header_rows, columns.matches, shape=shape, questions=asked)

    def _without_header(self, sheet: Sheet) -> Iterator[ParsedTable]:
        """The lines of a sheet that goes on with the table of the sheet before; else a notice."""
        parts = panels_like(sheet, [first_headed(columns) for _before, columns in self._last])
        pairs = list(zip(parts, self._last, strict=False))
        going = [
            part.member == before.member and goes_on(part, self.lexicon.kind, columns)
            for part, (before, columns) in pairs
        ]
        if not any(going):
            self._leave_out(sheet)
            return
        for (part, (before, columns)), is_going in zip(pairs, going, strict=True):
            if is_going:
                yield self._continued(part, before, columns)
            else:
                self._leave_out(part)

    def _continued(self, sheet: Sheet, before: Sheet, columns: Columns) -> ParsedTable:
        head = TableHead(Place(self.file, sheet.name), sheet, range(len(sheet.rows)), self.lexicon)
        self.problems.append(say.sheet_continued(head.place, before.name))
        return self._of(head, columns, 0, (0,))

    def _leave_out(self, sheet: Sheet) -> None:
        count = _count_lines(sheet)
        if count and not sheet.is_hidden:  # lists for drop-downs are hidden, notes are not
            self.problems.append(say.sheet_left_out(Place(self.file, sheet.name), count))

    def _table(self, sheet: Sheet, span: HeaderSpan, body: range) -> ParsedTable:
        """The table; of a printed form its problems stand where the form's cells are."""
        known = len(self.problems)
        table = self._made(sheet, span, body)
        if (spots := sheet.spots) is not None:
            self.problems[known:] = [on_card(problem, spots) for problem in self.problems[known:]]
            table.questions = tuple(on_card(question, spots) for question in table.questions)
            table.header_rows = (spots.first,)
            table.spots = tuple((row + 1, column + 1) for row, column in spots.values)
        return table

    def _made(self, sheet: Sheet, span: HeaderSpan, body: range) -> ParsedTable:
        columns = match_columns(sheet, span, body, self.lexicon, self.mappings)
        self._note_columns(sheet, span, columns)
        if sheet.spots is not None:
            place = Place(self.file, sheet.name, body.start + 1)
            self.problems += beside_answers(place, columns.matches, sheet.spots, self.lexicon)
        self._met = (sheet, columns)
        head = TableHead(Place(self.file, sheet.name, span.last + 1), sheet, body, self.lexicon)
        top = _top(span)
        return self._of(head, columns, top, tuple(range(top + 1, span.last + 2)))

    def _of(
        self, head: TableHead, columns: Columns, top: int, header_rows: tuple[int, ...]
    ) -> ParsedTable:
        """The table of these columns; what stands above its line `top` says whose it is."""
        sheet, body = head.sheet, head.body
        community = community_above(sheet, top)
        community = community or first_community((sheet.name, self.file))
        places = [place for place in body if is_filled(sheet.rows[place])]
        answered = answers_in(sheet, places, columns.matches, self.lexicon.yes_or_no)
        marks = marks_of(answered)
        self.problems += yes_alone(head.place, columns.matches, answered)
        self.problems += told(head.place, columns.matches, marks, self.lexicon.items)
        items = self.lexicon.items
        self.problems += left_open(head.place, sheet, places, columns.matches, items)
        areas = merged_areas(sheet, places, columns.matches, fillable_items(self.lexicon))
        self.problems += told_merged(head.place, sheet, areas, places, columns.matches)
        reader = TableReader(
            self.file,
            sheet,
            columns.matches,
            self.lexicon,
            self.year,
            community,
            self.progress,
            marks,
            areas,
        )
        table = ParsedTable(
            sheet.name,
            header_rows,
            columns.matches,
            [],
            columns.shape,
            columns.is_confirmed,
            () if columns.is_confirmed else tuple(ask(head, columns)),
            len(places),
            reader.read(places),
            years_above(sheet, top),
        )
        if not self.in_lots:
            table.await_rows()
        return table

    def _note_columns(self, sheet: Sheet, span: HeaderSpan, columns: Columns) -> None:
        beaten = {other.column: other.item for other in columns.beaten}
        winners = {match.item: match.column for match in columns.matches}
        for match in columns.matches:
            if match.item and match.confidence >= SURE and match.column not in beaten:
                continue  # as nearly all are
            if sheet.spots is not None and not match.header:
                continue  # a cell that no label stands beside
            place = Place(self.file, sheet.name, span.last + 1, match.column)
            if item := beaten.get(match.column):
                label = self._label(item.partition("/")[0])
                self.problems.append(say.column_twice(place, match, label, winners[item]))
            else:
                self.problems += self._column_problems(place, match)
        found = {match.item for match in columns.matches} | said_elsewhere(columns.matches)
        for name in _WANTED[self.lexicon.kind]:
            if name in self.lexicon.items and name not in found:
                place = Place(self.file, sheet.name, span.last + 1)
                self.problems.append(say.missing_column(place, self._label(name)))

    def _column_problems(self, place: Place, match: ColumnMatch) -> Iterator[Problem]:
        if not match.header and all(map(str.isdecimal, match.examples)):
            return  # a running number that nobody gave a name
        elif not match.item and match.confidence == 0 and match.examples:
            yield say.unknown_column(place, match)
        elif match.item and match.confidence < SURE:
            yield say.guessed_column(place, match, self._label(match.item))

    def _label(self, name: str) -> str:
        item = self.lexicon.items.get(name)
        return next(iter(item.labels.values()), name) if item else name


def _count_lines(sheet: Sheet) -> int:
    """The filled lines of a sheet, as it came."""
    titles = sheet.rows if sheet.spots is None else sheet.rows[: sheet.spots.header]
    count = sum(1 for row in titles if any(cell != "" for cell in row))
    spots = () if sheet.spots is None else (*sheet.spots.labels, *sheet.spots.values)
    return count + len({row for row, _column in spots})


def _top(span: HeaderSpan) -> int:
    return span.first if span.group_row < 0 else span.group_row


def _without_repeats(sheet: Sheet, spans: list[HeaderSpan]) -> list[HeaderSpan]:
    """A header that says the same as the one before is a line of that table."""
    kept: list[HeaderSpan] = []
    for span in spans:
        row = sheet.rows[span.first]
        if not kept or header_key(row) != header_key(sheet.rows[kept[-1].first]):
            kept.append(span)
    return kept
