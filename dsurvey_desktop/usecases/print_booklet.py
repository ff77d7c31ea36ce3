"""Printing what each item means, as a booklet (issue of the form edition in use)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dsurvey_desktop.documents.explanation_booklet import write_booklet
from dsurvey_desktop.documents.model import BookletForm, ExplainedItem
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.item_explanations import explanation_of, is_to_confirm
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header

_UNANSWERED = (ItemKind.NOTE, ItemKind.CALCULATE)


def print_booklet(desk: Desk, target: Path) -> WrittenDocument:
    """Write the explanations of both forms in use as PDF; nothing in it is personal."""
    with desk.database.read() as connection:
        header = replace(sheet_header(connection, desk), form_edition="")
        forms = [load_edition(connection, kind).form for kind in (INDIVIDUAL, COMMUNITY)]
    pages = write_booklet(target, header, [_booklet_form(form) for form in forms])
    return WrittenDocument(str(target), pages)


def _booklet_form(form: Form) -> BookletForm:
    edition = _("Edition {version}").format(version=form.version)
    asked = (item for item in form.items if item.kind not in _UNANSWERED)
    return BookletForm(form.title, edition, tuple(map(_explained, asked)))


def _explained(item: Item) -> ExplainedItem:
    choices = "  ".join(f"{one.code} {label_of(one.labels)}" for one in item.choices)
    return ExplainedItem(
        section=label_of(item.section),
        code=item.code,
        question=label_of(item.labels),
        choices=_("Choices: {choices}").format(choices=choices) if choices else "",
        words=explanation_of(item),
        is_to_confirm=is_to_confirm(item),
    )
