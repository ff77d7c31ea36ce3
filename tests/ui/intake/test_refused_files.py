"""A refused file is a line of the list, in a window opened later too, until one is done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.changes import EVERYTHING
from ui.intake.page import IntakePage
from ui.lazy import use_case
from ui.page_registry import PAGES
from ui.start.tasks import task_place, task_words


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "上塘村(重报).xlsx"
    path.write_bytes(b"PK\x03\x04 half a workbook")
    return path


@pytest.fixture
def open_page(qtbot, office_context, idle):
    def open_now() -> IntakePage:
        made = IntakePage(office_context)
        qtbot.addWidget(made)
        made.resize(1100, 720)
        made.show()
        made.refresh(EVERYTHING)
        idle()
        return made

    return open_now


def test_it_is_there_in_the_next_window_and_goes_by_its_key(qtbot, open_page, broken, idle):
    first = open_page()
    first.take_in((broken,))
    idle()
    assert first.messages.kind == "error"
    first.hide()

    page = open_page()
    page.resize(900, 330)  # as little as large text leaves
    before = len(page.files.model.rows)
    page.open("refused")
    line = page.files.chosen
    table = page.files.table
    assert table.visibleRegion().boundingRect().height() > table.height() / 2
    assert (line.file, line.community) == ("上塘村(重报).xlsx", "上塘村")
    assert page.files.refusal.text().startswith("上塘村：")
    assert [one.place.file for one in page.sections.problems.table.problems.rows] == [line.file]
    assert (page.done_action.isVisible(), page.undo_action.isVisible()) == (True, False)
    assert page.files.table.hasFocus()

    qtbot.keyClick(page.files.table, Qt.Key.Key_D)
    idle()
    assert len(page.files.model.rows) == before - 1
    assert page.messages.kind == "done"
    assert line.file not in {one.file for one in page.files.model.rows}
    assert not page.done_action.isVisible()


def test_a_copy_that_can_be_read_is_told_to_stand_for_it(open_page, broken, project, idle):
    page = open_page()
    page.take_in((broken,))
    idle()
    town = project / "resources" / "sample_town" / "submissions"
    good = broken.with_name("上塘村.xlsx")
    good.write_bytes((town / "上塘村.xlsx").read_bytes())
    page.take_in((good,))
    idle()
    assert not [one for one in page.files.model.rows if one.is_refused]
    told = [one.text() for one in page.messages.findChildren(QLabel)]
    assert any("之前未收、现已补上：上塘村(重报).xlsx。" in words for words in told)


def test_start_page_badge_and_list_count_the_same_and_the_task_leads_there(
    open_page, broken, project, idle, in_worker, opened
):
    page = open_page()
    locked = project / "tests" / "assets" / "intake" / "encrypted.xlsx"
    page.take_in((broken, locked))
    idle()
    progress = in_worker(use_case("show_progress"), opened.desk)
    tasks = {one.kind: one for one in progress.tasks}
    kinds = ("refused_files", "waiting_files", "pending", "set_aside")
    counted = [tasks[kind].count for kind in kinds]
    lines = page.files.model.rows
    listed = [
        sum(one.refused_file is not None for one in lines),
        sum(one.waiting is not None for one in lines),
    ]
    assert counted[:2] == listed == [1, 1]
    assert sum(counted[2:]) == sum(one.to_decide for one in lines)
    assert f"其中待处理 {counted[3]} 行" in page.sections.set_aside.opener.text()
    badge = next(place for place in PAGES if place.id == "intake")
    assert badge.waiting(progress) == sum(counted)

    for kind, file in (("refused_files", broken), ("waiting_files", locked)):
        assert "1" in task_words(tasks[kind])
        page.open(task_place(tasks[kind]).argument)
        idle()
        assert page.files.chosen.file == file.name
