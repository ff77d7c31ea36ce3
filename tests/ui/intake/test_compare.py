"""Two forms of one community side by side; fields are chosen by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsurvey_desktop.storage import community_store
from ui.intake.page import IntakePage

SHIFT = Qt.KeyboardModifier.ShiftModifier
ITEMS = "service_center,clinic,bank"


@pytest.fixture
def page(show_page, office_context, in_worker, tmp_path, idle):
    """A community sends two more forms; the first is taken whole by key."""
    code = "330282105203"
    made = show_page(IntakePage)
    for number, cells in enumerate(("1,1,1", "1,2,2")):
        path = tmp_path / f"社区表{number}.csv"
        path.write_text(f"community_code,{ITEMS}\n{code},{cells}\n", "utf-8-sig")
        made.take_in((path,))
        idle()
        idle()
        if number == 0:
            made.sections.compare.table.setFocus()
            QTest.keyClick(made.sections.compare.table, Qt.Key.Key_T, SHIFT)
            QTest.keyClick(made.sections.compare.table, Qt.Key.Key_F24)  # Shift is up again
            idle()
            assert made.sections.compare.count == 0
    made.code = code
    return made


def form(desk, code) -> dict:
    with desk.database.read() as connection:
        return dict(community_store.load_forms(connection)[code].answers)


def test_a_field_is_taken_and_another_kept_by_key(page, idle, in_worker, office_context):
    section = page.sections.compare
    assert section.count == 1
    came, here = (section.model.index(row, 4).data() for row in (0, 1))
    assert ("社区表1.csv" in came, "社区表0.csv" in here) == (True, True)
    section.table.selectRow(3)
    assert "社区表1.csv" in section.model.index(3, 4).data(Qt.ItemDataRole.ToolTipRole)
    assert all(name in section.whole.words for name in ("社区表0", "社区表1"))
    lines = [(line.item, line.compared.is_open) for line in section.model.rows]
    assert lines[:2] == [("clinic", True), ("bank", True)]
    assert ("service_center", False) in lines
    section.table.setFocus()
    section.table.selectRow(0)
    QTest.keyClick(section.table, Qt.Key.Key_T)
    idle()
    section.table.setFocus()
    section.table.selectRow(0)
    QTest.keyClick(section.table, Qt.Key.Key_K)
    idle()
    assert section.count == 0
    answers = in_worker(form, office_context.desk, page.code)
    assert [answers[item] for item in ITEMS.split(",")] == ["1", "2", "1"]


def test_people_are_decided_of_in_their_own_list(page, idle):
    page.files.choose_all()
    people = page.sections.pending.count
    page.sections.pending.table.setFocus()
    page.sections.pending.table.selectRow(0)
    QTest.keyClick(page.sections.pending.table, Qt.Key.Key_K)
    idle()
    assert page.sections.pending.count == people - 1
    assert page.sections.compare.count == 1
