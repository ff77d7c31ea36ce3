"""Checking a form workbook and trying answers on it (product C1, C4)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.clock import OFFICE_ZONE, Clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.answer_sets import Tell, each_answer_set
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.read_xlsform import read_form
from dsurvey_desktop.forms.table_remarks import table_remarks
from dsurvey_desktop.usecases.attached_tables import AttachedTables
from dsurvey_desktop.usecases.read_form_source import read_form_source
from dsurvey_desktop.usecases.read_source import read_source, shown_name


def check_form_file(path: Path) -> tuple[Problem, ...]:
    """Problems of a form workbook with sheet, row and column; warnings included.

    Raises:
        AppError: of `read_form_source`.
    """
    try:
        form, problems = read_form(read_form_source(path), path.name)
    except FormError as error:
        return tuple(error.problems)
    return (*problems, *table_remarks(form, AttachedTables(path), path.name))


def read_answer_sets(path: Path) -> Any:
    """What a JSON file of answer sets holds, in UTF-8 or as old editors save it (GB 18030).

    Numbers that are none (`NaN`) or too great for one stay as they are written.

    Raises:
        AppError: `answers_unreadable` with the place where it is no JSON, or of `read_source`.
    """
    advice = text("Please put the answer sets into several smaller files, and try one by one.")
    data = read_source(path, advice)
    try:
        return _parsed(data)
    except json.JSONDecodeError as error:
        line, place = error.lineno, error.colno
        message = text(
            "The file {file} is no JSON: it cannot be read from line {line}, character {place} on.",
            file=shown_name(path),
            line=line,
            place=place,
        )
    except (ValueError, RecursionError):
        message = text("The file {file} is no JSON list of answer sets.", file=shown_name(path))
    advice = text('Please write for example [{{"name": "value"}}].', file=shown_name(path))
    raise AppError("answers_unreadable", message, advice)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, parse_float=_number, parse_constant=str)
    except UnicodeDecodeError:
        words = data.decode("gb18030")
        return json.loads(words, parse_float=_number, parse_constant=str)


def _number(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written


def evaluate_form_file(
    path: Path, answer_sets: Any, clock: Clock = system_clock, tell: Tell | None = None
) -> Iterator[dict[str, Any]]:
    """What a form says about each answer set, as `forms.answer_sets` describes it.

    `clock` is what the form's `today()` and `now()` give. Lists and tables that the form attaches
    are read from the files beside it.
    """
    context = FormContext(clock().astimezone(OFFICE_ZONE), AttachedTables(path))
    return each_answer_set(read_form_source(path), path.name, answer_sets, context, tell)
