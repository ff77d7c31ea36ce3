"""What the program itself needs of a form, whatever else an edition asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.survey_codes import HOME_VISIT, MOBILE_APP, NORMAL
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.form_words import kind_name
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL

SURVEY_SHEET = "survey"
LEAST_SHARE = 0.5
"""An edition shares at least half of its items with the one it follows."""


@dataclass(frozen=True, slots=True)
class Need:
    """An item that is counted or matched by: its kind, and codes that mean what they mean now."""

    kind: ItemKind
    codes: tuple[str, ...] = ()


NEEDS: Mapping[str, Mapping[str, Need]] = {
    INDIVIDUAL: {
        "certificate_no": Need(ItemKind.TEXT),
        "name": Need(ItemKind.TEXT),
        "status": Need(ItemKind.SELECT_ONE, (NORMAL,)),
        "mode": Need(ItemKind.SELECT_ONE, (HOME_VISIT,)),
        "device": Need(ItemKind.SELECT_ONE, (MOBILE_APP,)),
        "survey_date": Need(ItemKind.DATE),
    },
    COMMUNITY: {"community_code": Need(ItemKind.TEXT), "community_name": Need(ItemKind.TEXT)},
}


def kind_of(form: Form, known: Mapping[str, Form]) -> str:
    """Which of the survey's forms a workbook is an edition of.

    Args:
        form: of the workbook.
        known: the editions it may follow, by kind.

    Raises:
        AppError: `form_of_another_survey` when it shares too few items with any of them.
    """
    shares = {kind: _share(form, other) for kind, other in known.items()}
    best = max(shares, key=lambda kind: shares[kind])
    if shares[best] < LEAST_SHARE:
        raise AppError(
            "form_of_another_survey",
            text("This form is not an edition of the survey's forms: it asks other things."),
            text("Please check that it is the right file. It can be read and tried all the same."),
        )
    return best


def _share(form: Form, known: Form) -> float:
    own, there = ({item.name for item in answered_items(one)} for one in (form, known))
    return len(own & there) / max(len(there), 1)


def missing_needs(form: Form, kind: str, file_name: str) -> tuple[Problem, ...]:
    """A problem for each item the program needs and the form lacks or has otherwise."""
    items = {item.name: item for item in answered_items(form)}
    return tuple(
        problem
        for name, need in NEEDS.get(kind, {}).items()
        for problem in _lacks(items.get(name), name, need, file_name)
    )


def _lacks(item: Item | None, name: str, need: Need, file_name: str) -> Iterator[Problem]:
    if item is None:
        message = text("The form has no item {name}, which the program needs.", name=name)
        advice = text("Please add it as {kind}.", kind=kind_name(need.kind))
        yield _problem("form_item_needed", Place(file_name, SURVEY_SHEET), name, message, advice)
        return
    place = Place(file_name, SURVEY_SHEET, item.row)
    if item.kind is not need.kind:
        message = text("The item {name} must stay of its kind.", name=name)
        advice = text("Please make it {kind} again.", kind=kind_name(need.kind))
        yield _problem("form_kind_needed", place, item.kind.value, message, advice)
        return
    known = {choice.code for choice in item.choices}
    for code in need.codes:
        if code not in known:
            message = text("The item {name} needs the choice {code}.", name=name, code=code)
            advice = text("The program counts by it. Please put the choice back under its code.")
            yield _problem("form_choice_needed", place, code, message, advice)


def _problem(code: str, place: Place, value: str, message: Text, advice: Text) -> Problem:
    return Problem(code, Severity.ERROR, place, value, message, advice)
