"""A return goes out to a community and its answers land on the same entries."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.storage import entry_store, office_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_queries import list_queries
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.make_returns import list_returns, make_returns, reprint_return
from dsurvey_desktop.usecases.move_entries import move_entries
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.query_entry import (
    answer_query,
    ask_again,
    close_query,
    open_queries_for_errors,
    open_query,
)
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch
from tests.changed_form import next_edition

VALUE, WORDS = 7, 8


class Round:
    """One person's entry, asked about two items and once as a whole, and the sheet."""

    def __init__(self, desk, small, folder: Path):
        self.desk = desk
        self.folder = folder
        add_submissions(desk, [small.submission("首次.csv", *small.people[:2])])
        self.id = next(e.id for e in list_entries(desk) if e.state is EntryState.READY)
        self.mobile = open_query(desk, self.id, "手机号码是否有误?", item="mobile")
        self.marital = open_query(desk, self.id, "请核实婚姻状况", item="marital_status")
        self.whole = open_query(desk, self.id, "本人是否仍在本村居住?")
        (self.sheet,) = make_returns(desk, folder / "out")

    @property
    def entry(self):
        return next(e for e in list_entries(self.desk) if e.id == self.id)

    def fill(self, answers: dict, name: str = "答复.xlsx", source: str = "") -> Path:
        """Write `(value, words)` beside queries, as a person would in Excel."""
        book = openpyxl.load_workbook(source or self.sheet.workbook)
        page = book.worksheets[0]
        for row in page.iter_rows(min_row=5):
            for query, (value, words) in answers.items():
                if row[0].value == f"Q{query.id}":
                    page.cell(row[0].row, VALUE).value = value
                    page.cell(row[0].row, WORDS).value = words
        path = self.folder / name
        book.save(path)
        return path

    def send(self, path: Path, **options):
        (outcome,) = add_submissions(self.desk, [path], **options)
        sums = outcome.taken + outcome.set_aside + outcome.unchanged + outcome.pending
        assert outcome.rows_read == sums
        return outcome

    def query(self, query):
        found = list_queries(self.desk, tuple(QueryState))
        return next(one for one in found if one.id == query.id)


@pytest.fixture
def sent(small_desk, small, tmp_path) -> Round:
    return Round(small_desk, small, tmp_path)


def test_an_answer_waits_as_a_difference_on_the_same_entry(sent):
    before = sent.entry
    outcome = sent.send(sent.fill({sent.mobile: ("13912345678", "本人来电更正")}))
    assert (outcome.kind, outcome.refusal, outcome.pending, outcome.unchanged) == (
        "return", None, 1, 2,
    )  # fmt: skip
    (waiting,) = list_pending(sent.desk)
    assert (waiting.entry, waiting.name) == (sent.id, before.name)
    assert [(one.item, one.old, one.new) for one in waiting.differences] == [
        ("mobile", before.answers.get("mobile"), "13912345678")
    ]
    answered = sent.query(sent.mobile)
    assert (answered.state, answered.turn) == (QueryState.ANSWERED, Turn.OFFICE)
    assert answered.answer == "正确内容：13912345678；本人来电更正"
    assert sent.query(sent.whole).state is QueryState.OPEN
    assert sent.entry == before
    decide_pending(sent.desk, [waiting.id], take=True)
    after = sent.entry
    assert after.answers == before.answers | {"mobile": "13912345678"}
    assert after.source == before.source
    assert after.state is EntryState.IN_QUERY
    view = show_entry(sent.desk, sent.id)
    assert (view.corrections[0].item, view.corrections[0].new) == ("mobile", "13912345678")
    check_log(sent.desk)


def test_what_the_office_corrected_meanwhile_stays(sent):
    sent.send(sent.fill({sent.mobile: ("13912345678", "")}))
    correct_entry(sent.desk, sent.id, "note", "电话核实过", "电话核实")
    (waiting,) = list_pending(sent.desk)
    assert [one.item for one in waiting.differences] == ["mobile"]
    decide_pending(sent.desk, [waiting.id], take=True)
    assert sent.entry.answers["note"] == "电话核实过"


