"""Draw, print, scan: over the practice office."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog


@pytest.fixture
def drawn(page, person):
    page.plan.share.setValue(5)
    page.plan.seed.setText("20251008")
    person.click(page.plan.draw_button)
    return page


def test_before_the_first_sample_nothing_can_be_printed(page):
    assert page.members.members == ()
    assert not page.sheets.print_button.isEnabled()


def test_each_community_gives_its_share_rounded_up(drawn):
    shares = drawn.plan.table.model().rows
    assert shares
    assert all(one.drawn == -(-one.frame * 5 // 100) for one in shares)
    assert len(drawn.members.members) == sum(one.drawn for one in shares)
    assert drawn.sheets.print_button.isEnabled()


def test_the_same_seed_draws_the_same_people(drawn, person):
    first = [member.entry for member in drawn.members.members]
    person.click(drawn.plan.draw_button)
    assert [member.entry for member in drawn.members.members] == first
    drawn.plan.take_new_seed()
    person.click(drawn.plan.draw_button)
    assert [member.entry for member in drawn.members.members] != first


def test_a_seed_that_is_no_number_is_refused_in_place(page, person):
    page.plan.seed.clear()
    person.click(page.plan.draw_button)
    assert page.plan.seed.property("wrong") == "true"
    assert page.members.members == ()


def test_the_sheets_are_written_where_the_person_says(drawn, person, monkeypatch, tmp_path):
    target = tmp_path / "sheets.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    person.click(drawn.sheets.print_button)
    assert target.read_bytes().startswith(b"%PDF")
    assert target.name in drawn.sheets.result
    assert drawn.sheets.folder_button.isVisible()


def scan(page, person, member) -> None:
    page.members.code.setFocus()
    person.press(member.short_code, "Enter")


def test_a_scanned_sheet_is_answered_with_one_key_an_item(drawn, person):
    member = drawn.members.members[3]
    wanted = []
    drawn.go_to.connect(wanted.append)
    scan(drawn, person, member)
    form = drawn.form
    assert form.isVisible()
    assert drawn.sheets.isHidden()
    assert drawn.members.code.text() == ""
    person.press("Ctrl+Enter")
    assert drawn.members.members[3] == member, "no new sample is drawn under a sheet"
    person.type_in("周核查")
    form.items.setFocus()
    lines = form.items.lines
    person.press("1", "1", "2")
    assert form.other.isVisible()
    options = lines.rows[2].item.choices
    other = next(one for one in options if one.code != lines.rows[2].item.registered)
    person.press(other.code, "Enter")
    assert (lines.rows[2].words, lines.rows[3].judgement) == (other.label, None)
    scan(drawn, person, drawn.members.members[4])
    assert form.sheet.short_code == member.short_code, "answers are not lost to the next scan"
    assert form.items.hasFocus()
    person.press("Esc")
    assert form.isVisible(), "unsaved answers are dropped only when Esc is pressed once more"
    assert form.unsaved_code == member.short_code
    person.press("3", "Esc")
    assert form.isVisible(), "and the first Esc is forgotten when the work goes on"
    person.press("a", "Esc")
    assert form._open.isVisible(), "from the button as from the items"
    form.facts.by.setFocus()
    person.press("Esc")
    assert form.isHidden()
    scan(drawn, person, member)
    form.facts.by.setText("周核查")
    form.items.setFocus()
    person.press("1", "1", "2", other.code, "Enter", "3")
    person.press("a", "Enter")
    assert form.isHidden()
    assert drawn.sheets.isVisible()
    assert drawn.members.code.hasFocus(), "ready for the next scan"
    (done,) = [one for one in drawn.members.members if one.checked]
    assert (done.short_code, done.checked.checked_by) == (member.short_code, "周核查")
    assert [one.found for one in done.differences] == [other.label]
    assert "1" in drawn.results.sheets.text()
    assert drawn.results.rate.isVisible()
    (worst,) = drawn.rates.items.model.rows
    assert (worst.differing, drawn.rates.communities.model.rows[0].differing) == (1, 1)
    scan(drawn, person, member)
    person.click(form.save_button)
    assert form.facts.reason_row.error, "entered again it needs a reason"
    form.items.setFocus()
    person.press("Esc")
    scan(drawn, person, member)
    person.click(form.open_button)
    assert [(one.page, one.argument) for one in wanted] == [("verify", member.entry)]


def test_an_item_without_result_is_pointed_at_and_nobody_met_needs_none(drawn, person):
    drawn.window().resize(640, 420)
    scan(drawn, person, drawn.members.members[0])
    form = drawn.form
    assert form.facts.by.visibleRegion().boundingRect() == form.facts.by.rect()
    person.type_in("周核查")
    person.click(form.save_button)
    assert form.isVisible()
    assert form.items.hasFocus()
    form.facts.not_found.click()
    assert form.items.isHidden()
    person.click(form.save_button)
    assert form.isHidden()
    (done,) = [one for one in drawn.members.members if one.checked]
    assert done.checked.outcome == "not_found"


def test_an_unknown_code_says_so_and_is_ready_for_the_next(drawn, person):
    wanted = []
    drawn.go_to.connect(wanted.append)
    drawn.members.code.setFocus()
    person.press("99-9999-9", "Enter")
    assert wanted == []
    assert drawn.members.code_row.error
    assert drawn.members.code.selectedText() == "99-9999-9"


def test_certificate_numbers_are_masked_in_the_list(drawn):
    model = drawn.members.table.model()
    last = model.columnCount() - 1
    shown = {model.index(row, last).data() for row in range(model.rowCount())}
    assert all("•" in number for number in shown)


def test_the_report_is_written_as_excel_or_pdf(drawn, person, monkeypatch, tmp_path):
    for name, kind, begin in (("r.xlsx", "", b"PK"), ("r", "(*.pdf)", b"%PDF")):
        target = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args, t=target, k=kind: (str(t), k)
        )
        drawn._reporting.write.trigger()
        person.settle()
        written = target if target.suffix else target.with_suffix(".pdf")
        assert written.read_bytes().startswith(begin)


def test_cancelling_the_dialog_prints_nothing(drawn, person, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    person.click(drawn.sheets.print_button)
    assert drawn.sheets.result == ""
    assert not list(Path.cwd().glob("*.pdf"))
