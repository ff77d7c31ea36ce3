"""Two people at one entry: who comes second is shown the difference and loses nothing typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_users import add_user
from tests.ui.person import Person
from tests.ui.verify.conftest import shown
from ui.changes import EVERYTHING
from ui.frame import Frame
from ui.office_jobs import enter, leave
from ui.practice_office import PASSWORD
from ui.verify.page import VerifyPage

OTHERS_PASSWORD = "another password"


@pytest.fixture
def other(in_worker, opened, office_folder):
    """Somebody else's desk in the same office: another window, or another seat."""
    roles = {Role.CLERK, Role.REVIEWER}
    in_worker(add_user, opened.desk, PASSWORD, "林复核", roles, OTHERS_PASSWORD)
    entered = in_worker(enter, office_folder, OTHERS_PASSWORD)
    yield entered.desk
    in_worker(leave, entered.desk)


@pytest.fixture
def page(qtbot, office_context, idle):
    made = shown(qtbot, VerifyPage(office_context))
    made.open(EntryFilter(quality="ready"))
    idle()
    made.bench.queue.table.setFocus()
    return made


@pytest.fixture
def person(page, qtbot) -> Person:
    made = Person(qtbot, page)
    made.settle()
    return made


def value_of(page, name):
    items = (item for section in page.bench.view.sections for item in section.items)
    return next(item.value for item in items if item.name == name)


def test_theirs_is_shown_and_yours_stays_in_the_field(page, person, other, in_worker):
    entry = page.bench.view.id
    page.bench.form.go_to_item("contact_name")
    page.bench.form.edit_current()
    person.type_in("王小二")
    in_worker(correct_entry, other, entry, "contact_name", "赵大", "核对电话")
    person.press("Enter", "1", "Enter")
    assert page.messages.kind == "warning"
    told = page.messages.accessibleName()
    assert "林复核" in told
    assert "赵大" in told
    assert "王小二" in told
    assert value_of(page, "contact_name") == "赵大"
    assert page.bench.form.dirty_field.editor.value() == "王小二"
    person.press("1", "Enter")
    assert page.messages.kind == "done", page.messages.words
    assert value_of(page, "contact_name") == "王小二"
    assert [one.corrected_by for one in page.bench.view.corrections[:2]][1] == "林复核"


def test_escape_leaves_theirs(page, person, other, in_worker):
    entry = page.bench.view.id
    page.bench.form.go_to_item("contact_name")
    page.bench.form.edit_current()
    person.type_in("王小二")
    in_worker(correct_entry, other, entry, "contact_name", "赵大", "核对电话")
    person.press("Enter", "1", "Enter", "Esc")
    assert page.bench.form.dirty_field is None
    assert page.bench.form.current_field.editor.value() == "赵大"


def test_an_entry_that_others_changed_is_not_approved_unseen(page, person, other, in_worker):
    entry = page.bench.view.id
    in_worker(correct_entry, other, entry, "mobile", "13800000001", "核对电话")
    person.press("A")
    assert page.messages.kind == "warning"
    assert "13800000001" not in page.messages.accessibleName(), "numbers stay masked"
    assert page.bench.view.id == entry
    assert page.bench.view.state is EntryState.READY
    person.press("A")
    assert page.bench.view.id != entry


def test_reading_again_keeps_a_change_in_the_making(page, person, other, in_worker):
    page.bench.form.go_to_item("contact_name")
    page.bench.form.edit_current()
    person.type_in("王小二")
    in_worker(correct_entry, other, page.bench.view.id, "contact_name", "赵大", "核对电话")
    page.refresh(EVERYTHING)
    person.settle()
    assert page.bench.form.dirty_field.editor.value() == "王小二"


def test_the_window_shows_by_itself_what_others_did(qtbot, opened, office_context, other, idle):
    frame = Frame(office_context, opened.office)
    qtbot.addWidget(frame)
    frame.show_last_page()
    frame.others.look()
    idle()
    with qtbot.waitSignal(frame.others.found) as told:
        office_context.worker.run(approve_entries, other, [1, 2, 3], owner=frame)
        frame.others.look()
    changes = told.args[0]
    assert set(changes.entries) <= {1, 2, 3}
    assert changes.entries
    idle()


def test_approving_all_names_who_changed_after_the_summary(page, person, other, in_worker, opened):
    person.shift("A")
    offered = page.bench.batch
    assert offered.isVisible()
    first = page.bench.view
    in_worker(correct_entry, other, first.id, "contact_name", "赵大", "核对电话")
    person.click(offered.confirm_button)
    assert page.messages.kind == "warning"
    told = page.messages.accessibleName()
    assert "1 not approved." in told
    assert f"{first.name}: 林复核 changed it at " in told
    entries = {one.id: one.state for one in in_worker(list_entries, opened.desk)}
    assert entries[first.id] is not EntryState.APPROVED
    assert EntryState.APPROVED in entries.values()
    assert "Ctrl+Shift+W" in told
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(person.focus, Qt.Key.Key_W, both)
    person.settle()
    assert page.messages.kind == "done", page.messages.words
    found = {one.state for one in in_worker(list_entries, opened.desk)}
    assert EntryState.APPROVED not in found
