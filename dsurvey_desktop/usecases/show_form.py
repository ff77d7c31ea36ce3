"""An edition of a form as an officer reads it: sections, questions, who is asked, rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.forms.comparison import answered_items, asked_when
from dsurvey_desktop.forms.expression_words import ALSO, ConditionWords, joined
from dsurvey_desktop.forms.form_words import kind_name
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import ChoiceView
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_edition
from dsurvey_desktop.usecases.form_needs import missing_needs
from dsurvey_desktop.usecases.form_views import (
    FormItemView,
    FormSectionView,
    FormView,
    RuleLine,
)
from dsurvey_desktop.usecases.rule_words import rule_meaning
from dsurvey_desktop.usecases.written_words import written_when


def show_form(desk: Desk | None, source: EditionSource) -> FormView:
    """An edition whole, with what is wrong with it.

    Raises:
        FormError: where a workbook is no sound form, with every problem and its place.
        AppError: as `find_edition`.
    """
    return view_of(desk, find_edition(desk, source))


def view_of(desk: Desk | None, found: FoundEdition) -> FormView:
    """The same of an edition that was found."""
    return form_view(found, is_current=desk is not None and _is_current(desk, found))


def _is_current(desk: Desk, found: FoundEdition) -> bool:
    if not found.kind:
        return False
    with desk.database.read() as connection:
        return form_store.current_digest(connection, found.kind) == found.form.digest


def form_view(found: FoundEdition, *, is_current: bool) -> FormView:
    """What is shown of an edition that was found."""
    form = found.form
    needs = missing_needs(form, found.kind, found.file or form.title)
    return FormView(
        digest=form.digest,
        kind=found.kind,
        form_id=form.form_id,
        title=form.title,
        version=form.version,
        file=found.file,
        is_current=is_current,
        is_complete=bool(found.kind) and not needs,
        sections=_sections(form),
        problems=(*needs, *found.problems),
    )


def _sections(form: Form) -> tuple[FormSectionView, ...]:
    grouped = groupby(answered_items(form), key=lambda item: label_of(item.section))
    return tuple(
        FormSectionView(label, tuple(item_view(form, item) for item in items))
        for label, items in grouped
    )


def item_view(form: Form, item: Item) -> FormItemView:
    """One question."""
    words = ConditionWords(form.items_by_name, item.name)
    return FormItemView(
        name=item.name,
        code=item.code,
        label=label_of(item.labels),
        hint=label_of(item.hints),
        explanation=label_of(item.guidance),
        kind=item.kind.value,
        kind_words=kind_name(item.kind),
        choices=tuple(ChoiceView(one.code, label_of(one.labels)) for one in item.choices),
        asked=words.whole(asked_when(form, item)),
        required=words.whole(item.required),
        rules=tuple(_rules(form, item, words)),
        row=item.row,
        written=written_when(form, item),
    )


def _rules(form: Form, item: Item, words: ConditionWords) -> Iterator[RuleLine]:
    yield from _of_terms(item, "relevant", item.relevant, item.relevant_rules, words)
    if item.required:
        rule = item.required_rule
        meaning = rule_meaning(rule)
        yield RuleLine(rule, Severity.ERROR, "required", meaning, words.whole(item.required))
    yield from _of_terms(item, "constraint", item.constraint, item.constraint_rules, words)
    for note in form.items:
        if note.kind is ItemKind.NOTE and note.notice_rule and note.notice_item == item.name:
            severity = note.severity or Severity.ERROR
            message = rule_meaning(note.notice_rule) or label_of(note.labels)
            condition = words.whole(note.relevant)
            yield RuleLine(note.notice_rule, severity, "notice", message, condition)


def _of_terms(
    item: Item, part: str, expression: str, rules: Sequence[str], words: ConditionWords
) -> Iterator[RuleLine]:
    """A line for each rule of an expression, whose terms state one rule each."""
    if not expression:
        return
    terms = words.terms(expression)
    if not all(terms):
        terms = ()
    for rule in dict.fromkeys(rules) or ("",):
        own = [term for term, stated in zip(terms, rules, strict=False) if stated == rule]
        condition = str(joined(own, ALSO) or words.whole(expression))
        message = rule_meaning(rule)
        if part == "constraint" and item.constraint_messages:
            message = label_of(item.constraint_messages)
        yield RuleLine(rule, Severity.ERROR, part, message, condition)
