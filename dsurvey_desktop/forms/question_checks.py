"""Types, lists, labels and calculations that are missing or misspelt, each with its cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.sheet_problems import problem
from dsurvey_desktop.forms.xlsform_rows import BEGIN, END, Row, Sheet

LISTED_TYPES = (
    *("select_one", "select_multiple", "select_one_from_file", "select_multiple_from_file"),
    *("select_one_external", "rank"),
)
"""Types that a name of a list or file follows."""
_GROUPS = ("begin_group", "end_group", "begin_repeat", "end_repeat")
_LISTED = re.compile(
    r"(select|rank|osm|cascading|add select)\b|select[_1]|(begin|end)[ _](lgroup|looped group)",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(r"select[ _]multiple\s+(\S+)|select all that apply\s+(?:from\s+)?(\S+)")
_SEVERAL_OF_ROWS = re.compile(r"select[ _]multiple\s+\$\{([^}]*)\}")
_WORD = re.compile(r"[^\W\d][\w.\-]*")
_ANSWERS = frozenset({"yes", "no", "true", "false"})
_SHOWN = frozenset({"text", "integer", "decimal", "date", "time", "datetime", "note", "range"})
_WORDS = ("label", "caption", "hint", "guidance_hint", "media", "image", "audio", "video")


def question_problems(survey: Sheet, known_types: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the types and calculations of the survey sheet.

    Args:
        survey: the sheet.
        known_types: types that stand alone, as the form library knows them.
    """
    for row in survey.rows:
        kind = row.cell("type")
        if _WORD.fullmatch(required := row.cell("required")) and required.lower() not in _ANSWERS:
            yield _yes_wanted(survey, row)
        if kind in LISTED_TYPES:
            yield _list_wanted(survey, row)
        elif _SEVERAL_OF_ROWS.match(kind):
            yield _one_of_rows(survey, row)
        elif kind and kind not in known_types and not _may_be_listed(kind):
            yield _unknown_type(survey, row, known_types)
        elif kind == "calculate" and not row.cell("calculation") and not row.cell("default"):
            yield _calculation_wanted(survey, row)


def _may_be_listed(kind: str) -> bool:
    first = kind.split(maxsplit=1)[0]
    is_select = first in LISTED_TYPES or BEGIN.match(kind) or END.match(kind)
    return bool(is_select) or (bool(_LISTED.match(kind)) and not {*first} & {*"_-"})


def _unknown_type(survey: Sheet, row: Row, known_types: Collection[str]) -> Problem:
    kind = row.cell("type")
    suggestion = _suggested(kind, known_types)
    advice = text("Write a type of XLSForm, such as text, integer, date or select_one with a list.")
    if suggestion:
        advice = text("Did you mean “{suggestion}”?", suggestion=suggestion)
    message = text("There is no question type “{type}”.", type=kind)
    return problem("form_type_unknown", survey, row, "type", message, advice)


def _suggested(kind: str, known_types: Collection[str]) -> str:
    """The whole type as it should be, or its first word where a list follows."""
    plain = kind.lower()
    if plain in known_types:
        return plain
    for wanted in (plain, plain.replace(" ", "_", 1)):
        if close := get_close_matches(wanted, [*_GROUPS, *known_types], 1, 0.7):
            return close[0]
    first, _, rest = plain.partition(" ")
    close = get_close_matches(first, LISTED_TYPES, 1, 0.8)
    return f"{close[0]} {rest}".strip() if close else ""


def _list_wanted(survey: Sheet, row: Row) -> Problem:
    return problem(
        "form_list_missing",
        survey,
        row,
        "type",
        text("“{type}” names no list of choices.", type=row.cell("type")),
        text("Write the list after it, as in select_one yes_no, and add it on the sheet choices."),
    )


def _one_of_rows(survey: Sheet, row: Row) -> Problem:
    name = row.cell("type").partition("${")[2].partition("}")[0]
    return problem(
        "form_several_of_rows",
        survey,
        row,
        "type",
        text("Of the answers of a repeat only one can be chosen, not several."),
        text(
            "Write select_one ${{{name}}}; put it into a repeat where several are wanted.",
            name=name,
        ),
    )


def _yes_wanted(survey: Sheet, row: Row) -> Problem:
    said = row.cell("required")
    return problem(
        "form_required_unknown",
        survey,
        row,
        "required",
        text(
            "“{name}”, column required: “{said}” is neither yes nor no.",
            name=row.cell("name"),
            said=said,
        ),
        text("Write yes, or leave it blank where an answer may be missing."),
    )


def _calculation_wanted(survey: Sheet, row: Row) -> Problem:
    return problem(
        "form_calculation_missing",
        survey,
        row,
        "calculation",
        text("The calculation of “{name}” is missing.", name=row.cell("name")),
        text(
            "Write it in the column calculation, or remove the row. A formula of the spreadsheet,"
            " which begins with =, is none of the form."
        ),
    )


def choice_problems(survey: Sheet, choices: Sheet, *, may_repeat: bool) -> Iterator[Problem]:
    """Codes of choices that are used twice, or that hold a blank where several are chosen."""
    several = {
        match[1] or match[2] for row in survey.rows if (match := _MULTIPLE.match(row.cell("type")))
    }
    seen: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in choices.rows:
        name, code = row.cell("list_name"), row.cell("name")
        if not name or not code:
            continue
        first = seen[name].setdefault(code, row.number)
        if first != row.number and not may_repeat:
            yield _twice(choices, row, first)
        if name in several and " " in code:
            yield _blank_in_code(choices, row)


def _twice(choices: Sheet, row: Row, first: int) -> Problem:
    code = row.cell("name")
    return problem(
        "form_choice_twice",
        choices,
        row,
        "name",
        text("The list has the choice “{code}” in row {row} already.", code=code, row=first),
        text("Give each choice of a list its own code."),
    )


def _blank_in_code(choices: Sheet, row: Row) -> Problem:
    code = row.cell("name")
    return problem(
        "form_choice_blank",
        choices,
        row,
        "name",
        text("The code “{code}” holds a blank, and several of the list may be chosen.", code=code),
        text("Write the code without blanks; the label may have them."),
    )


def likely_problems(survey: Sheet) -> Iterator[Problem]:
    """What may be the reason why the form library refuses a row."""
    for row in survey.rows:
        is_shown = row.cell("type").lower() in _SHOWN or row.cell("type").startswith("select")
        if row.cell("type") == "calculate" and not row.cell("calculation"):
            yield _calculation_wanted(survey, row)
        elif is_shown and not any(_has_words(name) and cell for name, cell in row.cells.items()):
            yield _label_wanted(survey, row)


def _has_words(column: str) -> bool:
    return column.partition(":")[0].strip() in _WORDS


def _label_wanted(survey: Sheet, row: Row) -> Problem:
    message: Text = text("“{name}” has no label.", name=row.cell("name"))
    advice = text("Write what the person is asked in the column label.")
    return problem("form_label_missing", survey, row, "label", message, advice)
