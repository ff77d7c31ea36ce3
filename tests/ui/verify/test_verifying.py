"""A day's work by keyboard: correct, explain, approve, and nothing lost on the way."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import use_language
from ui.verify.editors.choice_buttons import ChoiceButtons
from ui.verify.form_pane import item_named
from ui.verify.reason_line import ReasonLine


def calls_of(desk, kind):
    return [call for call in desk.calls if call[0] == kind]


def entry_with_error(desk):
    return next(one for one in desk.entries.values() if one.errors())


def test_the_heaviest_entry_is_shown_first(page, person, desk):
    assert page.bench.view.id == entry_with_error(desk).id
    assert page.bench.queue.place == "30 entries, at 1"


def test_a_correction_with_a_reason_closes_the_finding(page, person, desk):
    entry = entry_with_error(desk)
    person.press("N")
    assert page.bench.form.current_field.item.name == "employment_form"
    person.press("7", "Enter", "1", "Enter")
    assert calls_of(desk, "correct") == [
        ("correct", entry.id, "employment_form", "7", "Confirmed by phone")
    ]
    assert page.messages.words == "Saved. Findings closed: 1."
    assert entry.errors() == 0
    assert page.bench.queue.table.current_entry == entry.id
    line = page.feed.model.line_at(page.feed.model.row_of(entry.id))
    assert line.errors == 0


def test_nothing_is_saved_without_a_reason(page, person, desk):
    person.press("N", "7", "Enter", "Enter")
    assert calls_of(desk, "correct") == []
    reason = page.bench.form.current_field.findChild(ReasonLine)
    assert "choose a reason" in reason.complaint
    assert page.bench.form.dirty_field is not None
    reason.choice.setCurrentIndex(0)
    reason.save()
    assert reason.complaint == "", "also where saving fails"


def test_escape_discards_a_change(page, person, desk):
    person.press("N", "7", "Esc")
    assert page.bench.form.dirty_field is None
    assert page.bench.form.current_field.editor.value() is None
    assert calls_of(desk, "correct") == []


def test_a_change_that_is_not_saved_holds_the_entry(page, person):
    before = page.bench.view.id
    person.press("N", "7", "J")
    assert page.bench.view.id == before
    assert page.bench.queue.table.current_entry == before
    assert page.messages.kind == "warning"
    person.press("Esc", "J")
    assert page.bench.view.id != before


def test_a_click_on_another_row_does_not_lose_a_change(page, person):
    before = page.bench.view.id
    person.press("N", "7")
    table = page.bench.queue.table
    target = table.visualRect(page.feed.model.index(3, 0)).center()
    person.click(table.viewport(), target)
    assert page.bench.view.id == before
    assert table.current_entry == before


def test_a_screen_reader_turns_an_answer_and_a_filter_without_a_click(page, person):
    choices = page.bench.form.findChildren(ChoiceButtons)
    button = next(
        one
        for editor in choices
        for one in editor.findChildren(QRadioButton)
        if one.isEnabled() and not one.isChecked()
    )
    button.toggle()  # what Qt does for the action "Toggle" of AT-SPI and UI Automation
    assert page.bench.form.dirty_field is not None
    person.press("Esc")
    person.settle()
    page.facets.chips["error"].toggle()
    person.settle()
    assert page.facets.filter.quality == "error"


def test_an_error_stands_in_the_way_of_approval(page, person, desk):
    person.press("A")
    assert calls_of(desk, "approve") == []
    assert "cannot be approved" in page.messages.words


def test_explaining_then_approving_goes_to_the_next(page, person, desk):
    person.press("J")
    entry = desk.entries[page.bench.view.id]
    assert entry.warnings() == 1
    person.press("E")
    person.type_in("10月2日电话确认过")
    person.press("Enter")
    assert entry.explanations == {("D02", "reconfirmed_on"): "10月2日电话确认过"}
    (under_field,) = item_named(page.bench.view, "reconfirmed_on").findings
    assert not under_field.is_open
    person.page.bench.queue.table.setFocus()
    person.press("A")
    assert entry.state is EntryState.APPROVED
    assert page.bench.view.id != entry.id


def test_an_error_is_not_explained(page, person):
    person.press("E")
    assert "no warning to explain" in page.messages.words


def test_letters_typed_into_a_field_are_letters(page, person, desk):
    person.press("/")
    assert person.focus is page.header.search
    person.press("jan")
    assert page.header.search.text() == "jan"
    assert calls_of(desk, "approve") == []


def test_the_last_correction_is_taken_back(page, person, desk):
    entry = entry_with_error(desk)
    person.press("N", "7", "Enter", "1", "Enter")
    page.bench.queue.table.setFocus()
    person.press("U")
    assert calls_of(desk, "undo") == [("undo", entry.id)]
    assert entry.errors() == 1
    assert page.bench.form.findings.isVisible()


def test_a_refused_value_says_why_and_stays_in_the_field(page, person, desk):
    page.bench.form.go_to_item("survey_date")
    person.press("F2")
    person.focus.selectAll()
    person.press("2025-02-30")
    assert page.bench.form.current_field.editor.problem() is not None
    person.press("Enter")
    assert calls_of(desk, "correct") == []


def test_numbers_are_masked_until_asked_for(page, person, desk):
    view = page.bench.view
    assert view.certificate_no[6:14] not in page.bench.form.header.number
    person.press("V")
    assert calls_of(desk, "reveal") == [("reveal", view.id)]
    assert view.certificate_no[6:14] in page.bench.form.header.number
    person.press("J")
    assert page.bench.view.certificate_no[6:14] not in page.bench.form.header.number


def test_withdrawing_asks_for_a_reason(page, person, desk):
    entry = desk.entries[page.bench.view.id]
    entry.answers["employment_form"] = "7"
    entry.state = EntryState.APPROVED
    page.walking.read_again()
    person.settle()
    page.bench.queue.table.setFocus()
    person.press("W")
    assert person.focus is page.bench.withdrawal.reason.choice
    person.press("3", "Enter")
    assert calls_of(desk, "withdraw") == [("withdraw", entry.id, "Typing mistake")]
    assert page.bench.view.state is EntryState.RECEIVED


def test_the_next_entry_is_there_before_it_is_asked_for(page, person, desk):
    following = page.bench.queue.table.neighbour(1)
    assert ("show", following) in desk.calls
    desk.calls.clear()
    person.press("J")
    assert page.bench.view.id == following
    assert ("show", following) not in desk.calls


def test_the_reason_used_last_is_proposed_again_in_chinese_too(page, person, desk, locale_folder):
    use_language("zh_CN", locale_folder)
    person.press("N", "7", "Enter", "3", "Enter")
    page.bench.form.go_to_item("employment_form")
    person.press("1", "Enter")
    reason = page.bench.form.current_field.findChild(ReasonLine)
    assert reason.chosen == "Typing mistake"
    person.press("Enter")
    assert [call[4] for call in calls_of(desk, "correct")] == ["录入笔误", "录入笔误"]


def test_whom_an_entry_is_about_is_not_edited(page, person, desk):
    page.bench.form.go_to_item("certificate_no")
    person.press("V", "F2")
    assert person.focus.isReadOnly()
    person.press("x")
    assert page.bench.form.dirty_field is None


def test_an_exclusive_option_is_left_to_the_rules(page, person, desk):
    page.bench.form.go_to_item("rehab_received")
    person.press("6", "Enter", "1", "Enter")
    assert calls_of(desk, "correct")[0][3] == ["1", "3", "6"]
