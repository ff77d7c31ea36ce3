"""Confirming again for the reference date (rule D02)."""

from __future__ import annotations

from datetime import date

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.contact import ContactOutcome, ContactWay
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.confirm_entries import (
    list_to_confirm,
    print_call_sheet,
    record_contact,
)
from dsurvey_desktop.usecases.correct_entry import undo_correction
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch

UNCHANGED, CHANGED, NOT_REACHED = ContactOutcome


@pytest.fixture
def early(small_desk, small):
    """Three people surveyed in September, one in October."""
    answers = [one | {"survey_date": "2025-09-10"} for one in small.people[:3]]
    add_submissions(small_desk, [small.submission("早.csv", *answers, small.people[3])])
    return list_to_confirm(small_desk)


def test_who_was_surveyed_before_the_day_is_on_the_list(small_desk, small, early):
    assert {one.certificate_no for one in early} == {
        one["certificate_no"] for one in small.people[:3]
    }
    assert all(one.survey_date == "2025-09-10" for one in early)
    assert show_progress(small_desk).total.to_confirm == 3
    with pytest.raises(AppError):
        list_to_confirm(small_desk, "330282105999")


def test_unchanged_confirms_by_a_correction_that_can_be_taken_back(small_desk, early):
    one = early[0].entry
    record_contact(small_desk, one, UNCHANGED, day=date(2025, 10, 2), spoke_with="本人")
    view = show_entry(small_desk, one)
    assert view.corrections[0].item == "reconfirmed_on"
    assert view.corrections[0].new == "2025-10-02"
    assert view.corrections[0].reason == "再次确认（电话）"
    assert one not in {each.entry for each in list_to_confirm(small_desk)}
    undo_correction(small_desk, one)
    back = next(each for each in list_to_confirm(small_desk) if each.entry == one)
    assert [each.spoke_with for each in back.attempts] == ["本人"]


def test_changed_and_not_reached_are_counted_and_stay_on_the_list(small_desk, early):
    one = early[0].entry
    assert record_contact(small_desk, one, NOT_REACHED) == 1
    assert record_contact(small_desk, one, CHANGED, ContactWay.VISIT, remark="已就业") == 2
    found = next(each for each in list_to_confirm(small_desk) if each.entry == one)
    assert [(each.outcome, each.way, each.remark) for each in found.attempts] == [
        (NOT_REACHED, ContactWay.PHONE, ""),
        (CHANGED, ContactWay.VISIT, "已就业"),
    ]
    assert show_entry(small_desk, one).corrections == ()


@pytest.mark.parametrize("day", [date(2025, 9, 29), date(2099, 1, 1)])
def test_a_day_before_the_reference_date_or_to_come_confirms_nothing(small_desk, early, day):
    with pytest.raises(AppError) as caught:
        record_contact(small_desk, early[0].entry, UNCHANGED, day=day)
    assert caught.value.code == "day_invalid"
    assert list_to_confirm(small_desk) == early


def test_an_approval_falls_when_its_entry_is_confirmed_later(small_desk, early):
    one = early[0].entry
    approve_entries(small_desk, [one])
    record_contact(small_desk, one, UNCHANGED, day=date(2025, 10, 2))
    assert show_entry(small_desk, one).state is EntryState.READY


def test_whom_one_has_called_is_not_undone_with_the_file(small_desk, early):
    record_contact(small_desk, early[0].entry, NOT_REACHED)
    with pytest.raises(AppError) as caught:
        undo_batch(small_desk, list_batches(small_desk)[0].id)
    assert caught.value.context["reasons"] == {"contacted": 1}
    assert len(list_entries(small_desk)) == 4


def test_the_call_sheet_names_everybody_with_number_and_boxes(small_desk, early, tmp_path):
    record_contact(small_desk, early[0].entry, NOT_REACHED)
    written = print_call_sheet(small_desk, tmp_path / "名单.pdf")
    pages = [page.extract_text() for page in PdfReader(written.path).pages]
    assert len(pages) == written.pages
    text = "".join(pages)
    for one in early:
        assert one.name in text
        assert all(phone in text for phone in one.phones)
    assert text.count("变化内容：") == 3
    assert "需确认 3 人" in text


def test_nobody_to_call_makes_a_sheet_that_says_so(small_desk, tmp_path):
    written = print_call_sheet(small_desk, tmp_path / "名单.pdf")
    assert "没有需要再次确认的人员" in PdfReader(written.path).pages[0].extract_text()
