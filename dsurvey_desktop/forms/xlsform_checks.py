"""What is plainly wrong with an XLSForm, all at once and each with its cell.

pyxform stops at its first error and does not always say where.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.expression_checks import expression_problems
from dsurvey_desktop.forms.header_checks import headings_wanted, missing_columns
from dsurvey_desktop.forms.question_checks import choice_problems, question_problems
from dsurvey_desktop.forms.reference_checks import reference_problems
from dsurvey_desktop.forms.sheet_problems import header_problem, problem
from dsurvey_desktop.forms.slip_words import HEADINGS
from dsurvey_desktop.forms.trigger_checks import trigger_problems
from dsurvey_desktop.forms.xlsform_rows import BEGIN, CHOICES, END, SHEETS, SURVEY, Row, Sheet

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_SELECT = re.compile(
    r"(?:select[ _](?:one|multiple|1)|rank|select all that apply)\s+(?:from\s+)?(?:file\s+)?(\S+)",
    re.IGNORECASE,
)
_NAMED_TYPES = frozenset(  # a note without name gets one
    {"text", "integer", "decimal", "date", "time", "datetime", "calculate"}
    | {"select_one", "select_multiple", "rank"}
)


def problems_of(
    survey: Sheet,
    choices: Sheet,
    known_types: Collection[str],
    *,
    choices_may_repeat: bool,
    sheet_names: Collection[str] = (),
) -> list[Problem]:
    """The usual errors of a form, each with its cell.

    Args:
        survey: the sheet of questions.
        choices: the sheet of lists.
        known_types: types that stand alone, as the form library knows them.
        choices_may_repeat: whether the settings allow a code twice in a list.
        sheet_names: of the workbook, to find one that is misspelt.
    """
    if not survey.rows or "type" not in survey.columns:
        return [_no_survey(survey, sheet_names)]
    if columns := [*missing_columns(survey), *missing_columns(choices)]:
        return columns
    types = list(question_problems(survey, known_types))
    found = [
        *_type_problems(survey),
        *types,
        *_name_problems(survey),
        *(() if types else _group_problems(survey)),
        *_list_problems(survey, choices, sheet_names),
        *_choice_problems(choices),
        *reference_problems(survey, choices),
        *choice_problems(survey, choices, may_repeat=choices_may_repeat),
        *trigger_problems(survey),
    ]
    if found:  # else they are told when they are compiled
        found += expression_problems(survey)
    return sorted(found, key=_place_in_order)


def _place_in_order(one: Problem) -> tuple[bool, int, int]:
    return one.place.sheet == CHOICES, one.place.row, one.place.column


def _no_survey(survey: Sheet, sheet_names: Collection[str]) -> Problem:
    if "type" in survey.columns:
        return problem(
            "form_empty",
            survey,
            None,
            "",
            text("The sheet “survey” has no questions."),
            text("Each question has a row with type, name and label."),
        )
    if survey.rows:
        translated = [one for one in survey.columns if HEADINGS.get(one) == "type"]
        told = text("Its first row holds the names of the columns; take away rows above it.")
        return header_problem(
            "form_column_missing",
            survey,
            translated[0] if translated else "type",
            text("The first row of the sheet “survey” has no column “type”."),
            headings_wanted(survey) or told,
        )
    return problem(
        "form_sheet_missing",
        survey,
        None,
        "",
        text("The workbook has no sheet “survey” with a column “type”."),
        _sheet_meant(SURVEY, sheet_names)
        or text("An XLSForm has the sheets survey, choices and settings."),
    )


def _sheet_meant(name: str, sheet_names: Collection[str]) -> Text | None:
    """Which sheet may be meant where that of this name is not there."""
    others = [one for one in sheet_names if one.lower() not in SHEETS]
    close = get_close_matches(name, [one.lower() for one in others], 1)
    found = next((one for one in others if one.lower() in close), "")
    if not found and len(others) == 1 and name == SURVEY:
        found = others[0]
    if not found:
        return None
    return text("Name the sheet “{sheet}” “{name}” if it is meant.", sheet=found, name=name)


def _type_problems(survey: Sheet) -> Iterator[Problem]:
    for row in survey.rows:
        if not row.cell("type") and _is_question(row):
            yield problem(
                "form_type_missing",
                survey,
                row,
                "type",
                text("This row has no type."),
                text("Write the type, such as text, integer or select_one with a list."),
            )


def _is_question(row: Row) -> bool:
    """Whether a row has a name or a label; without type another row is a remark of the author."""
    return any(
        cell and (column in {"name", "caption"} or column.partition(":")[0].rstrip() == "label")
        for column, cell in row.cells.items()
    )


def _name_problems(survey: Sheet) -> Iterator[Problem]:
    for row in survey.rows:
        name = row.cell("name")
        if not name and _needs_name(row.cell("type")):
            yield problem(
                "form_name_missing",
                survey,
                row,
                "name",
                text("This row has no name."),
                text("Give each question and group a name of its own."),
            )
        if name and not _NAME.fullmatch(name):
            yield problem(
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
            yield problem(
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
    return problem(
        "form_group_unmatched",
        survey,
        row,
        "type",
        text("“{type}” has no partner.", type=row.cell("type")),
        text("Each begin_group needs an end_group and each begin_repeat an end_repeat."),
    )


def _list_problems(
    survey: Sheet, choices: Sheet, sheet_names: Collection[str]
) -> Iterator[Problem]:
    meant = None if choices.rows else _sheet_meant(CHOICES, sheet_names)
    known = {row.cell("list_name") for row in choices.rows}
    for row in survey.rows:
        match = _SELECT.match(row.cell("type"))
        if match is None or match[1].startswith("${") or "." in match[1] or match[1] in known:
            continue
        yield problem(
            "form_list_unknown",
            survey,
            row,
            "type",
            text("There is no list of choices named “{name}”.", name=match[1]),
            meant or _list_meant(match[1], known),
        )


def _list_meant(name: str, known: Collection[str]) -> Text:
    plain = {one.lower(): one for one in known if one}
    if close := get_close_matches(name.lower(), list(plain), 1):
        return text("Did you mean “{suggestion}”?", suggestion=plain[close[0]])
    return text("Add the list on the sheet choices, or correct its name here.")


def _choice_problems(choices: Sheet) -> Iterator[Problem]:
    for row in choices.rows:
        if row.cell("list_name") and not row.cell("name"):
            yield problem(
                "form_choice_name_missing",
                choices,
                row,
                "name",
                text("A choice has no name."),
                text("Write its code in the column name."),
            )
