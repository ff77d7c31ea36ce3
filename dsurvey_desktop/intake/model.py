"""What comes out of a file: tables of plain text, what they mean, and where each value stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

import orjson

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Problem

COMMUNITY_HINT = "community_hint"
"""`ColumnMatch.item` of a column that says the row's community (name or code)."""
CITIZEN_ID_HINT = "citizen_id_hint"
"""`ColumnMatch.item` of a column with the person's own citizen ID, which no form item asks."""

__all__ = [
    "CITIZEN_ID_HINT",
    "COMMUNITY_HINT",
    "Change",
    "ColumnMatch",
    "Detail",
    "FileKind",
    "IntakeError",
    "JudgedRow",
    "JudgedRows",
    "LeftOut",
    "ParsedFile",
    "ParsedRoster",
    "ParsedRow",
    "ParsedTable",
    "Row",
    "RowKind",
]


class IntakeError(AppError):
    """A whole file cannot be taken in; nothing of it was kept or changed."""


class FileKind(StrEnum):
    """What a file holds, told by its columns and never by its name."""

    ROSTER = "roster"
    INDIVIDUAL = "individual"
    COMMUNITY = "community"
    UNKNOWN = "unknown"


class RowKind(StrEnum):
    """Empty for a person or community; otherwise why the row is none."""

    ENTRY = ""
    TOTAL_LINE = "total_line"
    REPEATED_HEADER = "repeated_header"
    SIGNATURE_LINE = "signature_line"
    NOTE_LINE = "note_line"
    NO_IDENTITY = "no_identity"
    PREPARED_LINE = "prepared_line"
    NOT_FILLED = "not_filled"
    OTHER_YEAR = "other_year"


class Change(NamedTuple):
    """A cell whose value is not its own text: cleaned, looked up, completed, or left blank.

    `raw` is what stood there, `value` what it became; an empty text where it said nothing.
    """

    item: str
    raw: str
    value: Value


class Detail(NamedTuple):
    """A line of another table that belongs to a row (a repeat of the form), as it came.

    Attributes:
        cells: header and text of each filled cell.
    """

    sheet: str
    row: int
    cells: tuple[tuple[str, str], ...]


class ColumnMatch(NamedTuple):
    """What a column means.

    Attributes:
        column: from 1.
        header: the header as it came; of several header lines the parts joined by a blank.
        item: form item, `item/choice` for one tick box of a split select-multiple,
            `COMMUNITY_HINT`, `CITIZEN_ID_HINT`, or empty where nothing fits.
        confidence: 0 to 1; 1 with an empty item means a known column that no form needs.
        examples: the first three different values.
    """

    column: int
    header: str
    item: str
    confidence: float
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class ParsedRow:
    """One line under a header; `row` counts from 1 as in the file.

    Attributes:
        cells: every cell as plain text, as it came.
        community: name or 12-digit code said by row, sheet, title or file name; may be empty.
        citizen_id: the person's own ID where a column gives it; may be empty.
        is_certificate_lossy: typed as a number; `answers["certificate_no"]` holds the
            leading digits that are certain.
        details: lines of other tables that belong to it.
    """

    sheet: str
    row: int
    cells: tuple[str, ...]
    answers: dict[str, Value]
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    community: str = ""
    citizen_id: str = ""
    is_certificate_lossy: bool = False
    kind_of_row: RowKind = RowKind.ENTRY
    details: tuple[Detail, ...] = ()

    @property
    def certificate_no(self) -> str:
        """As the answers say it; may be empty."""
        return str(self.answers.get("certificate_no", ""))

    def retell(self, code: str, say: Callable[[ParsedRow, Problem], Iterable[Problem]]) -> None:
        """Put what there is to say by now in the place of each problem of that code."""
        if any(one.code == code for one in self.problems):
            told = (say(self, one) if one.code == code else (one,) for one in self.problems)
            self.problems = tuple(chain.from_iterable(told))


class JudgedRow(NamedTuple):
    """A person's form with all that can be said of it by its own answers, for who takes it in.

    Made where the file is read, maybe in another process: few texts travel faster than a thousand
    answers. What is as in a `ParsedRow` has the same name.

    Attributes:
        certificate_no: as the answers say it; may be empty.
        answers_json, cells_json: as the database spells them, in UTF-8.
        digest: of the answers and details.
        summary: the columns of an entry with these answers and the findings of the form's rules
            and of the checks that look at nothing else.
    """

    sheet: str
    row: int
    certificate_no: str
    answers_json: bytes
    cells_json: bytes
    digest: str
    summary: tuple[Any, ...]
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    community: str = ""
    citizen_id: str = ""
    is_certificate_lossy: bool = False
    details: tuple[Detail, ...] = ()

    @property
    def kind_of_row(self) -> RowKind:
        """Nothing else is judged."""
        return RowKind.ENTRY

    @property
    def answers(self) -> Answers:
        """Decoded anew each time."""
        answers: Answers = orjson.loads(self.answers_json)
        return answers

    def parsed(self) -> ParsedRow:
        """The row as it was before it was judged."""
        return ParsedRow(
            self.sheet,
            self.row,
            tuple(orjson.loads(self.cells_json)),
            orjson.loads(self.answers_json),
            self.changes,
            self.problems,
            self.community,
            self.citizen_id,
            self.is_certificate_lossy,
            details=self.details,
        )


