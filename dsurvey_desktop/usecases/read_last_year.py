"""Reading a file of last year's data: a table through the intake, or a verified hand-over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import starmap
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.last_year import Unmatched
from dsurvey_desktop.domain.numbers import as_citizen_id
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.age_seal import AgeOpener
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.suites import SUITES
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.forms.model import Form, ItemKind
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile, ParsedRow
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.storage.codec import encode_sorted
from dsurvey_desktop.storage.last_year_store import LastYearRow
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.last_year_views import BUNDLE, TABLE
from dsurvey_desktop.usecases.manage_keys import read_text
from dsurvey_desktop.usecases.office_keys import own_card, own_opener, trusted_cards
from dsurvey_desktop.usecases.open_bundle import Receiver, load_receiver, open_bundle
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.read_bundle import read_bundle
from dsurvey_desktop.usecases.read_source import read_source, shown_name
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.reading_rules import ReadingRules, load_rules

_ZIP, _BAG = b"PK\x03\x04", b"/bagit.txt"


@dataclass(frozen=True, slots=True)
class LastOffice:
    """Last year's office folder and a password of it: its keys open what it sealed then."""

    folder: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a person says of a file of last year's data.

    Attributes:
        mappings: what the columns of its tables mean.
        accept_mapping: take the program's own matching where it would ask.
        trust: key card of who signed a bundle, where this office does not know it.
        office: last year's office, for its keys.
    """

    mappings: tuple[ColumnMapping, ...] = ()
    accept_mapping: bool = False
    trust: Path | None = None
    office: LastOffice | None = None


@dataclass(frozen=True, slots=True)
class LastYearFile:
    """A file taken apart; `sequence` is a bundle's number, `parsed` is a table's columns."""

    file: str
    data: bytes = field(repr=False)
    kind: str
    year: int
    rows: tuple[LastYearRow, ...]
    problems: tuple[Problem, ...] = ()
    sequence: int = 0
    parsed: ParsedFile | None = None
    questions: tuple[Problem, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what the rows say, however the file is called or was saved."""
        said = sorted(
            f"{row.certificate_no}|{row.name}|{encode_sorted(row.answers)}|{row.reason}"
            for row in self.rows
        )
        return hashlib.sha256("\n".join([self.kind, *said]).encode()).hexdigest()


def read_last_year(desk: Desk, path: Path, how: HowToRead, progress: Progress) -> LastYearFile:
    """Read a file of last year's data; nothing is stored.

    Raises:
        AppError: the file's trouble with the code of intake, `last_year_kind`, or BundleError.
    """
    with desk.database.read() as connection:
        year = office_store.load_campaign(connection).year - 1
    if is_bundle(path):
        return _read_bundle(desk, path, year, how)
    return _read_table(desk, path, year, how, progress)


def is_bundle(path: Path) -> bool:
    """True for what is sealed or holds a bag, whatever it is called."""
    data = read_bundle(path, DEFAULT_LIMITS.size_bytes)
    is_sealed = any(suite.is_sealed(data) for suite in SUITES.values())
    return is_sealed or (data.startswith(_ZIP) and _BAG in data)


def _read_table(
    desk: Desk, path: Path, year: int, how: HowToRead, progress: Progress
) -> LastYearFile:
    name, data = shown_name(path), read_source(path)
    with desk.database.read() as connection:
        rules = replace(load_rules(connection), year=year)
    parsed = parse_last_year(rules, data, name, how, progress)
    questions = parsed.questions() if not how.accept_mapping else ()
    if not any(table.rows for table in parsed.tables):
        questions = parsed.questions()
    rows = tuple(map(_from_row, parsed.rows()))
    return LastYearFile(
        name, data, TABLE, year, rows, _problems(parsed), parsed=parsed, questions=questions
    )


def parse_last_year(
    rules: ReadingRules, data: bytes, name: str, how: HowToRead, progress: Progress
) -> ParsedFile:
    """A table of last year taken apart.

    Raises:
        AppError: `last_year_kind`, `roster_file`, or of intake.
    """
    content = read_file(data, name, DEFAULT_LIMITS)
    said = {one.shape: one for one in how.mappings}
    rules = replace(rules, mappings={**rules.mappings, **said})
    only = how.mappings[0] if len(how.mappings) == 1 else None
    parsed = read_submission(rules, content, name, progress, only)
    if parsed.kind is not FileKind.INDIVIDUAL:
        raise AppError(
            "last_year_kind",
            text("The file {file} holds no individual forms. Nothing was changed.", file=name),
            text("Last year's data are the individual forms of last year, as Excel or bundle."),
        )
    return parsed


