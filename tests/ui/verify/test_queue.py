"""Filters, counts, search and approving all that are ready."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from tests.ui.fakes_pages import entry_calls
from tests.ui.verify.conftest import shown
from ui.changes import EVERYTHING, Kind, changed
from ui.kept_choices import KeptChoices
from ui.verify.page import VerifyPage


def test_chips_count_and_filter(page, person, desk):
    ready = len(desk.ready())
    chip = page.facets.chips["ready"]
    assert chip.text() == f"Ready to approve {ready}"
    person.click(chip)
    assert len(page.feed.model.ids) == ready
    assert all(desk.entries[i].is_ready() for i in page.feed.model.ids)


def test_search_finds_as_one_types(page, person):
    person.press("/")
    person.type_in("张建")
    assert {page.feed.model.line_at(row).name for row in range(len(page.feed.model.ids))} == {
        "张建国"
    }
    assert page.facets.removers["text"].isVisible()
    person.click(page.facets.removers["text"])
    assert page.header.search.text() == ""
    assert len(page.feed.model.ids) == 30


def test_a_filter_without_entries_says_so_and_leads_back(page, person):
    person.press("/")
    person.type_in("没有这个人")
    assert page.bench.queue.empty.isVisible()
    assert not page.bench.form.isVisible()
    enabled = {name for name, action in page.page_actions.items() if action.isEnabled()}
    assert enabled == {"search", "from_file", "undo_many", "undo_approvals"}
    assert not page.header.main_button.isEnabled()
    person.click(page.bench.queue.empty.action)
    assert len(page.feed.model.ids) == 30
    assert page.bench.form.isVisible()
    assert page.header.main_button.isEnabled()


def test_the_start_page_leads_to_a_filter(page, person):
    page.open(EntryFilter(quality="warning"))
    person.settle()
    assert page.facets.chips["warning"].isChecked()
    assert len(page.feed.model.ids) == 10


def test_an_entry_is_opened_by_its_id(page, person, desk):
    wanted = list(desk.entries)[-1]
    page.open(wanted)
    person.settle()
    assert page.bench.view.id == wanted


def test_a_header_sorts_and_keeps_the_place(page, person):
    person.press("J", "J")
    here = page.bench.view.id
    page.bench.queue.table.sort_wanted.emit("name")
    person.settle()
    assert page.bench.queue.table.current_entry == here
    names = [page.feed.model.line_at(row).name for row in range(30)]
    assert names == sorted(names)


def test_changes_elsewhere_keep_place_and_unsaved_work(page, person, desk):
    person.press("N", "7")
    here = page.bench.view.id
    page.refresh(changed(Kind.ENTRIES))
    person.settle()
    assert page.bench.queue.table.current_entry == here
    assert page.bench.form.dirty_field is not None


def test_approving_all_shows_first_what_it_does(page, person, desk):
    ready = desk.ready()
    person.shift("A")
    assert page.bench.batch.isVisible()
    assert all(desk.entries[i].state is EntryState.RECEIVED for i in ready)
    assert str(len(ready)) in page.bench.batch.confirm_button.text()
    person.click(page.bench.batch.confirm_button)
    assert all(desk.entries[i].state is EntryState.APPROVED for i in ready)
    assert page.messages.words == f"{len(ready)} entries approved."
    assert page.facets.chips["ready"].text() == "Ready to approve 0"


def test_approving_all_of_a_community_leaves_the_others(page, person, desk):
    page.facets.change(community="330108001001")
    person.settle()
    page.bench.queue.table.setFocus()
    person.shift("A")
    person.press("Enter")
    states = {one.community[0] for one in desk.entries.values() if one.state is EntryState.APPROVED}
    assert states == {"330108001001"}


def test_giving_up_approves_nothing(page, person, desk):
    person.shift("A")
    person.press("Esc")
    assert not page.bench.batch.isVisible()
    assert not any(call[0] == "approve" for call in desk.calls)


def test_every_control_has_a_name(page, person):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    page.bench.form.sections.unfold_all(True)
    nameless = [
        type(w).__name__
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for w in page.findChildren(kind)
        if w.isVisible()
        and not isinstance(w.parent(), QLineEdit)
        and not (w.accessibleName() or getattr(w, "text", str)())
    ]
    assert nameless == []


def test_keys_work_as_soon_as_the_page_is_shown(page, person):
    page.hide()
    page.show()
    assert page.focusWidget() is page.bench.queue.table


def test_panes_stand_where_they_were_left(qtbot, page, person, context, desk):
    page.bench.panes.setSizes([400, 500, 270])
    page.bench.panes.splitterMoved.emit(400, 1)
    left = page.bench.panes.sizes()
    again = type(page)(context, calls=entry_calls(desk))
    qtbot.addWidget(again)
    again.resize(page.size())
    again.show()
    qtbot.waitUntil(lambda: again.bench.panes.sizes() == left)


def test_with_large_text_the_evidence_stands_below_the_queue(qtbot, settings, theme, context, desk):
    settings.text_percent = 200
    theme.apply()
    large = VerifyPage(context, calls=entry_calls(desk))
    qtbot.addWidget(large)
    large.resize(1030, 700)
    large.show()
    large.refresh(EVERYTHING)
    qtbot.waitUntil(lambda: large.bench.view is not None)
    queue = large.bench.queue.mapTo(large, large.bench.queue.rect().bottomLeft())
    evidence = large.bench.evidence.mapTo(large, large.bench.evidence.rect().topLeft())
    assert evidence.y() > queue.y()
    assert large.width() == 1030, "the page needs more room than there is"
    assert large.height() == 700


def test_tab_goes_as_the_eye_does(qtbot, page, person):
    page.bench.form.sections.unfold_all(True)
    qtbot.wait(50)
    page.bench.queue.table.setFocus()
    seen = []
    for _step in range(400):
        QTest.keyClick(person.focus, Qt.Key.Key_Tab)
        if page.bench.evidence.isAncestorOf(person.focus) or not page.isAncestorOf(person.focus):
            break
        if page.bench.form.sections.isAncestorOf(person.focus):
            place = person.focus.mapTo(page.bench.form.sections, person.focus.rect().topLeft())
            seen.append((place.y(), place.x()))
    assert len(seen) > 40
    rows = [y for y, _x in seen]
    assert all(later >= earlier - 8 for earlier, later in pairwise(rows))
    assert page.bench.evidence.isAncestorOf(person.focus)


def test_filter_order_and_place_are_found_again_at_the_next_start(
    qtbot, page, person, context, desk, settings, tmp_path
):
    page.facets.chips["warning"].setFocus()
    person.press("Space")
    page.bench.queue.table.sort_wanted.emit("name")
    person.settle()
    page.header.search.setFocus()
    person.type_in("李")
    page.header.search.clear()
    person.settle()
    page.bench.queue.table.setFocus()
    person.press("Down", "Down")
    left = page.bench.view.id
    again = shown(qtbot, type(page)(context, calls=entry_calls(desk)))
    qtbot.waitUntil(lambda: again.bench.view is not None and again.bench.view.id == left)
    assert again.facets.filter == EntryFilter(quality="warning", sort="name")
    assert again.feed.model.ids == page.feed.model.ids
    settings._store.sync()
    assert "李" not in (tmp_path / "settings.ini").read_text("utf-8"), "words are not kept"


def test_what_was_kept_and_makes_no_sense_is_left_out(qtbot, page, person, context, desk):
    kept = KeptChoices(context, "verify")
    for name in ("quality", "state", "sort", "entry"):
        kept.keep(name, "nonsense")
    kept.keep("community", "000000000000")
    again = shown(qtbot, type(page)(context, calls=entry_calls(desk)))
    qtbot.waitUntil(lambda: again.bench.view is not None)
    assert again.facets.filter == EntryFilter()


def test_several_are_chosen_and_approved_after_a_summary(page, person, desk):
    table = page.bench.queue.table
    page.facets.change(sort="row")
    person.settle()
    table.go_to_row(0)
    table.setFocus()
    for _step in range(4):
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.settle()
    chosen = table.chosen
    assert len(chosen) == 5
    assert "5 chosen" in page.bench.queue.place
    assert page.bench.view.id == chosen[-1]  # the form goes along
    assert page.header.main_button.text() == "Approve the 5 chosen …"  # as its key does
    person.press("R")
    title = page.bench.queries.words.accessibleName()
    assert desk.entries[chosen[-1]].name in title, "one of the five, and which"
    person.press("Esc")
    person.press("A")  # not the one that is shown alone, unseen
    ready = [one for one in chosen if desk.entries[one].is_ready()]
    assert 0 < len(ready) < 5
    panel = page.bench.batch
    assert f"Of the 5 entries chosen {len(ready)} can be approved." in panel.accessibleName()
    left = next(one for one in chosen if one not in ready)
    assert f"{desk.entries[left].name}: " in panel.account.text()  # and why
    page.refresh(EVERYTHING)  # others work meanwhile
    person.settle()
    assert table.chosen == chosen
    person.click(panel.confirm_button)
    approved = {one.id for one in desk.entries.values() if one.state is EntryState.APPROVED}
    assert approved == set(ready)
    assert len(table.chosen) == 1
    assert page.header.main_button.text() == "Approve and next"


def test_what_was_done_is_told_where_those_approved_leave_the_list(page, person, desk):
    page.facets.change(quality="ready")
    person.settle()
    table = page.bench.queue.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    person.settle()
    person.press("A", "Enter")
    assert page.messages.words == "2 entries approved."
    person.press("J")
    assert not page.messages.isVisible()


def test_the_page_in_sight_is_chosen_and_approved(page, person, desk):
    table = page.bench.queue.table
    table.setFocus()
    height = table.viewport().height()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_A, both)
    person.settle()
    chosen = table.chosen
    last = table.visualRect(page.feed.model.index(len(chosen) - 1, 0))
    assert last.bottom() < height <= last.bottom() + 1 + last.height()
    person.press("Esc")
    assert not any(call[0] == "approve" for call in desk.calls)
    assert table.chosen == chosen
    QTest.keyClick(table, Qt.Key.Key_Down)
    person.settle()
    assert len(table.chosen) == 1
    QTest.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ControlModifier,
        table.visualRect(page.feed.model.index(3, 0)).center(),
    )
    person.settle()
    assert len(table.chosen) == 2


def test_home_and_end_choose_the_first_and_last_alone(page, person):
    table = page.bench.queue.table
    table.setFocus()
    for key, row in ((Qt.Key.Key_End, 29), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(table, key)
        person.settle()
        assert table.chosen == (page.feed.model.ids[row],)
        assert page.bench.view.id == page.feed.model.ids[row]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    person.settle()
    assert len(table.chosen) == 30
    QTest.keyClick(table, Qt.Key.Key_A, both)
    person.settle()
    panel = page.bench.batch
    assert panel.leave_button.accessibleDescription() == panel.accessibleName() != ""
