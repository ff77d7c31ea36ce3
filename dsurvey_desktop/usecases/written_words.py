"""When a form itself writes an answer (column `trigger`), in words."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.usecases.answer_values import label_of


def written_when(form: Form, item: Item) -> str:
    """Which questions write the answer as they change, and what; empty where none does."""
    if not item.triggers:
        return ""
    questions = listed(_shown(form, name) for name in item.triggers)
    if not item.triggered:
        return _("emptied when this changes: {questions}").format(questions=questions)
    words = _("when this changes: {questions}; by the formula {formula}")
    return words.format(questions=questions, formula=item.triggered)


def _shown(form: Form, name: str) -> str:
    found = next((item for item in form.items if item.name == name), None)
    return label_of(found.labels) if found and found.labels else name
