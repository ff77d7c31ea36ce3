"""A row whose person is not certain: candidates with reasons, picked by a digit."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dsurvey_desktop.intake.cleaning import clean_number
from ui.intake.page import IntakePage


@pytest.fixture
def page(show_page):
    return show_page(IntakePage)


@pytest.fixture
def strangers(tmp_path, sample_town):
    """A file of two people whose numbers are wrong in the middle."""
    path = tmp_path / "下塘村_补报.csv"
    sent = sample_town / "submissions" / "下塘村_导出.csv"
    with sent.open(encoding="gb18030", newline="") as stream:
        header, *lines = csv.reader(stream)
    at, name = header.index("残疾人证号"), header.index("姓名")
    wanted = [line for line in lines if clean_number(line[at])[19:]][:2]
    for line in wanted:
        number = clean_number(line[at])
        line[at] = number[:15] + ("1" if number[15] != "1" else "2") + number[16:]
        line[name] = line[name][0] + "某某"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([header, *wanted])
    return path


def test_a_candidate_is_picked_by_its_digit_and_accepted_by_a(page, idle, strangers, person):
    page.take_in((strangers,))
    idle()
    section = page.sections.set_aside
    assert page.files.chosen.file == strangers.name  # the only file that was read
    assert section.count == 2
    assert section.table.hasFocus()
    form = section.form
    parts = (form.candidates, form.accept_button, form.cells)
    places = [one.mapTo(form, one.rect().topLeft()).y() for one in parts]
    assert places == sorted(places)  # the cells of two hundred columns push nothing away
    row = section.model.rows[0]
    assert row.proposal is None
    assert row.candidates
    assert section.form.candidates.isVisible()
    person.press("1")
    assert section.form.certificate.text() == row.candidates[0].certificate_no
    assert row.candidates[0].name in section.form.accept_button.text()
    person.press("A")
    assert section.count == 1


def test_a_digit_without_a_candidate_changes_nothing(page, person):
    section = page.sections.set_aside
    section.table.setFocus()
    section.table.selectRow(section.count - 1)
    person.press("5")
    assert section.form.certificate.text() == ""


def test_enter_in_the_list_of_candidates_picks_too(page, idle, strangers):
    page.take_in((strangers,))
    idle()
    section = page.sections.set_aside
    rows = [n for n, row in enumerate(section.model.rows) if row.file == strangers.name]
    section.table.selectRow(rows[0])
    table = section.form.candidates.table
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (
        section.form.certificate.text() == section.model.rows[rows[0]].candidates[0].certificate_no
    )
    assert "••" in table.model().index(0, 2).data()
