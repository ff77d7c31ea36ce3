"""The page of returns: nothing asked, queries made into sheets, answers and closing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.usecases.query_entry import (
    answer_query,
    close_query,
    open_queries_for_errors,
)
from ui.changes import Kind, changed


@pytest.fixture
def asked(page, person, in_worker, opened):
    """Every error of the town is asked about."""
    ids = in_worker(open_queries_for_errors, opened.desk)
    page.refresh(changed(Kind.ENTRIES))
    person.settle()
    return ids


def test_an_empty_page_leads_to_where_queries_begin(page, person):
    wanted = []
    page.go_to.connect(wanted.append)
    assert page.empty.isVisible()
    assert not page.queries.isVisible()
    person.click(page.empty.action)
    assert wanted[0].page == "verify"


def test_sheets_are_made_and_then_it_is_the_communities_turn(
    page, person, asked, tmp_path, monkeypatch
):
    assert len(page.model.rows) == len(asked)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "u"))
    page.open("to_send")
    person.click(page.header.main_button)
    assert page.messages.kind == "done", page.messages.words
    assert page.model.rows == ()
    assert sum(sheet.points for sheet in page.sheet_model.rows) == len(asked)
    assert len(list((tmp_path / "u").glob("*.pdf"))) == len(page.sheet_model.rows)
    page.open("waiting")
    assert len(page.model.rows) == len(asked)
    page.open("overdue")
    assert page.model.rows == ()


def test_an_answer_is_closed_by_its_key(page, person, asked, in_worker, opened):
    in_worker(answer_query, opened.desk, asked[0], "已核实")
    page.refresh(changed(Kind.ENTRIES))
    person.settle()
    page.open("answered")
    assert [one.id for one in page.model.rows] == [asked[0]]
    told = []
    page.changed.connect(told.append)
    page.take_focus()
    person.press("C")
    assert page.messages.kind == "done"
    assert page.model.rows == ()
    assert told[0].entries
    page.open("all")
    assert len(page.model.rows) == len(asked) - 1


def test_a_query_closed_meanwhile_holds_up_no_others(page, person, asked, in_worker, opened):
    in_worker(close_query, opened.desk, page.model.rows[1].id)  # at another seat
    page.queries.selectAll()
    person.press("C")
    assert page.messages.kind == "error"
    assert len(page.model.rows) == len(asked) - 2, "those closed are gone from the list"
    page.queries.selectAll()
    person.press("C")
    assert page.model.rows == ()


def test_a_query_leads_to_its_entry(page, person, asked):
    wanted = []
    page.go_to.connect(wanted.append)
    page.queries.setFocus()
    person.press("Enter")
    assert (wanted[0].page, wanted[0].argument) == ("verify", page.model.rows[0].entry)


def test_every_error_of_a_community_is_asked_about_and_taken_back(page, person):
    page.take_focus()
    page.errors.begin()
    person.settle()
    panel = page.errors.panel
    whole = panel.confirm_button.text()
    assert panel.isVisible()
    page.errors.community.setFocus()
    person.press("Down")  # the first community
    page.errors.community.activated.emit(1)
    person.settle()
    assert panel.confirm_button.text() != whole
    person.click(panel.confirm_button)
    assert page.messages.kind == "done", page.messages.words
    assert {one.community_code for one in page.model.rows} == {page.errors.community.code}
    asked = len(page.model.rows)
    assert str(asked) in page.messages.words
    assert person.focus is page.queries
    page.errors.begin()
    person.settle()
    assert not panel.confirm_button.isVisible()  # nothing is asked twice
    person.press("Esc")
    page.queries.selectAll()
    person.press("C")
    assert page.model.rows == ()
