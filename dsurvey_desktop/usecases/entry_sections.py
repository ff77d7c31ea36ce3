"""The form of one entry as the workbench shows it: sections, questions, evidence beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from dsurvey_desktop.domain.entry import Answers, Value, is_same
from dsurvey_desktop.domain.last_year import LastYear
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.spot_check import FoundAnswer
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import with_remark
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.context import ItemState
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.editions import Edition
from dsurvey_desktop.usecases.entry_views import (
    ChoiceView,
    Evidence,
    FindingView,
    ItemView,
    SectionView,
)
from dsurvey_desktop.usecases.item_explanations import explanation_of
from dsurvey_desktop.usecases.proposals import Case, Proposer
from dsurvey_desktop.usecases.roster_values import on_roster


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the fields: cells, what they became, roster, last year, spot check.

    `items` by name have the choices of other editions too, where an answer names one.
    """

    raw: Mapping[str, tuple[str, str]]
    became: Mapping[str, Value]
    person: Person | None
    corrections: Mapping[str, int]
    items: Mapping[str, Item]
    last_year: LastYear | None = None
    found_again: Mapping[str, FoundAnswer] = field(default_factory=dict)
    proposer: Proposer | None = None

    def evidence(self, item: Item, now: Value | None) -> Evidence:
        """Raw cell, its column header, what roster, last year and a spot check say in words."""
        cell, header = self.raw.get(item.name, ("", ""))
        value = on_roster(self.person, item.name)
        roster = shown(item, value) if value else ""
        last = self._last_year(item)
        words = "" if last is None else shown(self.widened(item), last)
        evidence = Evidence(cell, header, roster, self._read_as(item, cell), words, last)
        said = self.found_again.get(item.name)
        if said is None or is_same(said.value, now):
            return evidence
        told = shown(self.widened(item), said.value) or _("blank")
        return replace(
            evidence,
            spot_check=with_remark(told, said.day.isoformat()),
            spot_check_value=said.value,
        )

    def _last_year(self, item: Item) -> Value | None:
        """Last year's answer; the number of a person is one too."""
        if self.last_year is None:
            return None
        if item.name == "certificate_no":
            return self.last_year.certificate_no
        return self.last_year.answers.get(item.name)

    def widened(self, item: Item) -> Item:
        """The item with the choices that an answer names and its edition lacks."""
        return self.items.get(item.name, item)

    def _read_as(self, item: Item, cell: str) -> str:
        """What the cell became in words; empty where it says the same or nothing was changed."""
        value = self.became.get(item.name)
        if value is None:
            return ""
        words = shown(item, value) if value != "" else _("blank")
        return "" if words == cell.strip() else words


def sections_of(
    edition: Edition,
    answers: Answers,
    findings: Iterable[FindingView],
    states: Mapping[str, ItemState],
    beside: Beside,
) -> tuple[SectionView, ...]:
    """The questions of the form by section, each with answer, findings and evidence."""
    found: dict[str, list[FindingView]] = {}
    for view in findings:
        found.setdefault(view.finding.item, []).append(view)
    questions = [item for item in answered_items(edition.form) if item.name in states]
    return tuple(
        SectionView(
            label,
            tuple(
                _item_view(
                    item,
                    answers.get(item.name),
                    states[item.name],
                    found.get(item.name, []),
                    beside,
                )
                for item in items
            ),
        )
        for label, items in groupby(questions, key=lambda item: label_of(item.section))
    )


def _item_view(
    item: Item, value: Value | None, state: ItemState, found: list[FindingView], beside: Beside
) -> ItemView:
    widened = beside.widened(item)
    evidence = beside.evidence(item, value)
    is_open = state.relevant and (value is None or bool(found))
    is_surplus = bool(found) and not state.relevant and value is not None
    raw = "" if beside.corrections.get(item.name) else evidence.raw
    case = Case(item, value, evidence, raw, is_open, is_surplus)
    proposals = beside.proposer.propose(case) if beside.proposer else ()
    return ItemView(
        name=item.name,
        code=item.code,
        label=label_of(item.labels),
        hint=label_of(item.hints),
        kind=item.kind.value,
        choices=choices_of(item),
        value=value,
        shown=shown(widened, value),
        is_asked=state.relevant,
        is_required=state.required and state.relevant,
        findings=tuple(found),
        evidence=evidence,
        corrections=beside.corrections.get(item.name, 0),
        explanation=explanation_of(item),
        gone_choices=choices_of(widened)[len(item.choices) :],
        proposals=proposals,
    )


def choices_of(item: Item) -> tuple[ChoiceView, ...]:
    """An item's options in the current language."""
    return tuple(ChoiceView(choice.code, label_of(choice.labels)) for choice in item.choices)
