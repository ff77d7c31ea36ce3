"""Printing what each item means, as a booklet (issue of the form edition in use)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dsurvey_desktop.documents.explanation_booklet import write_booklet
from dsurvey_desktop.documents.model import BookletForm, ExplainedItem
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.comparison import asked_when
from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.form_words import kind_name
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_edition import KINDS, EditionSource, find_in
from dsurvey_desktop.usecases.item_explanations import explanation_of, is_to_confirm
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header

MOST_CHOICES = 40
"""Choices of an item that the booklet names; a longer list is looked up in the form."""
_UNANSWERED = (ItemKind.NOTE, ItemKind.CALCULATE)


def print_booklet(
    desk: Desk, target: Path, sources: Sequence[EditionSource] = KINDS
) -> WrittenDocument:
    """Write the explanations of editions as PDF, of both in use where none is named.

    Nothing in it is personal.

    Raises:
        FormError, AppError: as `find_edition`.
    """
    with desk.database.read() as connection:
        header = replace(sheet_header(connection, desk), form_edition="")
        forms = [find_in(connection, source).form for source in sources]
    pages = write_booklet(target, header, [_booklet_form(form) for form in forms])
    return WrittenDocument(str(target), pages)


def _booklet_form(form: Form) -> BookletForm:
    edition = _("Edition {version}").format(version=form.version) if form.version else ""
    asked = (item for item in form.items if item.kind not in _UNANSWERED)
    words = ConditionWords(form.items_by_name)
    return BookletForm(form.title, edition, tuple(_explained(form, item, words) for item in asked))


def _explained(form: Form, item: Item, words: ConditionWords) -> ExplainedItem:
    return ExplainedItem(
        section=label_of(item.section),
        code=item.code,
        question=label_of(item.labels),
        choices=_choices(item),
        words=explanation_of(item) or _described(form, item, words),
        is_to_confirm=is_to_confirm(item),
    )


def _described(form: Form, item: Item, words: ConditionWords) -> str:
    """What the form itself says of an item that this edition does not explain."""
    said = _("Not explained in this edition. Kind of answer: {kind}. Asked of: {asked}.")
    asked = words.whole(asked_when(form, item)) or _("everybody")
    return said.format(kind=kind_name(item.kind), asked=asked)


def _choices(item: Item) -> str:
    """The choices in a line or two; of a long list the first, and how many there are."""
    if not item.choices:
        return ""
    shown = (f"{one.code}\u00a0{label_of(one.labels)}" for one in item.choices[:MOST_CHOICES])
    choices = "  ".join(shown)
    if len(item.choices) <= MOST_CHOICES:
        return _("Choices: {choices}").format(choices=choices)
    words = _("Choices: {choices} … {count} in all")
    return words.format(choices=choices, count=len(item.choices))
