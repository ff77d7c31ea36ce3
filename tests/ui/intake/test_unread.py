"""A reading of several files that was stopped: which did not come in is said, and stays known."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.unread_files import list_unread
from ui.intake.page import IntakePage


@pytest.fixture
def folder(tmp_path, sample_town):
    """Five files with an answer of their own each; the third is too large for a common unit."""
    made = tmp_path / "来文"
    made.mkdir()
    data = (sample_town / "submissions" / "下塘村_导出.csv").read_bytes().decode("gb18030")
    header, *lines = data.splitlines()
    for number in range(5):
        own = lines[number].replace("13", "15", 1)
        rest = lines[10:] * 40 if number == 2 else []
        text = "\n".join([header, own, *rest])
        (made / f"第{number}份.csv").write_text(text, "utf-8-sig")
    return made


def stop_at(part: str):
    def progress(_done, _total, what) -> None:
        if part in str(what):
            raise Cancelled

    return progress


def read_until(desk, folder, part) -> bool:
    try:
        add_submissions(desk, (folder,), progress=stop_at(part))
    except Cancelled:
        return True
    return False


def test_files_that_were_not_read_are_named_after_a_restart_until_they_come(
    show_page, idle, in_worker, office_context, folder
):
    desk = office_context.desk
    assert in_worker(read_until, desk, folder, "第3份")
    left = in_worker(list_unread, desk)
    assert left.names == ("第3份.csv", "第4份.csv")
    page = show_page(IntakePage)
    assert page.messages.kind == "warning"
    assert "有 2 个文件没有读到，其中内容均未导入：第3份.csv、第4份.csv" in page.messages.words
    came = [line.file for line in page.files.model.rows if line.file.startswith("第")]
    assert {"第0份.csv", "第2份.csv"} <= set(came)
    assert not set(left.names) & set(came)
    page.messages.clear()
    page.take_in((folder / "第3份.csv",))
    idle()
    idle()
    assert in_worker(list_unread, desk).names == ("第4份.csv",)
    assert "有 1 个文件没有读到" in page.messages.words
    page.take_in((folder,))
    idle()
    idle()
    assert in_worker(list_unread, desk) is None
    files = [line for line in page.files.model.rows if line.file == "第0份.csv"]
    assert [line.batch is not None for line in files].count(True) == 1


def test_who_wants_no_more_of_them_says_so_once(show_page, idle, in_worker, office_context, folder):
    assert in_worker(read_until, office_context.desk, folder, "第4份")
    page = show_page(IntakePage)
    page.messages.focus_action()
    page.focusWidget().click()
    idle()
    idle()
    assert page.messages.kind == "done"
    assert in_worker(list_unread, office_context.desk) is None
