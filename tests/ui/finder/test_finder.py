"""Finding anyone from everywhere by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dsurvey_desktop.storage import log_store
from tests.ui.person import Person
from ui.changes import Destination
from ui.finder.finder import Finder

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def finder(qtbot, office_context) -> Finder:
    made = Finder(office_context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    made.context = office_context
    return made


@pytest.fixture
def person(qtbot, finder) -> Person:
    return Person(qtbot, finder)


def cells(finder: Finder, row: int) -> list[str]:
    return [finder.model.index(row, column).data() for column in range(5)]


def test_somebody_is_found_as_one_types_and_enter_goes_to_the_entry(finder, person):
    gone = []
    finder.chosen.connect(gone.append)
    assert "首字母" in finder.empty.accessibleName()
    person.type_in("zhang")
    assert len(finder.people) > 1
    assert finder.table.currentIndex().row() == 0
    first, second = finder.people[:2]
    person.press("Down", "Down", "Up")
    assert finder.field.text() == "zhang"
    person.press("Enter")
    assert second.name != first.name or second.certificate_no != first.certificate_no
    assert gone == [Destination("verify", second.entry)]


def test_whoever_has_no_entry_is_shown_on_the_roster(finder, person, in_worker):
    from dsurvey_desktop.usecases.list_missing import list_missing

    one = in_worker(list_missing, finder.context.desk)[0]
    gone = []
    finder.chosen.connect(gone.append)
    person.type_in(one.certificate_no[6:])
    assert cells(finder, 0)[2] == "还没有登记表"
    person.press("Enter")
    assert gone[0].page == "roster"
    assert gone[0].argument.certificate_no == one.certificate_no


def test_numbers_are_masked_until_asked_for_and_that_is_logged(qtbot, finder, person, in_worker):
    person.type_in("zhang")
    one = finder.people[0]
    assert one.certificate_no[6:14] not in cells(finder, 0)[3]
    qtbot.keyClick(finder.field, Qt.Key.Key_N, CONTROL)
    person.settle()
    assert one.certificate_no[6:14] in cells(finder, 0)[3]
    assert finder.people[1].certificate_no[6:14] not in cells(finder, 1)[3]

    def shown(desk):
        with desk.database.read() as connection:
            return [x for x in log_store.lines(connection) if x.action == "number_shown"]

    assert len(in_worker(shown, finder.context.desk)) == 1


def test_nobody_fits_and_esc_goes_back(qtbot, finder, person):
    person.type_in("qqqqq")
    assert finder.people == ()
    assert "没有查到" in finder.empty.accessibleName()
    assert not finder.reveal_button.isEnabled()
    with qtbot.waitSignal(finder.closed):
        person.press("Esc")


def test_every_control_has_a_name(finder):
    for control in (finder.field, finder.table, finder.reveal_button):
        assert control.accessibleName() or control.text()
