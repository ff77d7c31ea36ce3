"""What is plainly wrong with an XLSForm, all at once and each with its cell.

pyxform stops at its first error and does not always say where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.xlsform_rows import BEGIN, END, Row, Sheet

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SELECT = re.compile(
    r"(?:select[ _](?:one|multiple|1)|rank|select one|select all that apply)\s+(?:from\s+)?(\S+)",
    re.IGNORECASE,
)
_NAMED_TYPES = frozenset(
    {"text", "integer", "decimal", "date", "time", "datetime", "note", "calculate"}
    | {"select_one", "select_multiple", "rank"}
)


def problems_of(survey: Sheet, choices: Sheet) -> list[Problem]:
    """The usual errors of a form, each with its cell."""
    if not survey.rows or "type" not in survey.columns:
        return [_no_survey(survey)]
    return [
        *_type_problems(survey),
        *_name_problems(survey),
        *_group_problems(survey),
        *_list_problems(survey, choices),
        *_choice_problems(choices),
    ]


def _no_survey(survey: Sheet) -> Problem:
    return _problem(
        "form_sheet_missing",
        survey,
        None,
        "",
        text("The workbook has no sheet “survey” with a column “type”."),
        text("An XLSForm has the sheets survey, choices and settings."),
    )


def _type_problems(survey: Sheet) -> Iterator[Problem]:
    for row in survey.rows:
        if not row.cell("type") and any(row.cells.values()):
            yield _problem(
                "form_type_missing",
                survey,
                row,
                "type",
                text("This row has no type."),
                text("Write the type, such as text, integer or select_one with a list."),
            )


def _name_problems(survey: Sheet) -> Iterator[Problem]:
    for row in survey.rows:
        name = row.cell("name")
        if not name and _needs_name(row.cell("type")):
            yield _problem(
                "form_name_missing",
                survey,
                row,
                "name",
                text("This row has no name."),
                text("Give each question and group a name of its own."),
            )
        if name and not _NAME.fullmatch(name):
            yield _problem(
                "form_name_invalid",
                survey,
                row,
                "name",
                text("“{name}” cannot be a name.", name=name),
                text("Use letters, digits and _ only; begin with a letter."),
            )
    yield from _double_names(survey)


def _needs_name(kind: str) -> bool:
    return BEGIN.match(kind) is not None or kind.partition(" ")[0].lower() in _NAMED_TYPES


def _double_names(survey: Sheet) -> Iterator[Problem]:
    around: list[str] = []
    first: dict[str, int] = {}
    for row in survey.rows:
        kind, name = row.cell("type"), row.cell("name")
        if END.match(kind):
            del around[-1:]
            continue
        path = "/".join((*around, name))
        if name and first.setdefault(path, row.number) != row.number:
            yield _problem(
                "form_name_twice",
                survey,
                row,
                "name",
                text("The name “{name}” is used in row {row} already.", name=name, row=first[path]),
                text("Give each question of a group its own name."),
            )
        if BEGIN.match(kind):
            around.append(name)


def _group_problems(survey: Sheet) -> Iterator[Problem]:
    open_rows: list[tuple[str, Row]] = []
    for row in survey.rows:
        if begin := BEGIN.match(row.cell("type")):
            open_rows.append((begin[1].lower(), row))
        elif end := END.match(row.cell("type")):
            if open_rows and open_rows[-1][0] == end[1].lower():
                open_rows.pop()
            else:
                yield _unmatched(survey, row)
                return
    yield from (_unmatched(survey, row) for _, row in open_rows)


def _unmatched(survey: Sheet, row: Row) -> Problem:
    return _problem(
        "form_group_unmatched",
        survey,
        row,
        "type",
        text("“{type}” has no partner.", type=row.cell("type")),
        text("Each begin_group needs an end_group and each begin_repeat an end_repeat."),
    )


def _list_problems(survey: Sheet, choices: Sheet) -> Iterator[Problem]:
    known = {row.cell("list_name") for row in choices.rows}
    for row in survey.rows:
        match = _SELECT.match(row.cell("type"))
        if match is None or match[1].startswith("${") or "." in match[1] or match[1] in known:
            continue
        yield _problem(
            "form_list_unknown",
            survey,
            row,
            "type",
            text("There is no list of choices named “{name}”.", name=match[1]),
            text("Add the list on the sheet choices, or correct its name here."),
        )


def _choice_problems(choices: Sheet) -> Iterator[Problem]:
    for row in choices.rows:
        if row.cell("list_name") and not row.cell("name"):
            yield _problem(
                "form_choice_name_missing",
                choices,
                row,
                "name",
                text("A choice has no name."),
                text("Write its code in the column name."),
            )


def _problem(
    code: str, sheet: Sheet, row: Row | None, column: str, message: Text, advice: Text
) -> Problem:
    place = Place("", sheet.name, row.number if row else 0, sheet.columns.get(column, 0))
    value = row.cell(column) if row else ""
    return Problem(code, Severity.ERROR, place, value, message, advice)