def test_words_alone_answer_the_query_and_change_nothing(sent):
    before = sent.entry
    outcome = sent.send(sent.fill({sent.whole: (None, "是, 仍住本村")}))
    assert (outcome.taken, outcome.unchanged) == (1, 2)
    assert sent.query(sent.whole).answer == "是, 仍住本村"
    assert sent.entry == before


def test_labels_codes_and_the_word_for_blank_are_understood(sent):
    label = next(
        choice.label
        for section in show_entry(sent.desk, sent.id).sections
        for item in section.items
        if item.name == "marital_status"
        for choice in item.choices
        if choice.code != item.value
    )
    sent.send(sent.fill({sent.marital: (label, ""), sent.mobile: ("空白", "无手机")}))
    changes = {d.item: d.new for one in list_pending(sent.desk) for d in one.differences}
    assert changes.keys() == {"mobile", "marital_status"}
    assert changes["mobile"] is None
    decide_pending(sent.desk, [one.id for one in list_pending(sent.desk)], take=True)
    assert "mobile" not in sent.entry.answers
    assert sent.entry.answers["marital_status"] == changes["marital_status"]


def test_a_value_that_is_no_answer_is_kept_in_words_and_told(sent):
    outcome = sent.send(sent.fill({sent.marital: ("说不清楚的情况", "")}))
    assert (outcome.taken, outcome.pending) == (1, 0)
    (problem,) = outcome.problems
    assert (problem.code, problem.place.column, problem.value) == (
        "unknown_choice",
        VALUE,
        "说不清楚的情况",
    )
    assert "说不清楚的情况" in sent.query(sent.marital).answer


def test_changes_can_be_taken_at_once(sent):
    outcome = sent.send(sent.fill({sent.mobile: ("13912345678", "")}), take_changes=True)
    assert (outcome.taken, outcome.pending) == (1, 0)
    assert sent.entry.answers["mobile"] == "13912345678"
    assert sent.entry.state is EntryState.IN_QUERY


def test_the_same_answers_again_change_nothing(sent):
    path = sent.fill({sent.mobile: ("13912345678", "更正")})
    sent.send(path)
    again = sent.send(sent.fill({sent.mobile: ("13912345678", "更正")}, "再存.xlsx", str(path)))
    assert (again.batch, again.unchanged) == (None, 3)
    assert len(sent.query(sent.mobile).steps) == 3


def test_lines_that_answer_nothing_of_the_sheet_are_set_aside(sent):
    close_query(sent.desk, sent.whole.id)
    path = sent.fill({sent.whole: (None, "在"), sent.mobile: ("13912345678", "")})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].append(["Q999", "某人", "", "", "", "", "", "自己加的一行"])
    book.save(path)
    outcome = sent.send(path)
    assert (outcome.rows_read, outcome.set_aside, outcome.pending) == (4, 2, 1)
    assert {row.reason for row in list_set_aside(sent.desk)} == {"query_closed", "query_unknown"}
    assert any("自己加的一行" in row.cells for row in list_set_aside(sent.desk))


def test_columns_may_be_moved(sent):
    path = sent.fill({sent.mobile: ("13912345678", "")})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].insert_cols(2)
    book.worksheets[0].insert_rows(1)
    book.save(path)
    assert sent.send(path).pending == 1


def test_a_return_of_another_office_or_without_its_columns_is_refused(sent):
    path = sent.fill({sent.mobile: ("13912345678", "")})
    with sent.desk.database.write() as connection:
        own = office_store.load_office(connection)
        office_store.save_office(connection, Office("330282999", "别镇残联"))
    assert sent.send(path).refusal.code == "return_other_office"
    with sent.desk.database.write() as connection:
        office_store.save_office(connection, own)
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_cols(1)
    book.save(path)
    assert sent.send(path).refusal.code == "return_damaged"


