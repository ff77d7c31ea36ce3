"""Files that a form reads and that are not beside it, and columns that they do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.choice_remarks import columns_read
from dsurvey_desktop.forms.compiled_nodes import PARTS, SURVEY_SHEET
from dsurvey_desktop.forms.context import CAMPAIGN_TABLE, Table
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.forms.xpath_nodes import Call, Literal, Node, walk
from dsurvey_desktop.forms.xpath_parser import parse

_COLUMNS = {"choice_list": "type", "triggered": "calculation"}
"""Columns of the survey sheet that are named otherwise than the part."""
_LIST_FILE = " (.csv, .xml, .geojson)"
"""What a list may be kept in."""


def table_remarks(form: Form, tables: Mapping[str, Table], file_name: str) -> Iterator[Problem]:
    """A warning for each file that is missing, and for each of its columns.

    Args:
        form: a sound one.
        tables: the files beside it, by name.
        file_name: of the form, for the places.
    """
    told = {CAMPAIGN_TABLE}  # of which the program has its own
    for item in form.items:
        for part, table, columns in _read(form, item):
            if table in told:
                continue
            place = _place(form, item, part, file_name)
            if trouble := _trouble(place, part, table, tables):
                told.add(table)
                yield trouble
            else:
                yield from _missing_columns(place, table, tables[table], columns)


def _trouble(place: Place, part: str, table: str, tables: Mapping[str, Table]) -> Problem | None:
    """What is wrong with a file as a whole."""
    try:
        return None if table in tables else _missing_file(place, table, part)
    except AppError as error:
        return _warning(error.code, place, table, error.message, error.advice)


def _read(form: Form, item: Item) -> Iterator[tuple[str, str, Sequence[str]]]:
    """What a question reads: the part that does, the file, and columns of it."""
    if item.choice_list and not item.choices and item.choice_list not in form.lists:
        own = (item.code_column or "name", item.label_column or "label")
        yield "choice_list", item.choice_list, own
        if item.choice_filter:
            read = dict.fromkeys(columns_read(parse(item.choice_filter)))
            yield "choice_filter", item.choice_list, tuple(read)
    for part in PARTS:
        for node in _nodes(str(getattr(item, part, "") or "")):
            match node:
                case Call("pulldata", (Literal(table), Literal(column), Literal(key), _)):
                    yield part, table.removesuffix(".csv"), (column, key)


def _nodes(expression: str) -> Iterator[Node]:
    return walk(parse(expression)) if "pulldata" in expression else iter(())


def _place(form: Form, item: Item, part: str, file_name: str) -> Place:
    column = form.columns.get(_COLUMNS.get(part, part), 0)
    return Place(file_name, SURVEY_SHEET, item.row, column)


def _missing_file(place: Place, table: str, part: str) -> Problem:
    file = f"{table}{_LIST_FILE if part == 'choice_list' else '.csv'}"
    message = text("The file {file}, which the form reads, is not beside it.", file=file)
    advice = text("Put it into the folder of the form, or correct its name here.")
    return _warning("form_table_missing", place, table, message, advice)


def _missing_columns(
    place: Place, table: str, rows: Table, columns: Sequence[str]
) -> Iterator[Problem]:
    known = list(dict.fromkeys(name for row in rows for name in row))
    for column in columns if rows else ():
        if column not in known:
            message = text("The file {file} has no column “{column}”.", file=table, column=column)
            yield _warning(
                "form_table_column_missing", place, column, message, _meant(column, known)
            )


def _meant(column: str, known: Sequence[str]) -> Text:
    if close := get_close_matches(column, known, 1):
        return text("Did you mean “{suggestion}”?", suggestion=close[0])
    return text("It has these: {columns}.", columns=", ".join(known[:8]))


def _warning(code: str, place: Place, value: str, message: Text, advice: Text) -> Problem:
    return Problem(code, Severity.WARNING, place, value, message, advice)
