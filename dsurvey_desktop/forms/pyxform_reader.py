"""Everything that touches pyxform; imported only when a workbook is read, since it is slow."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyxform import aliases
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import ErrorCode, PyXFormError
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.broken_workbooks import has_password, is_damaged
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.header_checks import misspelt_columns
from dsurvey_desktop.forms.library_words import said
from dsurvey_desktop.forms.question_checks import likely_problems
from dsurvey_desktop.forms.reference_checks import UNKNOWN_REFERENCE
from dsurvey_desktop.forms.sheet_problems import HEADER_ROW
from dsurvey_desktop.forms.xlsform_checks import problems_of
from dsurvey_desktop.forms.xlsform_rows import CHOICES, SETTINGS, SURVEY, Sheet, sheet_of

_REFUSED = (PyXFormError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What pyxform raises for forms that its own checks do not foresee."""
_REFUSED_AS_FORM = (PyXFormError, KeyError)
"""What pyxform raises for workbooks that can be opened."""
_NO_SHEETS: tuple[Sheet, ...] = ()
_YES = frozenset({"yes", "true", "true()"})
_KNOWN_TYPES = frozenset({*QUESTION_TYPE_DICT, "add photo prompt"})
_KNOWN_COLUMNS = frozenset({*aliases.survey_header, *aliases.list_header, *aliases.settings_header})
_ROW = re.compile(r"\[row : (\d+)\]")
_ON_SHEET = re.compile(r"'(survey|choices|settings|entities)' sheet")
_ENTITIES = "entities"
_MESSAGES = {
    ErrorCode.PYREF_001: (
        "form_reference_malformed",
        N_("A reference in column {column} is not written as ${{name}}."),
    ),
    ErrorCode.PYREF_003: (
        "form_reference_unknown",
        UNKNOWN_REFERENCE,
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

_ADVICES = {
    "form_reference_malformed": N_(
        "It begins with ${{ and ends with }}; between them stands the name alone, without blanks."
    ),
    "form_reference_ambiguous": N_("Rename one of them."),
    "form_name_twice": N_("Rename one of them."),
}


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """What pyxform made of a workbook.

    Attributes:
        survey, choices, settings: the sheets with their places.
        json, xform: the form as pyxform's structure and as XML.
        warnings: about columns that nobody reads, and what pyxform remarks.
    """

    survey: Sheet
    choices: Sheet
    settings: Sheet
    json: dict[str, Any]
    xform: str
    warnings: tuple[Problem, ...]


def read_workbook(data: bytes, file_type: str) -> ReadWorkbook:
    """Read a workbook whose size is known to be within limits.

    Raises:
        FormError: when it is no form.
    """
    workbook = _opened(data, file_type)
    sheets = _sheets(workbook)
    own = [one for sheet in sheets for one in misspelt_columns(sheet, _KNOWN_COLUMNS)]
    try:
        return _read(workbook, sheets, own)
    except FormError as error:
        told = {one.place for one in error.problems}  # a misspelt heading may be the reason
        raise FormError([*error.problems, *(o for o in own if o.place not in told)]) from error


def _read(workbook: Any, sheets: Sequence[Sheet], own: Sequence[Problem]) -> ReadWorkbook:
    _check(sheets, workbook.sheet_names or ())
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
        _drop_silent(found, {*_silent(found)})
    except _REFUSED as error:
        raise FormError(_problems_of(error, sheets)) from error
    theirs = (one for words in warnings for one in _warnings(words, sheets))
    survey, choices, settings, *_ = sheets
    return ReadWorkbook(survey, choices, settings, found, xform, (*own, *theirs))


def _sheets(workbook: Any) -> tuple[Sheet, ...]:
    return (
        _sheet(SURVEY, workbook.survey_header, workbook.survey),
        _sheet(CHOICES, workbook.choices_header, workbook.choices),
        _sheet(SETTINGS, workbook.settings_header, workbook.settings),
        _sheet(_ENTITIES, workbook.entities_header, workbook.entities),
    )


def _check(sheets: Sequence[Sheet], names: Sequence[str]) -> None:
    survey, choices, settings, _entities = sheets
    may_repeat = any(
        row.cell("allow_choice_duplicates").lower() in _YES for row in settings.rows[:1]
    )
    problems = problems_of(
        survey, choices, _KNOWN_TYPES, choices_may_repeat=may_repeat, sheet_names=names
    )
    if problems:
        raise FormError(problems)


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


def _silent(part: Mapping[str, Any]) -> Iterator[str]:
    """The names of questions that a device fills without showing them."""
    for child in part.get("children", ()):
        yield from _silent(child)
        if "control" not in QUESTION_TYPE_DICT.get(child["type"], {"control": {}}):
            yield str(child["name"])


def _drop_silent(part: dict[str, Any], silent: Collection[str]) -> None:
    """Take away triggers that never run, since nobody answers them."""
    for child in part.get("children", ()):
        _drop_silent(child, silent)
        if names := child.get("trigger"):
            child["trigger"] = tuple(name for name in names if name not in silent)


def _opened(data: bytes, file_type: str) -> Any:
    """The sheets of a workbook; the readers of xls and xlsx raise anything for broken bytes."""
    try:
        return get_xlsform(xlsform=data, file_type=file_type)
    except _REFUSED_AS_FORM as error:
        raise FormError([_problem_of(error, _NO_SHEETS)]) from error
    except Exception as error:
        is_locked = "encrypted" in str(error).lower()
        raise FormError([has_password() if is_locked else is_damaged()]) from error


def _sheet(name: str, header: Any, rows: Any) -> Sheet:
    found = sheet_of(name, list(header[0]) if header else [], rows or [])
    kept = tuple(row for row in found.rows if row.cell("disabled").lower() not in _YES)
    return replace(found, rows=kept)


def _problems_of(error: Exception, sheets: Sequence[Sheet]) -> list[Problem]:
    """Why a form is refused; where a label or calculation is missing, every one of that kind."""
    first = _problem_of(error, sheets)
    alike = [one for one in likely_problems(sheets[0]) if one.code == first.code]
    return alike if first in alike else [first]


def _problem_of(error: Exception, sheets: Sequence[Sheet]) -> Problem:
    context: dict[str, Any] = getattr(error, "context", {})
    known = _MESSAGES.get(getattr(error, "code", None))
    place = _place(str(error), context, sheets)
    if known is None:
        for likely in likely_problems(sheets[0]) if sheets else ():
            if place.sheet == SURVEY and likely.place.row == place.row:
                return likely
        return _refusal(str(error), place, sheets)
    code, template = known
    values = {"column": "", "q": "", "value": "", **context}
    message, advice = Text(template, values), Text(_ADVICES.get(code, _ADVICE), values)
    return Problem(code, Severity.ERROR, place, str(values["q"]), message, advice)


def _refusal(words: str, place: Place, sheets: Sequence[Sheet]) -> Problem:
    message = text("The form is refused; in the words of the form library: {it}", it=words)
    for one in said(words):
        place = _in_column(place, one.column, sheets)
        return Problem("form_refused", Severity.ERROR, place, "", one.message, one.advice)
    return Problem("form_refused", Severity.ERROR, place, "", message, Text(_ADVICE))


def _in_column(place: Place, column: str, sheets: Sequence[Sheet]) -> Place:
    """The place with its column where it has none yet."""
    columns = next((sheet.columns for sheet in sheets if sheet.name == place.sheet), {})
    return replace(place, column=place.column or columns.get(column, 0)) if place.row else place


def _at_heading(heading: tuple[str, str], sheets: Sequence[Sheet]) -> Place | None:
    """The first column of that name, in whatever language."""
    name, wanted = heading
    columns = next((sheet.columns for sheet in sheets if sheet.name == name), {})
    places = [at for one, at in columns.items() if one.partition(":")[0].strip() == wanted]
    return Place("", name, HEADER_ROW, places[0]) if wanted and places else None


def _place(words: str, context: dict[str, Any], sheets: Sequence[Sheet]) -> Place:
    """Where it is: as pyxform says, else where a name or type stands that its words quote."""
    named = match[1] if (match := _ON_SHEET.search(words)) else SURVEY
    name = str(context.get("sheet") or named)
    sheet = next((sheet for sheet in sheets if sheet.name == name), Sheet(name, ()))
    column = str(context.get("column", "")).strip().lower()
    row = context.get("row") or (match[1] if (match := _ROW.search(words)) else 0)
    if not row and name == SURVEY:
        row, column = _quoted(words, sheet)
    if not column:
        quoted = re.findall(r"'([^']+)'", words)
        column = next((one for one in quoted if one in sheet.columns), "")
    return Place("", name, int(row), sheet.columns.get(column, 0))


def _quoted(words: str, survey: Sheet) -> tuple[int, str]:
    quoted = set(re.findall(r"'([^']+)'", words))
    for row in survey.rows:
        for column in ("name", "type"):
            if row.cell(column) in quoted:
                return row.number, column
    return 0, ""


def _warnings(words: str, sheets: Sequence[Sheet]) -> Iterator[Problem]:
    place, code = _place(words, {}, sheets), "form_warning"
    if is_known := list(said(words)):
        for one in is_known:
            shown = _at_heading(one.heading, sheets) or _in_column(place, one.column, sheets)
            yield Problem(code, Severity.WARNING, shown, "", one.message, one.advice)
        return
    message = text("The form works, but the form library remarks: {it}", it=words)
    advice = text("Look at it before the form is sent out.")
    yield Problem(code, Severity.WARNING, place, "", message, advice)