def test_a_return_is_taken_back_whole(sent):
    before = sent.entry
    outcome = sent.send(sent.fill({sent.mobile: ("13912345678", ""), sent.whole: (None, "在")}))
    decide_pending(sent.desk, [one.id for one in list_pending(sent.desk)], take=True)
    correct_entry(sent.desk, sent.id, "note", "另改", "电话核实")
    undo_batch(sent.desk, outcome.batch)
    assert sent.entry.answers == before.answers | {"note": "另改"}
    reopened = sent.query(sent.whole)
    assert (reopened.state, reopened.turn, reopened.answer) == (
        QueryState.OPEN, Turn.COMMUNITY, "",
    )  # fmt: skip
    assert reopened.steps[-1].deed is QueryDeed.WITHDRAWN
    again = sent.send(sent.fill({sent.mobile: ("13912345678", "")}))
    assert again.pending == 1


def test_a_return_stays_where_its_answer_was_approved_or_changed(sent):
    outcome = sent.send(sent.fill({sent.mobile: ("13912345678", "")}), take_changes=True)
    correct_entry(sent.desk, sent.id, "mobile", "13700000000", "电话核实")
    with pytest.raises(AppError) as caught:
        undo_batch(sent.desk, outcome.batch)
    assert caught.value.context["reasons"] == {"corrected": 1}
    correct_entry(sent.desk, sent.id, "mobile", "13912345678", "电话核实")
    for query in (sent.mobile, sent.marital, sent.whole):
        close_query(sent.desk, query.id)
    assert approve_entries(sent.desk, [sent.id]).approved
    with pytest.raises(AppError) as caught:
        undo_batch(sent.desk, outcome.batch)
    assert caught.value.context["reasons"] == {"approved": 1}


def test_what_the_district_accepted_meanwhile_is_not_changed(sent):
    path = sent.fill({sent.mobile: ("13912345678", "")})
    with sent.desk.database.write() as connection:
        accepted = {"state": EntryState.ACCEPTED.value}
        entry_store.update_entry(connection, sent.id, accepted)
    assert sent.send(path, take_changes=True).pending == 1


def later(desk, days: int):
    return replace(desk, clock=lambda: desk.clock() + timedelta(days=days))


def test_asking_again_goes_out_on_the_next_sheet(sent):
    (first,) = list_returns(sent.desk)
    assert (first.points, first.waiting, first.is_overdue) == (3, 3, False)
    answer_query(sent.desk, sent.mobile.id, "不清楚")
    ask_again(sent.desk, sent.mobile.id, "请打电话核实")
    (second,) = make_returns(sent.desk, sent.folder / "out")
    assert (second.number, second.points) == (first.number + 1, 1)
    assert [one.waiting for one in list_returns(sent.desk)] == [1, 2]
    text = pdf_text(second.pdf)
    assert "请打电话核实" in text
    assert "手机号码是否有误" in pdf_text(reprint_return(sent.desk, sent.folder, 1).pdf)


def test_what_is_not_answered_in_time_is_on_the_days_list(sent):
    assert "reminders" not in tasks(sent.desk)
    late = later(sent.desk, 4)
    assert tasks(late)["reminders"] == 3
    assert list_returns(late)[0].is_overdue
    answer_query(late, sent.mobile.id, "无误")
    assert (tasks(late)["reminders"], tasks(late)["answers"]) == (2, 1)
    assert sent.query(sent.whole).days_waiting == 0


def tasks(desk) -> dict[str, int]:
    return {task.kind: task.count for task in show_progress(desk).tasks}


def test_a_sheet_needs_something_to_ask_and_a_day_to_come(sent):
    with pytest.raises(AppError) as caught:
        make_returns(sent.desk, sent.folder)
    assert caught.value.code == "nothing_to_return"
    open_query(sent.desk, sent.id, "另问")
    with pytest.raises(AppError) as caught:
        make_returns(sent.desk, sent.folder, due_on=date(2020, 1, 1))
    assert caught.value.code == "due_passed"
    assert [one.turn for one in list_queries(sent.desk)].count(Turn.OFFICE) == 1


