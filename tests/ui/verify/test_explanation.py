"""F1 explains the item one is at; the explanation follows and Esc closes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.usecases.entry_views import EntryView


@pytest.fixture
def explained(page, person) -> EntryView:
    """The entry that is shown, each of its items with an explanation that names it."""
    view = page.bench.view
    sections = tuple(
        replace(one, items=tuple(replace(i, explanation=f"About {i.name}.") for i in one.items))
        for one in view.sections
    )
    page.bench.show_view(replace(view, sections=sections))
    page.bench.queue.table.setFocus()
    return page.bench.view


def test_what_is_worst_is_explained_before_a_field_is_entered(page, person, explained):
    worst = next(one.finding.item for one in explained.findings if one.finding.item)
    assert page.show_help()
    assert page.bench.explanation.isVisible()
    assert page.bench.explanation.words.text().startswith(f"About {worst}.")
    assert page.bench.queue.table.hasFocus()


def test_the_explanation_follows_the_field_and_names_its_choices(page, person, explained):
    page.show_help()
    page.bench.form.go_to_item("employed")
    assert page.bench.explanation.item == "employed"
    words = page.bench.explanation.words.text()
    assert words.startswith("About employed.")
    assert "1 Yes" in words


def test_the_explanation_is_of_the_entry_that_is_shown(page, person, explained):
    page.show_help()
    worst = page.bench.explanation.item
    (first, *_rest) = explained.findings
    other = replace(first, finding=replace(first.finding, item="employed"))
    assert worst != "employed"
    page.bench.show_view(replace(explained, findings=(other,)))
    assert page.bench.explanation.item == "employed"


def test_an_item_that_nobody_explained_is_told_by_its_hint(page, person, explained):
    item = replace(explained.sections[0].items[0], explanation="", hint="As on the card.")
    page.bench.explanation.show_item(item)
    words = page.bench.explanation.words.text()
    assert words.startswith("As on the card.\nThere is no explanation of this item.")


@pytest.mark.parametrize("is_in_form", [True, False])
def test_escape_closes_it_wherever_the_focus_is(page, person, explained, is_in_form):
    page.show_help()
    if is_in_form:
        page.bench.form.go_to_item("employed")
    person.press("Esc")
    assert not page.bench.explanation.isVisible()


def test_escape_first_discards_a_change(page, person, explained):
    page.show_help()
    person.press("N", "7", "Esc")
    assert page.bench.form.dirty_field is None
    assert page.bench.explanation.isVisible()
    person.press("Esc")
    assert not page.bench.explanation.isVisible()


def test_the_same_key_closes_it_again(page, person, explained):
    page.show_help()
    page.show_help()
    assert not page.bench.explanation.isVisible()


def test_without_an_entry_there_is_nothing_to_explain(page, person):
    page.bench.form.view = None
    assert not page.show_help()
