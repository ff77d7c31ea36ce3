"""A roster of certificate holders to persons: who is in scope this year and who is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.numbers import parse_certificate
from dsurvey_desktop.domain.numbers import sex as sex_in
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.intake import roster_problems as say
from dsurvey_desktop.intake.cell_places import cell_place
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.community_codes import CommunityCodes, town_prefix
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import (
    FileKind,
    LeftOut,
    ParsedRoster,
    ParsedRow,
    ParsedTable,
    RowKind,
)
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.intake.submission import parse_content
from dsurvey_desktop.intake.vocabulary import vocabulary

AFTER_CUTOFF, NOT_VALID, OTHER_TOWN = "after_cutoff", "not_valid", "other_town"
DUPLICATE = "duplicate"
_PARTS = re.compile(r"(\d{17}[\dX])([1-7])([1-4])", re.ASCII)
"""ID, category and grade of a certificate number, even where its check character is wrong."""


def parse_roster(
    data: bytes,
    file_name: str,
    campaign: Campaign,
    town_code: str,
    communities: Sequence[Community] = (),
    mapping: Mapping[str, str] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = no_progress,
) -> ParsedRoster:
    """The persons of a roster, each with its place and why it is out of scope, if so.

    Args:
        data: the file as it lies on the disk.
        file_name: shown in places.
        campaign: its cut-off date decides on scope (rule P05).
        town_code: 9 or 12 digits of the town (6 or 12 of a district); other codes are another
            town's.
        communities: known ones, for rosters that name the community without its code.
        mapping: header text to column, an officer's own choice.
        mappings: what persons said of whole tables, by shape; with it, tables whose headers mean
            nothing come with questions instead of being refused.
        limits: what is refused as too large.
        progress: told every 2000 rows; may raise `Cancelled`.

    Raises:
        IntakeError: as `parse_submission`; unknown_table where no roster columns are found.
    """
    with collector_paused():
        lexicon = Lexicon(FileKind.ROSTER, roster_form(), mapping or {})
        content = read_file(data, file_name, limits)
        parsed = parse_content(content, file_name, lexicon, campaign.year, progress, mappings)
    rows = list(parsed.rows())
    codes = CommunityCodes(communities, rows)
    maker = _PersonMaker(file_name, campaign, town_code, codes, parsed.tables)
    persons = maker.persons(rows)
    return ParsedRoster(
        persons=persons,
        communities=maker.codes.communities(persons),
        problems=(*parsed.problems, *maker.problems),
        rows_read=len(rows),
        left_out=tuple(maker.left_out),
        columns=tuple(match for table in parsed.tables for match in table.columns),
        source=parsed,
    )


class _PersonMaker:
    """Turns rows into persons; `problems` and `left_out` grow on the way."""

    def __init__(
        self,
        file: str,
        campaign: Campaign,
        town_code: str,
        codes: CommunityCodes,
        tables: Sequence[ParsedTable],
    ) -> None:
        self.codes = codes
        self.problems: list[Problem] = []
        self.left_out: list[LeftOut] = []
        self._file = file
        self._tables = tables
        self._campaign = campaign
        self._town = town_prefix(town_code)
        self._seen: set[str] = set()

    def persons(self, rows: Iterable[ParsedRow]) -> list[Person]:
        """Every row that names a person, once."""
        return [person for row in rows if (person := self._person(row)) is not None]

    def _person(self, row: ParsedRow) -> Person | None:
        if row.kind_of_row is not RowKind.ENTRY:
            self._leave_out(row, row.kind_of_row)
            return None
        person = self._made(row)
        number = person.certificate_no
        if number and number in self._seen:
            self.problems.append(say.duplicate(self._cell(row), number))
            self._leave_out(row, DUPLICATE)
            return None
        self._seen.add(number)
        self._note(row, person)
        return person

    def _leave_out(self, row: ParsedRow, reason: str) -> None:
        self.left_out.append(LeftOut(row.sheet, row.row, str(reason), row.cells))

    def _made(self, row: ParsedRow) -> Person:
        said = {item: str(value) for item, value in row.answers.items()}
        number = _certificate_no(row, said)
        parts = _PARTS.match(number)
        citizen_id = said.get("citizen_id", "") or (parts[1] if parts else "")
        code, name = self.codes.find(row)
        certified_on = said.get("certified_on")
        return Person(
            certificate_no=number,
            citizen_id=citizen_id,
            name=said.get("name", ""),
            sex=said.get("sex", "") or sex_in(citizen_id),
            category=said.get("category", "") or (parts[2] if parts else ""),
            grade=said.get("grade", "") or (parts[3] if parts else ""),
            hukou=said.get("hukou", ""),
            community_code=code,
            community_name=name,
            address=said.get("address", ""),
            phone=said.get("phone", ""),
            certified_on=date.fromisoformat(certified_on) if certified_on else None,
            card_state=said.get("card_state", ""),
            out_of_scope=self._out_of_scope(code, certified_on, said.get("card_state", "")),
            place=Place(self._file, row.sheet, row.row),
        )

    def _out_of_scope(self, code: str, certified_on: str | None, card_state: str) -> str:
        if code and not code.startswith(self._town):
            return OTHER_TOWN
        if _is_void(card_state):
            return NOT_VALID
        is_late = certified_on and date.fromisoformat(certified_on) > self._campaign.cutoff_date
        return AFTER_CUTOFF if is_late else ""

    def _note(self, row: ParsedRow, person: Person) -> None:
        is_rebuilt = row.is_certificate_lossy and len(person.certificate_no) > 18
        if is_rebuilt:
            self.problems.append(say.rebuilt(self._cell(row), person.certificate_no))
        elif parse_certificate(person.certificate_no) is None:
            self.problems.append(say.wrong_number(self._cell(row), person.certificate_no))
        self.problems += [
            problem
            for problem in row.problems
            if not (is_rebuilt and problem.code == say.TYPED_AS_NUMBER)
        ]

    def _cell(self, row: ParsedRow) -> Place:
        """Where the number stands, of which something is to be said."""
        return cell_place(self._file, self._tables, (row.sheet, row.row), "certificate_no")


def _is_void(card_state: str) -> bool:
    """A state that nobody has heard of takes nobody out of the survey."""
    marks = vocabulary().marks
    has_void_word = any(word in card_state for word in marks["void_card"])
    return has_void_word and card_state not in marks["valid_card"]


def _certificate_no(row: ParsedRow, said: dict[str, str]) -> str:
    """As it stands; a number that lost its tail is made again from ID, category and grade."""
    number = said.get("certificate_no", "")
    if not row.is_certificate_lossy:
        return number
    rebuilt = "".join(said.get(item, "") for item in ("citizen_id", "category", "grade"))
    is_same = rebuilt.startswith(number) and parse_certificate(rebuilt) is not None
    return rebuilt if is_same else number