def test_a_folder_that_cannot_be_written_makes_no_sheet(sent, tmp_path):
    open_query(sent.desk, sent.id, "另问")
    file = tmp_path / "不是文件夹"
    file.write_text("x")
    with pytest.raises(AppError) as caught:
        make_returns(sent.desk, file)
    assert caught.value.code == "folder_unusable"
    assert len(list_returns(sent.desk)) == 1


def pdf_text(path: str) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_each_community_has_its_sheet_with_every_point(desk, tmp_path):
    count = len(open_queries_for_errors(desk))
    sheets = make_returns(desk, tmp_path)
    assert sum(one.points for one in sheets) == count
    assert len({one.community_code for one in sheets}) == len(sheets)
    people = {e.id: e for e in list_entries(desk)}
    for sheet in sheets:
        text = re.sub(r"\s", "", pdf_text(sheet.pdf))
        own = [q for q in list_queries(desk) if q.community_code == sheet.community_code]
        assert len(own) == sheet.points
        for query in own:
            assert f"Q{query.id}" in text
            assert people[query.entry].name in text or ord(max(query.name)) > 0xFFFF
        assert "（盖章）" in text
        assert sheet.due_on.isoformat() in text


def test_a_return_is_read_by_the_form_edition_of_its_entry(sent, tmp_path):
    """The new edition has no 丧偶 and no `family_doctor`; the entry stays on the old one."""
    adopt_edition(sent.desk, next_edition(tmp_path / "新版.xlsx"))
    outcome = sent.send(sent.fill({sent.marital: ("丧偶", "")}), take_changes=True)
    assert not outcome.problems
    assert sent.entry.answers["marital_status"] == "4"
    assert "family_doctor" in sent.entry.answers
    move_entries(sent.desk, "individual")
    again = sent.send(sent.fill({sent.mobile: ("13912345678", "")}, "再答.xlsx"), take_changes=True)
    assert again.taken == 1
    assert sent.entry.answers["mobile"] == "13912345678"
    assert "family_doctor" not in sent.entry.answers
    assert {f.rule for f in sent.entry.findings if f.item == "marital_status"} == {"F03"}


def test_answers_in_a_zip_are_recognised_beside_whatever_else_is_in_it(sent, small, tmp_path):
    answered = sent.fill({sent.mobile: ("13912345678", "本人来电更正")})
    damaged = tmp_path / "坏.xlsx"
    book = openpyxl.load_workbook(answered)
    book.worksheets[0].delete_rows(1, book.worksheets[0].max_row)
    book.save(damaged)
    more = small.submission("更多.csv", *small.people[2:4])
    together = tmp_path / "全部.zip"
    with zipfile.ZipFile(together, "w") as archive:
        for path in (damaged, answered, more):
            archive.write(path, f"上报/{path.name}")

    (seen, *_others) = preview_submissions(sent.desk, [together])
    assert (seen.outcome.kind, seen.outcome.pending) == ("return", 1)
    answer, people, refused = add_submissions(sent.desk, [together])

    assert (answer.kind, answer.pending, answer.unchanged) == ("return", 1, 2)
    assert (people.kind, people.taken) == ("individual", 2)
    assert refused.refusal.code == "return_damaged"
    assert [one.entry for one in list_pending(sent.desk)] == [sent.id]
    assert sent.query(sent.mobile).state is QueryState.ANSWERED
    undo_batch(sent.desk, answer.batch)
    assert list_pending(sent.desk) == ()
    check_log(sent.desk)


def test_a_zip_of_answers_alone_tells_what_of_it_could_not_be_read(sent, tmp_path):
    answered = sent.fill({sent.whole: (None, "仍住本村")})
    together = tmp_path / "答复.zip"
    with zipfile.ZipFile(together, "w") as archive:
        archive.write(answered, answered.name)
        archive.writestr("坏了.xlsx", b"PK\x03\x04 half a file")

    (answer,) = add_submissions(sent.desk, [together])

    assert (answer.kind, answer.taken) == ("return", 1)
    assert [(one.code, one.place.sheet) for one in answer.problems] == [
        ("damaged_file", "坏了.xlsx")
    ]
