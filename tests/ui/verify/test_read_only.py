"""Who may not correct an entry reads its answers and is told why; nothing can be typed in vain."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.manage_users import add_user
from tests.ui.person import Person
from tests.ui.verify.conftest import shown
from ui.context import AppContext
from ui.office_jobs import enter, leave
from ui.practice_office import PASSWORD
from ui.verify.page import VerifyPage

OTHERS_PASSWORD = "another password"


@pytest.fixture
def reviewer(in_worker, opened, office_folder):
    """The desk of somebody who approves and corrects nothing."""
    roles = {Role.REVIEWER}
    in_worker(add_user, opened.desk, PASSWORD, "林复核", roles, OTHERS_PASSWORD)
    entered = in_worker(enter, office_folder, OTHERS_PASSWORD)
    yield entered.desk
    in_worker(leave, entered.desk)


@pytest.fixture
def page(qtbot, reviewer, worker, theme, settings, idle):
    made = shown(qtbot, VerifyPage(AppContext(reviewer, worker, theme, settings)))
    qtbot.waitUntil(lambda: made.bench.view is not None, timeout=10_000)
    idle()
    made.bench.queue.table.setFocus()
    return made


def test_a_reviewer_reads_the_form_and_types_into_no_field(page, qtbot):
    person = Person(qtbot, page)
    person.press("X")
    assert "role of clerk" in page.bench.form.header.kept.text()
    assert page.bench.form.header.kept.isVisible()
    fields = [one for one in page.bench.form.sections.fields if one.isVisible()]
    assert len(fields) > 10
    for field in fields:
        before = field.editor.value()
        for code in ("1", "2", "3"):
            field.editor.choose_by_key(code)
        for button in field.findChildren(QAbstractButton):
            button.click()
        field.take_value("2")
        assert field.editor.value() == before, field.item.name
        assert not field.is_dirty, field.item.name
    page.bench.form.go_to_item("contact_name")
    person.press("F2")
    assert "role of clerk" in page.messages.words
    before = person.focus.text()
    person.type_in("王小二")
    assert person.focus.text() == before
    assert page.bench.form.dirty_field is None
    assert page.walking.may_leave()