def _problems(parsed: ParsedFile) -> tuple[Problem, ...]:
    of_rows = (problem for row in parsed.rows() for problem in row.problems)
    return (*parsed.problems, *of_rows)


def _from_row(row: ParsedRow) -> LastYearRow:
    number = str(row.answers.get("certificate_no", ""))
    own_id = as_citizen_id(row.citizen_id)
    return LastYearRow(
        row.sheet,
        row.row,
        number,
        own_id or ("" if row.is_certificate_lossy else as_citizen_id(number) or number[:18]),
        str(row.answers.get("name", "")),
        row.cells,
        row.answers,
        _why_nobody(row, number, own_id),
        row.community,
    )


def _why_nobody(row: ParsedRow, number: str, own_id: str) -> str:
    """Empty where number or citizen ID can be looked for on the roster."""
    if row.kind_of_row or own_id:
        return row.kind_of_row.value
    if row.is_certificate_lossy:
        return Unmatched.NUMBER_SHORTENED.value
    return "" if number else Unmatched.NUMBER_UNREADABLE.value


def _read_bundle(desk: Desk, path: Path, year: int, how: HowToRead) -> LastYearFile:
    with desk.database.read() as connection:
        receiver = _receiver(connection, desk, year, how)
        form = load_edition(connection, INDIVIDUAL).form
    opened = open_bundle(path, receiver)
    rows = tuple(_bundle_rows(opened.bundle, form))
    sequence = opened.bundle.statement.sequence
    return LastYearFile(opened.file, opened.data, BUNDLE, year, rows, sequence=sequence)


def _receiver(connection: Connection, desk: Desk, year: int, how: HowToRead) -> Receiver:
    """This office as one that reads what it, or its office of last year, handed over."""
    receiver = load_receiver(connection, desk, BundleKind.HAND_OVER)
    trust = trusted_cards(connection).with_card(own_card(connection))
    if how.trust is not None:
        trust = trust.merged(TrustList.parse(read_text(how.trust)))
    expected = replace(receiver.expected, addressee=None, campaign_year=year)
    receiver = replace(receiver, trust=trust, expected=expected)
    return receiver if how.office is None else _with_keys_of(receiver, how.office)


def _with_keys_of(receiver: Receiver, office: LastOffice) -> Receiver:
    last = open_office(office.folder, office.password)
    try:
        with last.database.read() as connection:
            opener = own_opener(connection)
            trust = receiver.trust.with_card(own_card(connection))
    finally:
        close_office(last)
    assert isinstance(opener, AgeOpener)
    return replace(receiver, opener=opener, trust=trust)


def _bundle_rows(bundle: VerifiedBundle, form: Form) -> Iterator[LastYearRow]:
    answers = _answers(bundle, form)
    for number, row in enumerate(starmap(EntryRow, bundle.tables["entries"].rows()), start=2):
        said = answers.get(row.entry_id, {})
        yield LastYearRow(
            "entries",
            number,
            row.certificate_no,
            row.certificate_no[:18],
            row.name,
            (),
            said,
            community=row.community_code,
        )


def _answers(bundle: VerifiedBundle, form: Form) -> Mapping[int, Answers]:
    """Answers by entry; values of items this year's form knows in the shape it keeps them."""
    kinds = {item.name: item.kind for item in form.items}
    found: dict[int, dict[str, Value]] = {}
    for entry, item, value in bundle.tables["answers"].rows():
        assert isinstance(entry, int)
        found.setdefault(entry, {})[str(item)] = _value(kinds.get(str(item)), str(value))
    return found


def _value(kind: ItemKind | None, words: str) -> Value:
    if kind is ItemKind.SELECT_MULTIPLE:
        return list(words.split())
    if kind is ItemKind.INTEGER and words.lstrip("-").isdecimal():
        return int(words)
    return words
