"""Answer sets under a form, as `dsurvey form evaluate` shows them (product C4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext, ItemState
from dsurvey_desktop.forms.read_xlsform import load_form

AnswerSet = Mapping[str, Any]


def evaluate_answer_sets(
    data: bytes, file_name: str, answer_sets: Any, context: FormContext
) -> list[dict[str, Any]]:
    """What the form says about each answer set, in the same order.

    Args:
        data: the bytes of the XLSForm workbook.
        file_name: for the places of problems.
        answer_sets: `[{question name: value}]`; a repeat as a list of such, null for blank. What
            is not named takes the form's default, as a new entry does.
        context: the moment that counts as now and the attached tables.

    Returns:
        `[{"items": {name: {"relevant", "required", "valid", "value"}}}]`.

    Raises:
        FormError: where the form is wrong.
        AppError: when the answer sets are no list of objects.
    """
    compiled = compile_form(load_form(data, file_name))
    return [
        {"items": {key: _state(state) for key, state in states.items()}}
        for answers in _checked(answer_sets)
        for states in (compiled.evaluate(answers, context, is_new=True),)
    ]


def _checked(answer_sets: Any) -> Sequence[AnswerSet]:
    if isinstance(answer_sets, list) and all(isinstance(a, Mapping) for a in answer_sets):
        return answer_sets
    raise AppError(
        "answers_not_a_list",
        text("The answers are not a list of answer sets."),
        text('Write them as [{"question name": value, …}, …].'),
    )


def _state(state: ItemState) -> dict[str, Any]:
    return {
        "relevant": state.relevant,
        "required": state.required,
        "valid": state.valid,
        "value": state.value,
    }