Row = ParsedRow | JudgedRow


class JudgedRows(list[Row]):
    """Rows that were judged; to another process they go as plain tuples, in half the time."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Each judged row as a tuple."""
        return _unpacked, ([tuple(one) if isinstance(one, JudgedRow) else one for one in self],)


def _unpacked(sent: list[Any]) -> JudgedRows:
    return JudgedRows(JudgedRow._make(one) if type(one) is tuple else one for one in sent)


@dataclass(slots=True)
class ParsedTable:
    """A header and the lines under it; a sheet may hold several.

    Attributes:
        shape: digest of its headers.
        is_confirmed: a person said what its columns mean.
        questions: what a person should look at before the rows are believed.
        expected, coming: how many rows are still to be read, and what reads them.
        years: said by the title lines above it.
        spots: of a printed form, row and column (from 1) of each column's cell; else empty.
        judged: in the place of `rows` once they are judged; so many as `expected`.
    """

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnMatch, ...]
    rows: list[ParsedRow] = field(default_factory=list)
    shape: str = ""
    is_confirmed: bool = False
    questions: tuple[Problem, ...] = ()
    expected: int = 0
    coming: Iterator[ParsedRow] | None = field(default=None, repr=False, compare=False)
    years: frozenset[str] = frozenset()
    spots: tuple[tuple[int, int], ...] = ()
    judged: Iterable[Row] = field(default=(), repr=False, compare=False)

    def spot_of(self, item: str, row: int) -> tuple[int, int]:
        """Row and column, from 1, of a row's cell for an item; column 0 where it has none."""
        at = next((one.column for one in self.columns if one.item == item), 0)
        return self.spots[at - 1] if at and self.spots else (row, at)

    def await_rows(self) -> None:
        """Have all rows here, whoever reads them."""
        if self.coming is not None:
            self.rows = list(self.take_coming())

    def take_coming(self) -> Iterator[ParsedRow]:
        """The rows that are still to be read, now the caller's."""
        coming, self.coming, self.expected = self.coming, None, 0
        return coming or iter(())

    def plain_rows(self) -> Iterator[ParsedRow]:
        """All rows, as they were before they were judged."""
        self.await_rows()
        self.judged = list(self.judged)
        yield from self.rows
        yield from (row.parsed() if isinstance(row, JudgedRow) else row for row in self.judged)

    def hand_over(self) -> Iterator[Row]:
        """All rows, each forgotten here."""
        yield from self.take_coming()
        judged, self.judged = self.judged, ()
        for rows in (self.rows, judged):
            yield from _forgetting(rows) if isinstance(rows, list) else rows


def _forgetting(rows: list[Row]) -> Iterator[Row]:
    rows.reverse()
    while rows:
        yield rows.pop()


@dataclass(slots=True)
class ParsedFile:
    """A file taken apart; every line that holds anything below a header is in `tables`.

    Attributes:
        judged_under: what the rows' findings rest on; None where nothing was worked out ahead.
    """

    file: str
    kind: FileKind
    tables: tuple[ParsedTable, ...]
    problems: tuple[Problem, ...] = ()
    judged_under: Any = field(default=None, repr=False, compare=False)

    def count(self) -> int:
        """How many rows there are, those included that are still to come."""
        return sum(table.expected or len(table.rows) for table in self.tables)

    def rows(self) -> Iterator[ParsedRow]:
        """All rows of all tables in the order of the file."""
        for table in self.tables:
            yield from table.plain_rows()

    def hand_over(self) -> Iterator[Row]:
        """The same, each forgotten here, so that memory is free again behind the caller."""
        for table in self.tables:
            yield from table.hand_over()

    def questions(self) -> tuple[Problem, ...]:
        """What a person should look at first, table by table."""
        return tuple(question for table in self.tables for question in table.questions)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A roster line that is no person, and why (a `RowKind` or `duplicate`)."""

    sheet: str
    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(slots=True)
class ParsedRoster:
    """A roster taken apart: `rows_read == len(persons) + len(left_out)`.

    Attributes:
        source: its tables, with what a person should look at first.
    """

    persons: list[Person]
    communities: list[Community]
    problems: tuple[Problem, ...]
    rows_read: int
    left_out: tuple[LeftOut, ...]
    columns: tuple[ColumnMatch, ...]
    source: ParsedFile
