"""Calling people for the reference date, by keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.contact import ContactOutcome
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.show_entry import show_entry
from ui.changes import Kind, changed


def start(page, person) -> None:
    page.take_focus()
    person.settle()
    assert page.call.person is not None


def test_a_number_is_masked_until_asked_for(page, person):
    start(page, person)
    number = page.call.person.phones[0]
    assert number not in page.call.phones
    person.press("V")
    assert number in page.call.phones
    if len(page.model.rows) > 1:
        person.press("Down")
        assert page.call.phones.count("•")


def test_unchanged_confirms_and_the_next_is_there(page, person, in_worker, opened):
    start(page, person)
    one, before = page.call.person, len(page.model.rows)
    told = []
    page.changed.connect(told.append)
    page.call.spoke_with.setText("母亲")
    person.press("Y")
    assert page.messages.kind == "done", page.messages.words
    assert len(page.model.rows) == before - 1
    assert page.call.person is None or page.call.person.entry != one.entry
    view = in_worker(show_entry, opened.desk, one.entry)
    assert view.corrections[0].item == "reconfirmed_on"
    assert told[0].entries == (one.entry,)
    in_worker(check_log, opened.desk)


def test_a_key_pressed_twice_counts_once(page, person):
    start(page, person)
    one = page.call.person
    QTest.keyClick(page.table, Qt.Key.Key_N)
    QTest.keyClick(page.table, Qt.Key.Key_N)
    person.settle()
    attempts = {each.entry: len(each.attempts) for each in page.model.rows}
    assert attempts.pop(one.entry) == 1
    assert not any(attempts.values())
    person.press("N")
    assert sum(len(each.attempts) for each in page.model.rows) == 2


def test_a_confirmation_by_mistake_is_taken_back_by_its_key(page, person):
    start(page, person)
    person.press("U")
    assert page.messages.kind == "notice"
    one, before = page.call.person, len(page.model.rows)
    person.press("Y")
    assert page.messages.words.startswith(one.name)
    person.press("U")
    assert page.messages.words.startswith(one.name)
    assert len(page.model.rows) == before
    found = next(each for each in page.model.rows if each.entry == one.entry)
    assert [each.outcome for each in found.attempts] == [ContactOutcome.UNCHANGED]
    page.table.selectRow(page.model.rows.index(found))
    person.press("Y")
    page.refresh(changed(Kind.ENTRIES, entries=(one.entry,)))
    person.settle()
    person.press("U")
    assert page.messages.kind == "notice", "what was corrected since is not taken back instead"
    assert len(page.model.rows) == before - 1


def call_in_vain(page, person, one) -> None:
    page.table.selectRow([each.entry for each in page.model.rows].index(one.entry))
    person.settle()
    person.press("N")


def test_not_reached_is_counted_and_stays_and_the_next_is_there(page, person):
    start(page, person)
    one, last = page.call.person, len(page.model.rows) - 1
    call_in_vain(page, person, one)
    assert page.table.currentIndex().row() == min(1, last)
    call_in_vain(page, person, one)
    found = next(each for each in page.model.rows if each.entry == one.entry)
    assert [each.outcome for each in found.attempts] == [ContactOutcome.NOT_REACHED] * 2


def test_the_numbers_of_the_only_person_stay_shown_after_a_call_in_vain(page, person):
    start(page, person)
    page.model.set_rows(page.model.rows[:1])
    page.table.selectRow(0)
    person.settle()
    people = page.model.rows
    page._calls = replace(page._calls, people=lambda _code: people)
    person.press("V")
    number = page.call.person.phones[0]
    person.press("N")
    assert page.messages.kind == "done", page.messages.words
    assert page.call.person.entry == people[0].entry
    assert number in page.call.phones


def test_what_changed_must_be_said(page, person):
    start(page, person)
    one = page.call.person
    person.press("C")
    assert person.focus is page.call.remark
    person.type_in("已就业")
    person.press("Esc")
    assert person.focus is page.table
    page.call.remark.setFocus()
    person.press("Enter")
    found = next(each for each in page.model.rows if each.entry == one.entry)
    assert found.attempts[-1].remark == "已就业"
    page.call.remark.setFocus()
    person.type_in("再打")
    person.press("Enter")  # a remark alone says no outcome
    again = next(each for each in page.model.rows if each.entry == one.entry)
    assert again.attempts == found.attempts
    page.take_focus()
    wanted = []
    page.go_to.connect(wanted.append)
    person.press("F2")
    assert (wanted[0].page, wanted[0].argument) == ("verify", page.call.person.entry)


def test_a_sheet_is_entered_later_with_the_day_of_the_calls(page, person, in_worker, opened):
    start(page, person)
    today = opened.desk.today()
    assert page.call.wanted_day == today
    person.press("D")
    assert person.focus is page.call.day
    person.press("Down")  # the year is marked first
    chosen = page.call.wanted_day
    assert chosen == today.replace(year=today.year - 1)
    one = page.call.person
    page.take_focus()
    call_in_vain(page, person, one)
    call_in_vain(page, person, one)
    assert page.call.wanted_day == chosen
    found = next(each for each in page.model.rows if each.entry == one.entry)
    assert [each.day for each in found.attempts] == [chosen, chosen]
    person.press("Y")  # nobody can say before the reference date how things are on it
    assert page.messages.kind == "error"
    assert one.entry in {each.entry for each in page.model.rows}


def test_the_call_sheet_is_printed(page, person, tmp_path, monkeypatch):
    target = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    person.click(page.header.main_button)
    assert target.read_bytes().startswith(b"%PDF")


def test_an_empty_list_says_so(page, person):
    start(page, person)
    for _one in page.model.rows:
        person.press("Y")
    assert page.model.rows == ()
    assert page.empty.isVisible()
    assert not page.call.isVisible()
