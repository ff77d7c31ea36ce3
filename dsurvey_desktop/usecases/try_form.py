"""Checking a form workbook and trying answers on it (product C1, C4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.clock import OFFICE_ZONE, Clock, system_clock
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.forms.answer_sets import evaluate_answer_sets
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.read_xlsform import check_form
from dsurvey_desktop.usecases.attached_tables import AttachedTables
from dsurvey_desktop.usecases.read_source import read_source


def check_form_file(path: Path) -> tuple[Problem, ...]:
    """Problems of a form workbook with sheet, row and column; warnings included."""
    return tuple(check_form(read_source(path), path.name))


def evaluate_form_file(
    path: Path, answer_sets: Any, clock: Clock = system_clock
) -> list[dict[str, Any]]:
    """What a form says about each answer set, as `forms.answer_sets` describes it.

    `clock` is what the form's `today()` and `now()` give. Lists and tables that the form attaches
    are read from the files beside it.
    """
    context = FormContext(clock().astimezone(OFFICE_ZONE), AttachedTables(path))
    return evaluate_answer_sets(read_source(path), path.name, answer_sets, context)
