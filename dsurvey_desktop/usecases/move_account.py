"""The account of a move: what goes, comes back, reads otherwise, is found, and falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.forms.model import Choice, Form, Item
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.editions import all_items, load_form
from dsurvey_desktop.usecases.find_edition import FoundEdition
from dsurvey_desktop.usecases.form_views import (
    Compared,
    EditionMove,
    EntryMove,
    MovedFinding,
    MovedItem,
)
from dsurvey_desktop.usecases.move_communities import FormPlan
from dsurvey_desktop.usecases.plan_move import EntryPlans
from dsurvey_desktop.usecases.recheck import news


@dataclass(frozen=True, slots=True)
class _Moving:
    """What the account is made of, the same for entries and community forms."""

    id: int
    community: str
    name: str
    state: str
    loses_approval: bool
    origin: str
    answers: Answers
    left: Answers
    back: Answers
    new_findings: tuple[Finding, ...]


def entry_account(
    connection: Connection,
    found: FoundEdition,
    plans: EntryPlans,
    *,
    is_moved: bool,
    names_all: bool = False,
) -> EditionMove:
    """The account of moving entries; with `names_all` those nothing happens to have a line too."""
    moving = [
        _Moving(
            plan.record.id,
            plan.record.community_code,
            plan.record.name,
            plan.record.state.value,
            plan.loses_approval,
            plan.record.form_digest,
            plan.answers,
            plan.left,
            plan.back,
            plan.new_findings,
        )
        for plan in plans.moving
    ]
    return _account(
        connection, found, moving, plans.staying, is_moved=is_moved, names_all=names_all
    )


def community_account(
    connection: Connection, found: FoundEdition, plans: Sequence[FormPlan], *, is_moved: bool
) -> EditionMove:
    """The account of moving community forms, which nobody approves; ids are 0, each has a line."""
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    moving = [
        _Moving(
            0,
            plan.record.community_code,
            names.get(plan.record.community_code, plan.record.community_code),
            "",
            False,
            plan.record.form_digest,
            plan.answers,
            plan.left,
            plan.back,
            news(plan.record.findings, plan.findings),
        )
        for plan in plans
    ]
    return _account(connection, found, moving, 0, is_moved=is_moved, names_all=True)


def _account(
    connection: Connection,
    found: FoundEdition,
    moving: Sequence[_Moving],
    staying: int,
    *,
    is_moved: bool,
    names_all: bool = False,
) -> EditionMove:
    form = found.form
    items = all_items(connection, found.kind) | {item.name: item for item in form.items}
    choices = _Choices(connection, form, {one.origin for one in moving})
    gone = {id(one): choices.gone(one) for one in moving}
    findings = Counter(
        (f.rule, f.severity.value, f.item) for one in moving for f in one.new_findings
    )
    return EditionMove(
        to=Compared(form.digest, form.title, form.version, found.file),
        kind=found.kind,
        is_moved=is_moved,
        entries=len(moving),
        staying=staying,
        left=_items(items, (name for one in moving for name in one.left)),
        back=_items(items, (name for one in moving for name in one.back)),
        gone_codes=choices.told(change for one in moving for change in gone[id(one)]),
        other_words=choices.told(change for one in moving for change in choices.reworded(one)),
        new_findings=tuple(
            MovedFinding(rule, severity, item, _label(items, item), count)
            for (rule, severity, item), count in findings.most_common()
        ),
        approvals=sum(one.loses_approval for one in moving),
        lines=tuple(
            _line(one, items, gone[id(one)])
            for one in moving
            if names_all or _matters(one, gone[id(one)])
        ),
    )


def _matters(one: _Moving, gone: Sequence[_ChoiceChange]) -> bool:
    return bool(one.left or one.back or gone or one.new_findings or one.loses_approval)


def _line(one: _Moving, items: Mapping[str, Item], gone: Sequence[_ChoiceChange]) -> EntryMove:
    return EntryMove(
        one.id,
        one.name,
        one.state,
        one.loses_approval,
        tuple(_label(items, name) for name in one.left),
        tuple(_label(items, name) for name in one.back),
        tuple(f"{_label(items, change[0])} {change[1]} {change[2]}" for change in gone),
        tuple(str(finding.message) for finding in one.new_findings),
        one.community,
    )


def _items(items: Mapping[str, Item], names: Iterable[str]) -> tuple[MovedItem, ...]:
    counts = Counter(names)
    return tuple(MovedItem(name, _label(items, name), counts[name]) for name in counts)


def _label(items: Mapping[str, Item], name: str) -> str:
    return label_of(items[name].labels) if name in items else name


_ChoiceChange = tuple[str, str, str, str]
"""Item, code, what it read, what it reads now."""


class _Choices:
    """The choices of the editions entries come from and go to."""

    def __init__(self, connection: Connection, form: Form, origins: Iterable[str]) -> None:
        self._new = _choices_of(form)
        self._old = {digest: _choices_of(load_form(connection, digest)) for digest in origins}
        self._items = {item.name: item for item in form.items}

    def gone(self, one: _Moving) -> tuple[_ChoiceChange, ...]:
        """Answers whose choice is not there any more."""
        return tuple(
            (item, code, label_of(old.labels), "")
            for item, code, old, new in self._pairs(one)
            if new is None
        )

    def reworded(self, one: _Moving) -> tuple[_ChoiceChange, ...]:
        """Answers whose choice reads otherwise."""
        return tuple(
            (item, code, label_of(old.labels), label_of(new.labels))
            for item, code, old, new in self._pairs(one)
            if new is not None and label_of(old.labels) != label_of(new.labels)
        )

    def told(self, changes: Iterable[_ChoiceChange]) -> tuple[MovedItem, ...]:
        """The changes, each once with how many entries it is in."""
        return tuple(
            MovedItem(item, _label(self._items, item), count, code, was, now)
            for (item, code, was, now), count in Counter(changes).items()
        )

    def _pairs(self, one: _Moving) -> Iterator[tuple[str, str, Choice, Choice | None]]:
        """Each chosen code the old edition knew, in an item both have choices for."""
        old = self._old[one.origin]
        for item, value in one.answers.items():
            if item not in old or item not in self._new:
                continue
            for code in value if isinstance(value, list) else [value]:
                if isinstance(code, str) and code in old[item]:
                    yield item, str(code), old[item][code], self._new[item].get(code)


def _choices_of(form: Form) -> dict[str, dict[object, Choice]]:
    return {
        item.name: {choice.code: choice for choice in item.choices}
        for item in form.items
        if item.choices
    }
