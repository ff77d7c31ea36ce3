"""The same page over the practice office: the use cases answer as the page expects."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypinyin import Style, lazy_pinyin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.correction_reasons import add_reason
from dsurvey_desktop.usecases.intake_views import DetailCell, DetailView
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.query_entry import answer_query, open_queries_for_errors
from ui.changes import EVERYTHING
from ui.verify.finding_line import FindingLine
from ui.verify.findings_window import MOST

NUMBER = "33028219750101123444"


@pytest.fixture
def page(practice_page):
    return practice_page


def rules(page) -> list[str]:
    return [one.finding.rule for one in page.bench.view.findings]


def test_a_name_is_taken_from_the_roster_and_the_entry_approved(page, person):
    while "P03" not in rules(page):
        person.press("J")
    entry, name = page.bench.view.id, page.bench.view.name
    while page.bench.form.findings.current is None or (
        page.bench.form.findings.current.finding.rule != "P03"
    ):
        person.press("N")
    person.click(page.bench.evidence.proposals.buttons[0])
    person.press("Enter")
    assert page.messages.kind == "done", page.messages.words
    assert "P03" not in rules(page)
    assert page.bench.view.corrections[0].old == name
    assert page.bench.view.corrections[0].reason == "As on the roster"
    page.bench.queue.table.setFocus()
    person.press("A")
    assert page.bench.view.id != entry
    line = page.feed.model.line_at(page.feed.model.row_of(entry))
    assert line.state is EntryState.APPROVED


def listed(page) -> list[FindingLine]:
    return [line for line in page.bench.form.findings.findChildren(FindingLine) if line.isVisible()]


@pytest.fixture
def many_findings(page, person, in_worker, opened):
    """Somebody who is said to have moved away, though the whole form is filled in."""
    in_worker(correct_entry, opened.desk, page.bench.view.id, "status", "2", "电话核实")
    page.walking.read_again()
    person.settle()


@pytest.mark.usefixtures("many_findings")
def test_of_many_findings_a_few_are_listed_and_follow_the_person(page, person):
    findings, form = page.bench.form.findings, page.bench.form
    count = len(page.bench.view.findings)
    assert count > 2 * MOST
    assert len(listed(page)) == MOST
    assert form.sections.height() > form.findings.height()
    person.press(*"NNNNNN")
    assert findings.more.text() == f"4 to 7 of {count}; list all"
    assert listed(page)[-2].accessibleName().endswith(str(findings.current.finding.message) + " ")
    at = findings.current
    findings.more.setFocus()
    person.press("Space")
    assert len(listed(page)) == count
    assert findings.current is at
    person.press("Space", "P")
    assert len(listed(page)) == MOST


@pytest.mark.usefixtures("many_findings")
def test_of_many_queries_the_one_of_the_field_is_shown_and_the_form_keeps_its_room(
    page, person, in_worker, opened
):
    in_worker(open_queries_for_errors, opened.desk, page.bench.view.community_code)
    page.walking.read_again()
    person.settle()
    panel, form = page.bench.queries, page.bench.form
    count = len(panel.queries)
    assert count > MOST
    assert panel.more.text() == f"1 of {count}; list all"
    assert panel.height() < form.height()
    person.press("N", "N", "N")
    place = [one.item for one in panel.queries].index(form.current_item)
    assert panel.more.text() == f"{place + 1} of {count}; list all"
    panel.more.setFocus()
    person.press("Space")
    assert panel.more.text() == f"{count} in all; list a few"
    person.press("Space")
    in_worker(answer_query, opened.desk, panel.queries[-1].id, "是")
    page.walking.read_again()
    person.settle()
    assert panel.queries[0].answer == "是"  # what waits for the officer comes first


@pytest.mark.usefixtures("many_findings")
def test_what_is_saved_blank_and_asked_no_more_holds_nobody(page, person):
    before = page.bench.view.id
    person.press("N")
    item = page.bench.form.current_item
    person.press("T", "Enter")
    assert "Saved" in page.messages.words
    assert page.bench.view.corrections[0].reason == "Not asked of this person"
    assert person.focus is page.bench.queue.table
    assert not page.bench.form.current_field.isVisible()
    assert page.bench.form.dirty_field is None
    page.resize(1366, 660)
    page.bench.panes._enough_px = page.width() + 1  # as at large text: evidence below the queue
    page.resize(1365, 660)
    low = page.bench.evidence.height()
    person.press("H")
    assert page.bench.evidence.has_focus
    assert page.bench.evidence.height() > low
    person.press("Esc", "F2")
    assert page.bench.evidence.height() == low
    assert page.bench.form.current_field.isVisible()
    assert page.bench.form.current_item == item
    page.bench.queue.table.setFocus()
    person.press("J")
    assert page.bench.view.id != before


def test_a_change_in_a_folded_section_is_gone_back_to(page, person):
    person.press("N", "F2")
    field = page.bench.form.current_field
    field.take_value("测试" if field.item.kind == "text" else field.item.choices[-1].code)
    box = next(b for b in page.bench.form.sections._boxes if field in b.fields.values())
    box.set_open(is_open=False)
    assert not field.isVisible()
    page.bench.queue.table.setFocus()
    person.press("J")
    assert field.isVisible()
    assert field.isAncestorOf(person.focus)


@pytest.mark.usefixtures("many_findings")
def test_a_question_is_about_the_field_one_went_on_to(page, person):
    person.press("N")
    first = page.bench.form.findings.current.finding
    other = next(
        one.finding for one in page.bench.view.findings if one.finding.item not in ("", first.item)
    )
    page.bench.form.go_to_item(other.item)
    person.press("R")
    assert page.bench.queries.words.text() == str(other.message)
    assert page.bench.queries.words.cursorPosition() == 0
    person.press("Esc")
    assert person.focus is page.bench.form.current_field
    person.press("R", "Enter")
    (query,) = page.bench.view.queries
    assert (query.rule, query.item) == other.key
    QTest.keyClick(person.focus, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    person.settle()
    assert "withdrawn" in page.messages.words
    assert not page.bench.queries.isVisible()


def test_the_evidence_names_file_row_and_column(page, person):
    person.press("N")
    place = page.bench.evidence.place
    assert page.bench.view.source.file in place
    assert str(page.bench.view.source.row) in place


def test_details_that_came_with_the_form_stand_below_the_evidence(page, person):
    line = DetailView("成员.csv", 3, (DetailCell("m_id", NUMBER), DetailCell("KEY", "uuid:1")))
    page.bench.show_view(replace(page.bench.view, details=(line,)))
    words = [one.text() for one in page.bench.evidence.details.findChildren(QLabel)]
    assert words[-3].endswith("1")
    assert words[-2:] == [f"m_id: {mask_number(NUMBER)}", "成员.csv · row 3"]
    assert page.bench.evidence.details.isVisible()
    page.bench.show_view(replace(page.bench.view, details=()))
    assert not page.bench.evidence.details.isVisible()


def test_beside_the_cell_stands_what_it_was_read_as(page, person):
    changed = [one for one in page.bench.view.changes if one.raw.strip() != one.value]
    while not changed:
        person.press("J")
        changed = [one for one in page.bench.view.changes if one.raw.strip() != one.value]
    view = page.bench.view
    items = {item.name: item for section in view.sections for item in section.items}
    pane = page.bench.evidence
    told = [item for one in changed if (item := items[one.item]).evidence.read_as]
    pane.show_item(view, told[0], is_revealed=True)
    assert pane.read_as == f"Read as: {told[0].evidence.read_as}"
    plain = next(item for item in items.values() if not item.evidence.read_as)
    pane.show_item(view, plain, is_revealed=True)
    assert pane.read_as == ""


def test_search_by_initials_finds_a_name(page, person):
    page.facets.change(quality="ready")
    person.settle()
    page.bench.queue.table.go_to_row(0)
    person.settle()
    view, everybody = page.bench.view, len(page.feed.model.ids)
    initials = "".join(lazy_pinyin(view.name, style=Style.FIRST_LETTER))
    person.press("/", initials)
    assert view.id in page.feed.model.ids
    assert len(page.feed.model.ids) < everybody


def test_a_withdrawn_approval_is_on_record(page, person):
    page.facets.change(quality="ready")
    person.settle()
    page.bench.queue.table.go_to_row(0)
    page.bench.queue.table.setFocus()
    person.settle()
    person.press("A", "K", "W", "3", "Enter")
    assert page.messages.kind == "done", page.messages.words
    assert page.bench.view.state is not EntryState.APPROVED


def test_an_entry_is_returned_asked_again_and_closed_by_keys(page, person, in_worker, opened):
    page.facets.change(quality="error")
    person.settle()
    page.bench.queue.table.setFocus()
    person.press("N", "R")
    finding = page.bench.form.findings.current.finding
    assert page.bench.queries.words.text() == str(finding.message)
    person.press("Enter")
    assert page.messages.kind == "done", page.messages.words
    (query,) = page.bench.queries.queries
    assert (query.rule, query.item) == finding.key
    assert page.bench.view.state is EntryState.IN_QUERY
    in_worker(answer_query, opened.desk, query.id, "不清楚")
    page.walking.read_again()
    person.settle()
    page.bench.queue.table.setFocus()
    person.press("R")
    page.bench.queries.words.clear()
    person.type_in("请上门核实")
    person.press("Enter")
    assert page.bench.queries.queries[0].question == "请上门核实"
    person.shift("R")
    assert page.bench.queries.queries == ()
    assert not page.bench.queries.isVisible()
    assert page.bench.view.state is not EntryState.IN_QUERY
    assert len(page.bench.view.queries[0].steps) == 4


def test_escape_asks_nothing(page, person):
    person.press("R", "x", "Esc")
    assert not page.bench.queries.isVisible()
    assert page.bench.view.queries == ()


def test_what_was_taken_back_is_done_again_by_its_key(page, person):
    while "P03" not in rules(page):
        person.press("J")
    while page.bench.form.findings.current is None or (
        page.bench.form.findings.current.finding.rule != "P03"
    ):
        person.press("N")
    person.click(page.bench.evidence.proposals.buttons[0])
    person.press("2", "Enter")
    page.bench.queue.table.setFocus()
    person.press("U")
    assert "P03" in rules(page)
    person.shift("U")
    assert page.messages.kind == "done", page.messages.words
    assert "P03" not in rules(page)
    person.shift("U")
    assert page.messages.kind == "error"


def test_the_offices_own_reasons_are_in_the_list(page, person, in_worker, opened):
    in_worker(add_reason, opened.desk, "比对社保数据")
    page.refresh(EVERYTHING)
    person.settle()
    person.press("N", "F2")
    field = page.bench.form.current_field
    field.take_value("测试") if field.item.kind == "text" else field.take_value(
        field.item.choices[-1].code
    )
    shown = [field._reason.choice.itemText(n) for n in range(field._reason.choice.count())]
    assert any("比对社保数据" in words for words in shown)
    field.discard()


def to_note(page, person) -> None:
    """Into the entry's remark, without changing it."""
    page.bench.form.go_to_item("note")
    person.settle()


