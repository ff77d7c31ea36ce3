"""Everything that touches pyxform; imported only when a workbook is read, since it is slow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import ErrorCode, PyXFormError
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.xlsform_checks import problems_of
from dsurvey_desktop.forms.xlsform_rows import CHOICES, SURVEY, Sheet, sheet_of

_REFUSED = (PyXFormError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What pyxform raises for forms that its own checks do not foresee."""
_ROW = re.compile(r"\[row : (\d+)\]")
_MESSAGES = {
    ErrorCode.PYREF_001: (
        "form_reference_malformed",
        N_("A reference in column {column} is not written as ${{name}}."),
    ),
    ErrorCode.PYREF_003: (
        "form_reference_unknown",
        N_("Column {column} refers to “{q}”, which is not there."),
    ),
    ErrorCode.PYREF_004: (
        "form_reference_ambiguous",
        N_("Column {column} refers to “{q}”, a name that is used twice."),
    ),
    ErrorCode.NAMES_004: (
        "form_name_twice",
        N_("Two repeats have the same name “{value}”."),
    ),
}
_ADVICE = N_("Correct this cell of the workbook and choose the file again.")


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What pyxform made of a workbook."""

    survey: Sheet
    json: dict[str, Any]
    xform: str
    warnings: Sequence[str]


def read_workbook(data: bytes, file_type: str) -> ReadWorkbook:
    """Read a workbook whose size is known to be within limits.

    Raises:
        FormError: when it is no form.
    """
    workbook = _opened(data, file_type)
    survey = _sheet(SURVEY, workbook.survey_header, workbook.survey)
    choices = _sheet(CHOICES, workbook.choices_header, workbook.choices)
    if problems := problems_of(survey, choices):
        raise FormError(problems)
    warnings: list[str] = []
    try:
        found = workbook_to_json(
            workbook_dict=workbook,
            fallback_form_name=workbook.fallback_form_name,
            warnings=warnings,
        )
        element = create_survey_element_from_dict(found)
        xform = element.to_xml(validate=False, warnings=warnings)
        _complete(found, {**_external(workbook), **(found.get("choices") or {})})
    except _REFUSED as error:
        raise FormError([_problem_of(error, survey)]) from error
    return ReadWorkbook(survey, found, xform, warnings)


def _external(workbook: Any) -> dict[str, list[dict[str, Any]]]:
    """The lists of the sheet external_choices."""
    lists: dict[str, list[dict[str, Any]]] = {}
    for row in workbook.external_choices or ():
        name = row.get("list_name") or row.get("list name")
        if name and row.get("name"):
            lists.setdefault(str(name), []).append(_choice_row(row))
    return lists


def _choice_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in {"list_name", "list name"}}


def _complete(part: dict[str, Any], lists: Mapping[str, Any]) -> None:
    """Give each question what its type and its list say of it."""
    for child in part.get("children", ()):
        _complete(child, lists)
        child["type_bind"] = QUESTION_TYPE_DICT.get(child["type"], {}).get("bind", {})
        if not child.get("choices") and child.get("itemset") in lists:
            child["choices"] = lists[child["itemset"]]


def _opened(data: bytes, file_type: str) -> Any:
    """The sheets of a workbook; the readers of xls and xlsx raise anything for broken bytes."""
    try:
        return get_xlsform(xlsform=data, file_type=file_type)
    except Exception as error:
        raise FormError([_problem_of(error, Sheet(SURVEY, ()))]) from error


def _sheet(name: str, header: Any, rows: Any) -> Sheet:
    return sheet_of(name, list(header[0]) if header else [], rows or [])


def _problem_of(error: Exception, survey: Sheet) -> Problem:
    context: dict[str, Any] = getattr(error, "context", {})
    known = _MESSAGES.get(getattr(error, "code", None))
    place = _place(str(error), context, survey)
    if known is None:
        message = text("The form is refused; in the words of the form library: {it}", it=str(error))
        return Problem("form_refused", Severity.ERROR, place, "", message, Text(_ADVICE))
    code, template = known
    values = {"column": "", "q": "", "value": "", **context}
    message = Text(template, values)
    return Problem(code, Severity.ERROR, place, str(values["q"]), message, Text(_ADVICE))


def _place(words: str, context: dict[str, Any], survey: Sheet) -> Place:
    """Where it is: as pyxform says, else where a name or type stands that its words quote."""
    sheet = str(context.get("sheet") or (CHOICES if f"'{CHOICES}'" in words else SURVEY))
    column = str(context.get("column", "")).strip().lower()
    row = context.get("row") or (match[1] if (match := _ROW.search(words)) else 0)
    if not row:
        row, column = _quoted(words, survey)
    return Place("", sheet, int(row), survey.columns.get(column, 0) if sheet == SURVEY else 0)


def _quoted(words: str, survey: Sheet) -> tuple[int, str]:
    quoted = set(re.findall(r"'([^']+)'", words))
    for row in survey.rows:
        for column in ("name", "type"):
            if row.cell(column) in quoted:
                return row.number, column
    return 0, ""


def warning_problem(words: str) -> Problem:
    """A warning of pyxform."""
    return Problem(
        "form_warning",
        Severity.WARNING,
        _place(words, {}, Sheet(SURVEY, ())),
        "",
        text("The form works, but the form library remarks: {it}", it=words),
        text("Look at it before the form is sent out."),
    )
