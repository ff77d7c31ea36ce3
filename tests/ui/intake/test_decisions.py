"""Differences are decided for one answer, one person, one item of everybody, by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsurvey_desktop.usecases.list_entries import list_entries
from ui.intake.page import IntakePage

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(show_page, office_context, in_worker, tmp_path):
    """Two people of whom a file says two other answers each."""
    entries = in_worker(list_entries, office_context.desk)[:2]
    names = sorted({name for entry in entries for name in entry.answers})
    lines = [",".join(names)]
    for entry in entries:
        answers = entry.answers | {"mobile": "13912345678", "enumerator": "另一位专干"}
        cells = [answers.get(name, "") for name in names]
        lines.append(",".join(";".join(c) if isinstance(c, list) else str(c) for c in cells))
    path = tmp_path / "更正.csv"
    path.write_text("\n".join(lines), "utf-8-sig")
    made = show_page(IntakePage)
    made.take_in((path,))
    return made


@pytest.fixture
def section(page, idle):
    idle()
    idle()
    names = [line.file for line in page.files.model.rows]
    page.files.table.selectRow(names.index("更正.csv"))
    section = page.sections.pending
    assert section.count == 2
    section.table.setFocus()
    section.table.selectRow(0)
    return section


def lines_left(section) -> list[tuple[str, str]]:
    return [(line.change.name, line.difference.item) for line in section.model.rows]


def press(section, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(section.table, key, modifiers)
    QTest.keyClick(section.table, Qt.Key.Key_F24)  # or Qt takes Shift to be still held down


def test_telephones_are_masked_until_asked_for_which_is_logged(section, idle, office_context):
    rows = [(line.change.entry, line.difference.item) for line in section.model.rows]
    place = next(n for n, (_entry, item) in enumerate(rows) if item == "mobile")
    section.table.selectRow(place)
    came = section.model.columns[4]
    assert section.model.words(place, came) == "139••••5678"
    press(section, Qt.Key.Key_V)
    idle()
    assert section.model.words(place, came) == "13912345678"
    assert section.table.currentIndex().row() == place
    other = next(n for n, (entry, item) in enumerate(rows) if item == "mobile" and n != place)
    assert "•" in section.model.words(other, came)


def test_each_line_says_where_it_is_from_whole(section):
    said = [section.model.index(row, 5) for row in range(2)]
    assert [one.data() for one in said][1] == ""
    tips = [one.data(Qt.ItemDataRole.ToolTipRole) for one in said]
    assert all("更正.csv" in tip for tip in tips)
    section.table.selectRow(1)
    line = section.model.rows[1]
    parts = (line.change.name, line.difference.label, "→", "更正.csv")
    assert all(part in section.whole.words for part in parts)
    assert section.table.accessibleDescription()


def test_t_decides_the_chosen_line_only(section, idle):
    before = lines_left(section)
    press(section, Qt.Key.Key_T)
    idle()
    assert lines_left(section) == before[1:]


def test_who_decides_in_the_middle_stays_there(section, idle):
    before = lines_left(section)
    section.table.selectRow(1)
    press(section, Qt.Key.Key_K)
    idle()
    assert lines_left(section)[section.table.currentIndex().row()] == before[2]
    section.take_button.setFocus()
    section.take_button.click()
    idle()
    assert lines_left(section) == [before[0], *before[3:]]


def test_shift_k_keeps_all_of_one_person(section, idle):
    before = lines_left(section)
    press(section, Qt.Key.Key_K, SHIFT)
    idle()
    assert lines_left(section) == [line for line in before if line[0] != before[0][0]]


def test_after_the_last_difference_one_stands_at_what_waits_next(section, page, idle):
    press(section, Qt.Key.Key_K, SHIFT | CONTROL)
    idle()
    while section.count:
        section.table.setFocus()
        section.keep_all_button.click()
        idle()
    assert not section.isVisible()
    set_aside = page.sections.set_aside
    assert page.focusWidget() is (set_aside.table if set_aside.count else page.files.table)


def test_control_shift_t_takes_one_item_of_everybody(section, idle, in_worker, office_context):
    item = lines_left(section)[0][1]
    before = lines_left(section)
    press(section, Qt.Key.Key_T, SHIFT | CONTROL)
    idle()
    assert lines_left(section) == [line for line in before if line[1] != item]
    first, second = in_worker(list_entries, office_context.desk)[:2]
    assert first.answers[item] == second.answers[item]