def test_one_answer_is_given_to_all_entries_of_the_filter_after_a_look(
    page, person, in_worker, opened
):
    view = page.bench.view
    in_worker(correct_entry, opened.desk, view.id, "note", "统一备注", "电话核实")
    page.facets.change(community=view.community_code)
    person.settle()
    page.bench.queue.table.go_to_entry(view.id)
    page.walking.read_again()
    person.settle()
    to_note(page, person)
    QTest.keyClick(person.focus, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    person.settle()
    rows = page.bench.many.model.rows
    assert len(rows) == len(page.feed.model.ids) - 1 > 0
    assert {row.new for row in rows} == {"统一备注"}
    person.press("2", "Enter")
    assert page.messages.kind == "done", page.messages.words
    assert not page.bench.many.isVisible()
    entries = in_worker(list_entries, opened.desk)
    own = [one for one in entries if one.community_code == view.community_code]
    assert {one.answers.get("note") for one in own} == {"统一备注"}
    page.bench.queue.table.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(person.focus, Qt.Key.Key_U, both)
    person.settle()
    assert page.messages.kind == "done", page.messages.words
    entries = in_worker(list_entries, opened.desk)
    own = [one for one in entries if one.community_code == view.community_code]
    assert [one.id for one in own if "note" in one.answers] == [view.id]


def test_giving_up_a_batch_changes_nothing(page, person, in_worker, opened):
    before = in_worker(list_entries, opened.desk)
    to_note(page, person)
    page.many.begin()
    person.settle()
    assert page.messages.kind == "notice"
    page.bench.form.go_to_item("marital_status")
    page.many.begin()
    person.settle()
    assert page.bench.many.model.rows
    person.press("Esc")
    assert not page.bench.many.isVisible()
    assert in_worker(list_entries, opened.desk) == before


def test_a_correction_file_is_shown_with_what_it_refuses_and_then_done(
    page, person, in_worker, opened, tmp_path, monkeypatch
):
    view = page.bench.view
    file = tmp_path / "更正表.csv"
    head, number = "残疾人证号,项目,原值,新值,原因", view.certificate_no
    file.write_text(f"{head}\n{number},备注,,补充,核实\n{number},备注,不对,补充,核实\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))
    page.many.choose_file()
    person.settle()
    assert [bool(row.problem) for row in page.bench.many.model.rows] == [False, True]
    assert not page.bench.many.reason.isVisible()
    assert page.bench.many.model.rows[1].where == f"row 3 {view.name}"
    assert "不对 → 补充" in page.bench.many.whole.text()
    assert "no longer holds" in page.bench.many.whole.text()
    assert not page.bench.evidence.isVisible()
    person.press("Space")
    assert page.bench.evidence.isVisible()
    assert page.messages.kind == "warning"
    assert f"row 3 {view.name}: " in page.messages._advice.text()
    entry = next(e for e in in_worker(list_entries, opened.desk) if e.id == view.id)
    assert entry.answers["note"] == "补充"


@pytest.mark.usefixtures("many_findings")
def test_all_that_is_not_asked_is_blanked_at_once_and_taken_back_at_once(page, person):
    names = [item.name for item in page.bench.view.not_asked]
    page.bench.queue.table.setFocus()
    person.press("R")
    assert page.bench.queries.line.isVisible()
    page.bench.queue.table.setFocus()
    person.shift("T")
    panel = page.bench.clearing
    assert not page.bench.queries.isVisible()  # one question at a time
    assert not page.bench.form.isVisible()
    assert len(panel.model.rows) == len(names)
    phone = next(row.old for row in panel.model.rows if row.item == "Mobile number")
    assert "••••" in phone
    person.press("Enter")  # with the reason that is there
    assert page.messages.kind == "done", page.messages.words
    assert page.bench.form.isVisible()
    assert page.bench.view.not_asked == ()
    person.press("U")
    assert [item.name for item in page.bench.view.not_asked] == names
    person.shift("A")
    person.shift("T")
    assert not page.bench.batch.isVisible()
    person.press("Esc")
    assert person.focus is page.bench.queue.table


def test_an_entry_that_is_read_again_still_shows_what_is_behind_its_worst_finding(page, person):
    shown = page.bench.evidence.place
    assert shown != page.bench.view.source.file
    page.walking.read_again()
    person.settle()
    assert page.bench.evidence.place == shown
