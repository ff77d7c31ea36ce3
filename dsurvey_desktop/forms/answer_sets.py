"""Answer sets under a form, as `dsurvey form evaluate` shows them (product C4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.compile import CompiledForm, compile_form
from dsurvey_desktop.forms.context import FormContext, ItemState
from dsurvey_desktop.forms.instance import unread_names
from dsurvey_desktop.forms.read_xlsform import load_form
from dsurvey_desktop.forms.state_code import FlatStates, States, flat_states
from dsurvey_desktop.forms.xpath_values import EvaluationError

AnswerSet = Mapping[str, Any]


Tell = Callable[[Sequence[str]], None]
"""Is told the names in the answer sets that stand for nothing in the form, each once."""


def each_answer_set(
    data: bytes, file_name: str, answer_sets: Any, context: FormContext, tell: Tell | None = None
) -> Iterator[dict[str, Any]]:
    """What the form says about each answer set, in the same order.

    Args:
        data: the bytes of the XLSForm workbook.
        file_name: for the places of problems.
        answer_sets: `[{question name: value}]`; a repeat as a list of such, null for blank. What
            is not named takes the form's default, as a new entry does.
        context: the moment that counts as now and the attached tables.
        tell: is called where there are names that the form does not know.

    Returns:
        `{"items": {name: {"relevant", "required", "valid", "value"}}}` of each, worked out when it
        is wanted, since they may be many.

    Raises:
        FormError: where the form is wrong.
        AppError: when the answer sets are no list of objects.
    """
    compiled = compile_form(load_form(data, file_name))
    checked = _checked(answer_sets)
    unread = dict.fromkeys(unread_names(compiled.tree, checked))
    if unread and tell is not None:
        tell([*unread])
    flat = flat_states(compiled)
    return ({"items": _states(compiled, flat, answers, context)} for answers in checked)


def evaluate_answer_sets(
    data: bytes, file_name: str, answer_sets: Any, context: FormContext
) -> list[dict[str, Any]]:
    """All that `each_answer_set` gives."""
    return [*each_answer_set(data, file_name, answer_sets, context)]


def _checked(answer_sets: Any) -> Sequence[AnswerSet]:
    if not isinstance(answer_sets, list):
        raise _refusal(text("The answers are not a list of answer sets."))
    for number, answers in enumerate(answer_sets, start=1):
        if not isinstance(answers, Mapping):
            raise _refusal(text("Answer set {number} is no object with names.", number=number))
    return answer_sets


def _refusal(message: Text) -> AppError:
    advice = text('Write them as [{"question name": value, …}, …].')
    return AppError("answers_not_a_list", message, advice)


def _states(
    compiled: CompiledForm, flat: FlatStates | None, answers: AnswerSet, context: FormContext
) -> States:
    """The states by the one function, or by the tree where that cannot say them."""
    try:
        found = flat.states(answers, context) if flat else None
    except EvaluationError:
        found = None
    if found is not None:
        return found
    states = compiled.evaluate(answers, context, is_new=True)
    return {key: _state(state) for key, state in states.items()}


def _state(state: ItemState) -> dict[str, Any]:
    return {
        "relevant": state.relevant,
        "required": state.required,
        "valid": state.valid,
        "value": state.value,
    }
