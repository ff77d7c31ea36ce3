"""Blind second entry at the window: draw, enter by keys, decide, see the rate."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from dsurvey_desktop.usecases.change_settings import change_second_share
from dsurvey_desktop.usecases.decide_second import list_differences
from dsurvey_desktop.usecases.enter_again import enter_again
from tests.ui.person import Person
from tests.ui.second_entry.conftest import draw
from ui.changes import EVERYTHING, Destination, Kind, changed


def test_a_draw_is_listed_and_not_for_who_knows_the_entries(page, person):
    assert page.drawn.table.isHidden()
    assert page.differences.isHidden()
    assert page.rates.isHidden()
    page.drawn.share.setValue(1)
    page.drawn.draw_button.setFocus()
    person.press("Enter")
    assert page.messages.kind == "done"
    lines = page.drawn.model.rows
    assert len(lines) == 8
    assert all(one.is_own for one in lines)
    page.take_focus()
    person.press("Enter")
    assert page.messages.kind == "notice"
    assert page.panel.isHidden()


def test_the_form_is_blank_and_the_first_answers_are_out_of_sight(second_page, qtbot):
    person = Person(qtbot, second_page)
    second_page.take_focus()
    person.press("Enter")
    panel = second_page.panel
    assert panel.isVisible()
    assert panel.line == second_page.drawn.model.rows[0]
    assert panel.line.name in panel._who.text()
    assert "••" in panel._who.text()
    assert all(field.item.value is None for field in panel.form.sections.fields)
    for card in (second_page.drawn, second_page.differences, second_page.rates):
        assert card.isHidden()
    second_page.refresh(EVERYTHING)
    person.settle()
    assert second_page.drawn.isHidden()
    second_page.leave()
    assert second_page.drawn.isVisible()


def test_a_paper_is_entered_by_keys_and_compared(second_page, qtbot, opened, in_worker, paper):
    person = Person(qtbot, second_page)
    second_page.take_focus()
    person.press("Enter")
    entry = second_page.panel.line.entry
    status = paper(entry)["status"]
    person.press(status)  # the first field is the status; a digit chooses
    assert second_page.panel.answers == {"status": status}
    for kind in ("warning", "done"):  # blanks are told first: it can be kept only once
        QTest.keyClick(person.focus, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert second_page.messages.kind == kind
    line = second_page.drawn.model.rows[0]
    assert line.entered_by == "林复录"
    assert line.differing == len(paper(entry).keys() - {"name", "certificate_no", "status"})
    assert second_page.rates.isVisible()
    assert f"{line.differing} 项不一致" in second_page.rates.total.text()
    assert second_page.differences.isVisible()
    assert not second_page.differences.first_button.isEnabled()  # the second does not decide


def test_the_first_person_decides_with_a_reason(page, person, opened, colleague, in_worker, paper):
    entry = in_worker(draw, opened.desk).entries[0].entry
    said = paper(entry) | {"note": "纸上有备注", "mobile": "13900000000"}
    in_worker(enter_again, colleague, entry, said)
    page.refresh(EVERYTHING)
    person.settle()
    card = page.differences
    assert {one.item for one in card.model.rows} == {"note", "mobile"}
    mobile = next(n for n, one in enumerate(card.model.rows) if one.item == "mobile")
    assert card.model.rows[mobile].second_shown == "139••••0000"
    card.table.selectRow(mobile)
    page.reveal()
    person.settle()
    assert card.current.second_shown == "13900000000"
    page.differences.keep_second()
    assert person.focus is card.reason  # a reason is needed first
    card.reason.setText("纸质表如此")
    QTest.keyClick(card.reason, Qt.Key.Key_F8)
    person.settle()
    assert page.messages.kind == "done"
    assert [one.item for one in card.model.rows] == ["note"]
    assert paper(entry)["mobile"] == "13900000000"
    decided = in_worker(lambda: list_differences(opened.desk, with_decided=True))
    assert {one.item: one.kept for one in decided} == {"mobile": "second", "note": ""}
    went: list[Destination] = []
    page.go_to.connect(went.append)
    card.table.setFocus()
    person.press("Enter")
    assert went == [Destination("verify", entry)]


def test_a_third_answer_is_typed_where_neither_is_right(
    page, person, opened, colleague, in_worker, paper
):
    entry = in_worker(draw, opened.desk).entries[0].entry
    in_worker(enter_again, colleague, entry, paper(entry) | {"mobile": "13900000000"})
    page.refresh(EVERYTHING)
    person.settle()
    card = page.differences
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_F9)
    assert card.other.isVisible()
    assert card.other.save_button.text() == "纸质表未填"
    person.type_in("13800000001")
    assert card.other.save_button.text() == "以此为准"
    person.press("Enter")
    assert person.focus is card.reason  # a reason is needed first
    person.type_in("纸质表如此")
    person.press("Enter")
    assert card.other.isHidden()
    assert paper(entry)["mobile"] == "13800000001"
    (one,) = in_worker(lambda: list_differences(opened.desk, with_decided=True))
    assert (one.kept, one.reason) == ("other", "纸质表如此")


def test_giving_up_a_third_answer_decides_nothing(
    page, person, opened, colleague, in_worker, paper
):
    entry = in_worker(draw, opened.desk).entries[0].entry
    said = paper(entry) | {"mobile": "13900000000", "note": "纸上有备注"}
    in_worker(enter_again, colleague, entry, said)
    page.refresh(EVERYTHING)
    person.settle()
    card = page.differences
    card.table.setFocus()
    QTest.keyClick(card.table, Qt.Key.Key_F9)
    person.press("Esc")
    assert card.other.isHidden()
    assert person.focus is card.table
    QTest.keyClick(card.table, Qt.Key.Key_F9)
    card.table.selectRow(1)  # the answer belongs to the line it was asked for
    assert card.other.isHidden()
    assert len(in_worker(lambda: list_differences(opened.desk))) == 2


def test_words_stand_level_with_their_fields(page):
    labels = [one for one in page.drawn.findChildren(QLabel) if one.text() in ("比例", "随机种子")]
    assert len(labels) == 2
    middle = page.drawn.share.geometry().center().y()
    assert all(abs(one.geometry().center().y() - middle) <= 1 for one in labels)


def test_the_report_is_written_where_the_person_says(
    page, person, opened, colleague, in_worker, paper, tmp_path, monkeypatch
):
    entry = in_worker(draw, opened.desk).entries[0].entry
    in_worker(enter_again, colleague, entry, paper(entry) | {"note": "纸上有备注"})
    page.refresh(EVERYTHING)
    person.settle()
    assert [one.name for one in page.rates.clerks.model.rows] == ["演示经办人"]
    assert [one.name for one in page.rates.seconds.model.rows] == ["林复录"]
    target = tmp_path / "报告.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.differences.table.setFocus()
    QTest.keyClick(page.differences.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    assert target.stat().st_size > 0


def test_the_campaigns_share_is_proposed_and_said(page, person, opened, in_worker):
    assert page.drawn.share.value() == 5
    assert "未要求" in page.drawn.asked.text()
    in_worker(change_second_share, opened.desk, 0.1)
    page.refresh(changed(Kind.OFFICE))
    person.settle()
    assert page.drawn.share.value() == 10
    assert "每个村(社区)二次录入 10%，还须抽取" in page.drawn.asked.text()
