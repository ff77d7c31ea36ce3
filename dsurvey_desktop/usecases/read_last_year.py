"""Reading a file of last year's data: a table through the intake, or a verified hand-over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.last_year import Unmatched
from dsurvey_desktop.domain.numbers import as_citizen_id
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.suites import SUITES
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile, ParsedRow
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.storage import last_year_form_store
from dsurvey_desktop.storage.last_year_store import LastYearRow
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastYearFile, tell_rows
from dsurvey_desktop.usecases.last_year_forms import LastForm, find_last_form
from dsurvey_desktop.usecases.last_year_views import TABLE
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.read_bundle import read_bundle
from dsurvey_desktop.usecases.read_last_bundle import read_last_bundle
from dsurvey_desktop.usecases.read_source import read_source, shown_name
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.reading_rules import ReadingRules

_ZIP, _BAG = b"PK\x03\x04", b"/bagit.txt"


def read_last_year(desk: Desk, path: Path, how: HowToRead, progress: Progress) -> LastYearFile:
    """Read a file of last year's data; nothing is stored.

    Raises:
        AppError: the file's trouble with the code of intake, `last_year_kind`, of
            `find_last_form`, or BundleError.
    """
    if is_bundle(path):
        return read_last_bundle(desk, path, how)
    return _read_table(desk, path, how, progress)


def is_bundle(path: Path) -> bool:
    """True for what is sealed or holds a bag, whatever it is called."""
    data = read_bundle(path, DEFAULT_LIMITS.size_bytes)
    is_sealed = any(suite.is_sealed(data) for suite in SUITES.values())
    return is_sealed or (data.startswith(_ZIP) and _BAG in data)


def _read_table(desk: Desk, path: Path, how: HowToRead, progress: Progress) -> LastYearFile:
    name, data = shown_name(path), read_source(path)
    with desk.database.read() as connection:
        last, rules = last_year_rules(connection, how)
        this_year = load_edition(connection, INDIVIDUAL).form
    parsed = parse_last_year(rules, data, name, how, progress)
    questions = parsed.questions() if not how.accept_mapping else ()
    if not any(table.rows for table in parsed.tables):
        questions = parsed.questions()
    rows = tell_rows(((last, _from_row(row)) for row in parsed.rows()), this_year)
    return LastYearFile(
        name,
        data,
        TABLE,
        rules.year,
        tuple(rows),
        last,
        (last,),
        _problems(parsed),
        parsed=parsed,
        questions=questions,
    )


def last_year_rules(connection: Connection, how: HowToRead) -> tuple[LastForm, ReadingRules]:
    """The edition that tables are read by, and the rules with it; raises as `find_last_form`."""
    last, rules = find_last_form(connection, how.form), load_rules(connection)
    said = {} if last.is_campaigns else _confirmed(connection)
    forms = {**rules.forms, FileKind.INDIVIDUAL: last.form}
    mappings = {**rules.mappings, **said}
    return last, replace(rules, year=rules.year - 1, forms=forms, mappings=mappings)


def _confirmed(connection: Connection) -> dict[str, ColumnMapping]:
    return {
        kept.shape: ColumnMapping(FileKind.INDIVIDUAL, *zip(*kept.columns, strict=True))
        for kept in last_year_form_store.confirmed_columns(connection)
    }


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
