"""The program's own collection workbooks, known for certain by what is hidden in them (product B1).

What a column means is said by the hidden row, which moves with it: headers may be rewritten,
columns moved, hidden or added, rows sorted. A line in which nothing was answered beside what the
roster had filled in is no entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.forms.excel_conditions import prefilled_items
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.workbook_mark import (
    GUIDE,
    MARK_SHEET,
    OWN_COLUMN,
    ROW_COLUMN,
    WorkbookMark,
    read_mark,
)
from dsurvey_desktop.intake import problems as say
from dsurvey_desktop.intake.column_marks import marks_in, told
from dsurvey_desktop.intake.community_names import community_above, first_community
from dsurvey_desktop.intake.file_tables import FileReader
from dsurvey_desktop.intake.header_rows import has_digits, identity_items
from dsurvey_desktop.intake.lexicon import Lexicon, lexicon_of
from dsurvey_desktop.intake.model import (
    Change,
    ColumnMatch,
    FileKind,
    ParsedFile,
    ParsedRow,
    ParsedTable,
    RowKind,
)
from dsurvey_desktop.intake.other_years import ask_about_workbook
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.repeats import join_repeats
from dsurvey_desktop.intake.sheets import Sheet, plain_text
from dsurvey_desktop.intake.tables import TableReader, is_filled
from dsurvey_desktop.intake.year_problems import workbook_of_other_edition, workbook_of_other_year

_LEAST_NAMED, _SEARCHED_ROWS = 3, 300
_EXAMPLES, _EXAMPLE_ROWS = 3, 200


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet to read, with the mark of its workbook and the place of its hidden row, from 0."""

    sheet: Sheet
    mark: WorkbookMark
    names: int


def own_sheets(sheets: Sequence[Sheet], forms: Mapping[FileKind, Form]) -> list[OwnSheet]:
    """The sheets to fill in of own workbooks, the kind first that most are of.

    In a zip the sheets of each workbook bear its name before their own. A sheet that was copied
    elsewhere is known by its hidden row alone.
    """
    marks = {one.name.removesuffix(MARK_SHEET): mark for one in sheets if (mark := _mark_of(one))}
    found = [own for one in sheets if not _mark_of(one) and (own := _own_sheet(one, marks, forms))]
    kinds = Counter(one.mark.kind for one in found)
    return sorted(found, key=lambda one: -kinds[one.mark.kind])


def _own_sheet(
    sheet: Sheet, marks: Mapping[str, WorkbookMark], forms: Mapping[FileKind, Form]
) -> OwnSheet | None:
    place = next(
        (at for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]) if ROW_COLUMN in row), -1
    )
    if place < 0:
        return None
    named = set(map(str, sheet.rows[place]))
    known = {kind: len(named & {i.name for i in form.items}) for kind, form in forms.items()}
    kind = max(known, key=lambda one: known[one])
    if known[kind] < _LEAST_NAMED:
        return None
    mark = next((marks[prefix] for prefix in marks if sheet.name.startswith(prefix)), None)
    if mark is None or mark.kind != kind.value:
        mark = _bare_mark(kind, forms[kind])
    return OwnSheet(sheet, mark, place)


def _mark_of(sheet: Sheet) -> WorkbookMark | None:
    if sheet.name != MARK_SHEET and not sheet.name.endswith(f" {MARK_SHEET}"):
        return None
    return read_mark([[plain_text(cell) for cell in row] for row in sheet.rows])


def _bare_mark(kind: FileKind, form: Form) -> WorkbookMark:
    """For a sheet without its workbook: this year's edition of somebody's."""
    return WorkbookMark(
        "", "", "", kind.value, form.form_id, form.version, "", "", (), prefilled_items(form)
    )


def parse_own(
    content: FileContent,
    found: Sequence[OwnSheet],
    file_name: str,
    forms: Mapping[FileKind, Form],
    year: int,
    progress: Progress,
) -> ParsedFile:
    """The tables of own workbooks, and what else stands in sheets that somebody added."""
    kind = FileKind(found[0].mark.kind)
    form = forms[kind]
    lexicon = lexicon_of(kind, form)
    problems = list(content.problems)
    tables = []
    for one in found:
        if one.mark.kind != kind.value:
            problems.append(say.other_kind_left_out(Place(file_name, one.sheet.name)))
            continue
        problems += _about_edition(one, file_name, form, year)
        reader = _OwnReader(one, file_name, lexicon, year, progress, problems)
        tables.append(reader.read())
    others = FileReader(file_name, lexicon, year, progress, problems)
    known = [one.sheet for one in found]
    for sheet in content.sheets:
        if not (sheet.is_hidden or _is_guide(sheet) or any(sheet is one for one in known)):
            tables += others.read(sheet)
    problems += join_repeats(file_name, others.repeats, tables)
    parsed = ParsedFile(file_name, kind, tuple(tables), tuple(problems))
    years = {one.mark.year for one in found if one.mark.year}
    if years and str(year) not in years:
        ask_about_workbook(parsed, max(years), lexicon, year)
    return parsed


