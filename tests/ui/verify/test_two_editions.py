"""Entries of two form editions, one after the other in the same workbench."""

from __future__ import annotations

import pytest

from dsurvey_desktop.usecases.entry_views import ChoiceView, Evidence, ItemView, SectionView
from ui.verify.section_stack import SectionStack


def item(name: str, kind: str = "text", value: str | None = None) -> ItemView:
    choices = (ChoiceView("1", "yes"), ChoiceView("2", "no")) if kind == "select_one" else ()
    return ItemView(
        name, name.upper(), f"Question {name}", "", kind, choices, value, value or "",
        is_asked=True, is_required=False, findings=(), evidence=Evidence("", "", ""), corrections=0,
    )  # fmt: skip


@pytest.fixture
def stack(qtbot, theme) -> SectionStack:
    made = SectionStack(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def names(stack: SectionStack) -> list[str]:
    """What is shown, in the order of the eye."""
    shown = [field for field in stack.fields if not field.isHidden()]
    return [field.item.name for field in sorted(shown, key=lambda field: field.y())]


def test_a_question_the_other_edition_lacks_is_not_left_standing(qtbot, stack):
    old = SectionView("Basic", (item("a"), item("gone"), item("b")))
    new = SectionView("Basic", (item("a"), item("fresh"), item("b")))
    stack.show_sections((old,))
    assert names(stack) == ["a", "gone", "b"]
    stack.show_sections((new,))
    qtbot.waitUntil(lambda: names(stack) == ["a", "fresh", "b"])
    assert stack.open_item("gone") is None
    stack.show_sections((old,))
    assert "fresh" not in names(stack)


def test_a_question_answered_in_another_way_gets_another_editor(stack):
    stack.show_sections((SectionView("Basic", (item("a", value="words"),)),))
    stack.show_sections((SectionView("Basic", (item("a", "select_one", "2"),)),))
    (field,) = stack.fields
    assert field.editor.value() == "2"


def test_a_section_only_one_edition_has_comes_and_goes(stack):
    one, two = SectionView("One", (item("a"),)), SectionView("Two", (item("b"),))
    stack.show_sections((one, two))
    stack.show_sections((two,))
    assert names(stack) == ["b"]
