"""The columns of a collection workbook, and its guide: what the form asks, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsurvey_desktop.documents.workbook_model import CollectionColumn, GuideLine
from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.classification import category_name, grade_name
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.forms.workbook_mark import OWN_COLUMN, ROW_COLUMN
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.item_explanations import explanation_of

_LOCKED = {INDIVIDUAL: ("name", "certificate_no"), COMMUNITY: ("community_code", "community_name")}
_UNANSWERED = (ItemKind.NOTE, ItemKind.CALCULATE, ItemKind.OTHER)
_WIDTHS = {
    "name": 10,
    "certificate_no": 24,
    "address": 28,
    "householder_id": 21,
    "mobile": 14,
    "landline": 15,
    "note": 24,
    "community_code": 15,
    "community_name": 16,
}
_WIDTH, _WIDTH_OF_A_DATE, _NARROW = 13, 12, 6
_LONGEST_HELP = 250
_HOW = {
    ItemKind.SELECT_MULTIPLE: N_("Several codes with commas, such as 1,3."),
    ItemKind.RANK: N_("All codes in their order with commas, such as 3,1,2."),
    ItemKind.INTEGER: N_("A whole number, without its unit."),
    ItemKind.DECIMAL: N_("A number, without its unit."),
    ItemKind.TIME: N_("A time of day, such as 08:30."),
    ItemKind.DATETIME: N_("Day and time, such as 2025-10-08 08:30."),
    ItemKind.GEOPOINT: N_("Latitude and longitude, such as 30.0371 121.1543."),
}


@dataclass(frozen=True, slots=True)
class CollectionPlan:
    """What all workbooks of one kind share."""

    office: Office
    campaign: Campaign
    kind: str
    form: Form


def columns_of(plan: CollectionPlan) -> tuple[CollectionColumn, ...]:
    """All columns: who it is, what the roster says beside it, what the form asks."""
    facts = _facts() if plan.kind == INDIVIDUAL else ()
    return (*_locked(plan), *facts, *_asked(plan))


def _locked(plan: CollectionPlan) -> Iterator[CollectionColumn]:
    yield CollectionColumn(ROW_COLUMN, _("No."), _identity(), _NARROW, is_locked=True)
    for name in _LOCKED[plan.kind]:
        item = next((one for one in plan.form.items if one.name == name), None)
        if item is not None:
            width = _WIDTHS.get(name, _WIDTH)
            words = label_of(item.labels)
            yield CollectionColumn(name, words, _identity(), width, item, is_locked=True)


def _identity() -> str:
    return _("As on the roster")


def _facts() -> Iterator[CollectionColumn]:
    """What the roster says of a person, to read beside the name."""
    categories = tuple((code, category_name(code)) for code in "1234567")
    grades = tuple((code, grade_name(code)) for code in "12349")
    for name, words, width, choices in (
        ("sex", _("Sex"), _NARROW, ()),
        ("age", _("Age"), _NARROW, ()),
        ("category", _("Category"), 9, categories),
        ("grade", _("Grade"), 9, grades),
    ):
        own = OWN_COLUMN + name
        yield CollectionColumn(own, words, _identity(), width, choices=choices, is_locked=True)


def _asked(plan: CollectionPlan) -> Iterator[CollectionColumn]:
    for item in plan.form.items:
        if item.name in _LOCKED[plan.kind] or item.kind in _UNANSWERED or item.repeat:
            continue
        yield CollectionColumn(
            name=item.name,
            header=f"{item.code} {label_of(item.labels)}".strip(),
            section=label_of(item.section),
            width=_WIDTH_OF_A_DATE if item.kind is ItemKind.DATE else _width(item),
            item=item,
            choices=tuple((one.code, label_of(one.labels)) for one in item.choices),
            help=_help(item),
        )


def _width(item: Item) -> int:
    return _WIDTHS.get(item.name, _WIDTH)


def _help(item: Item) -> str:
    """Who is asked and how; as much as Excel shows beside a cell."""
    words = _explained(item)
    return words if len(words) <= _LONGEST_HELP else words[: _LONGEST_HELP - 1] + "…"


def _explained(item: Item) -> str:
    return "\n".join(part for part in (_(_HOW.get(item.kind, "")), explanation_of(item)) if part)


def guide_of(plan: CollectionPlan) -> Iterator[GuideLine]:
    """One line for each question."""
    for item in plan.form.items:
        if item.kind not in _UNANSWERED and not item.repeat:
            choices = "  ".join(f"{c.code} {label_of(c.labels)}" for c in item.choices)
            question = label_of(item.labels)
            section = label_of(item.section)
            yield GuideLine(section, item.code, question, choices, _explained(item))
    for group in plan.form.groups:
        if group.is_repeat:
            told = _("May be there several times: not in this workbook, only in the phone's form.")
            yield GuideLine("", "", label_of(group.labels) or group.name, "", told)