def _is_guide(sheet: Sheet) -> bool:
    return any(GUIDE in row for row in sheet.rows[:_LEAST_NAMED])


def _about_edition(one: OwnSheet, file_name: str, form: Form, year: int) -> Iterator[Problem]:
    place = Place(file_name, one.sheet.name)
    if not one.mark.year:
        return
    if one.mark.year != str(year):
        yield workbook_of_other_year(place, one.mark.year)
    elif one.mark.form_digest != form.digest:
        yield workbook_of_other_edition(place, one.mark.form_version)


@dataclass(slots=True)
class _OwnReader:
    """Reads one sheet; `problems` grows on the way."""

    one: OwnSheet
    file: str
    lexicon: Lexicon
    year: int
    progress: Progress
    problems: list[Problem]

    def read(self) -> ParsedTable:
        """The table below the hidden row."""
        sheet, names = self.one.sheet, self.one.names
        matches = tuple(self._matches())
        first = self._first_row(matches)
        community = self.one.mark.community or community_above(sheet, names)
        community = community or first_community((sheet.name, self.file))
        places = [at for at in range(first, len(sheet.rows)) if is_filled(sheet.rows[at])]
        marks = marks_in(sheet, places, matches, self.lexicon.yes_or_no)
        place = Place(self.file, sheet.name, first)
        self.problems += told(place, matches, marks, self.lexicon.items)
        table = TableReader(
            self.file, sheet, matches, self.lexicon, self.year, community, self.progress, marks
        )
        rows = [self._finished(row) for row in table.read(places)]
        header_rows = tuple(place + 1 for place in range(names, first))
        return ParsedTable(sheet.name, header_rows, matches, rows)

    def _first_row(self, matches: Sequence[ColumnMatch]) -> int:
        """The row below the headers people see; a person there means that they are gone."""
        below = self.one.names + 1
        if below >= len(self.one.sheet.rows):
            return below
        row = self.one.sheet.rows[below]
        number = identity_items(self.lexicon)[0]
        columns = [match.column - 1 for match in matches if match.item == number]
        is_person = any(at < len(row) and has_digits(row[at]) for at in columns)
        return below if is_person else below + 1

    def _matches(self) -> Iterator[ColumnMatch]:
        sheet, names = self.one.sheet, self.one.names
        named = sheet.rows[names]
        below = sheet.rows[names + 1] if names + 1 < len(sheet.rows) else []
        taken: dict[str, int] = {}
        for at in range(sheet.width()):
            name = str(named[at]) if at < len(named) else ""
            header = plain_text(below[at]).strip() if at < len(below) else ""
            item = name if name in self.lexicon.items and name not in taken else ""
            if item:
                taken[item] = at + 1
            is_own = bool(item) or name.startswith(OWN_COLUMN)
            examples = tuple(self._examples(at))
            match = ColumnMatch(at + 1, header or name, item, float(is_own), examples)
            if not is_own and examples:
                place = Place(self.file, sheet.name, names + 2, at + 1)
                self.problems.append(self._not_read(place, match, name, taken))
            yield match

    def _not_read(
        self, place: Place, match: ColumnMatch, name: str, taken: Mapping[str, int]
    ) -> Problem:
        """What to say of a column of an unknown name, or of one that another column has."""
        if name not in taken:
            return say.unknown_column(place, match)
        label = next(iter(self.lexicon.items[name].labels.values()), name)
        return say.column_twice(place, match, label, taken[name])

    def _examples(self, column: int) -> list[str]:
        first = self.one.names + 2
        rows = self.one.sheet.rows[first : first + _EXAMPLE_ROWS]
        cells = (plain_text(row[column]).strip() for row in rows if column < len(row))
        return list(dict.fromkeys(cell for cell in cells if cell))[:_EXAMPLES]

    def _finished(self, row: ParsedRow) -> ParsedRow:
        if row.kind_of_row is RowKind.ENTRY:
            if self._is_untouched(row):
                row.kind_of_row = RowKind.NOT_FILLED
                row.answers, row.changes = {}, ()
            else:
                self._drop_what_is_not_asked(row)
        return row

    def _is_untouched(self, row: ParsedRow) -> bool:
        given = {*identity_items(self.lexicon), *(one.item for one in self.one.mark.prefilled)}
        return not row.problems and given.issuperset(row.answers)

    def _drop_what_is_not_asked(self, row: ParsedRow) -> None:
        """What the roster filled in goes again where an answer says that it is not asked."""
        for one in self.one.mark.prefilled:
            is_asked = all(row.answers.get(item, code) == code for item, code in one.asked_when)
            if one.item in row.answers and not is_asked:
                raw = str(row.answers.pop(one.item))
                row.changes += (Change(one.item, raw, ""),)
