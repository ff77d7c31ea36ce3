"""An entry on another form edition goes to this year's from the workbench, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.show_entry import show_entry
from tests.changed_form import next_edition
from ui.changes import EVERYTHING


@pytest.fixture
def page(practice_page):
    return practice_page


def test_nothing_is_moved_where_the_edition_is_this_years(page, person):
    person.press("M")
    assert "on this year's form edition already" in page.messages.words
    assert not page.bench.moving.isVisible()


def test_one_entry_is_moved_after_its_changes_were_shown(
    qtbot, page, person, office_context, tmp_path
):
    desk = office_context.desk
    adopt_edition(desk, next_edition(tmp_path / "新版.xlsx"))
    page.refresh(EVERYTHING)
    person.settle()
    entry = page.bench.view.id
    assert not page.bench.view.is_current_edition
    person.press("M")
    panel = page.bench.moving
    assert panel.accessibleName().startswith("Move the entry of ")
    assert "Uses a smartphone must be filled in" in panel.account.text()
    qtbot.keyClick(panel.confirm_button, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert not show_entry(desk, entry).is_current_edition
    person.press("M")
    assert panel.confirm_button.hasFocus()
    qtbot.keyClick(panel.confirm_button, Qt.Key.Key_Space)
    person.settle()
    assert show_entry(desk, entry).is_current_edition
    assert page.bench.view.id == entry
    assert page.bench.view.is_current_edition
    assert "on this year's form edition now" in page.messages.words


def test_another_edition_is_named_whole_under_the_entry(page, person, office_context, tmp_path):
    assert not page.bench.form.header.edition.isVisible()
    adopt_edition(office_context.desk, next_edition(tmp_path / "新版.xlsx"))
    page.refresh(EVERYTHING)
    person.settle()
    words = page.bench.form.header.edition
    assert words.isVisible()
    assert words.text().startswith("on another form edition: ")
    assert words.wordWrap()
