"""Constraints that nobody explains: not the form's own message, and not the condition in words."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, place_of
from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.model import Form


def message_remarks(form: Form, node: CompiledNode) -> Iterator[Problem]:
    """A warning where an answer could be refused without a word of what is wanted."""
    item = node.node.item
    if item is None or not item.constraint or item.constraint_messages or item.constraint_rules:
        return
    said = ConditionWords(form.items_by_name, item.name).terms(item.constraint)
    if not all(said):
        yield Problem(
            "form_constraint_unexplained",
            Severity.WARNING,
            place_of(form, node.node, "constraint"),
            item.constraint,
            text("Where “{name}” is wrong, nobody is told what is wanted.", name=item.name),
            text("Write it in the column constraint_message."),
        )
