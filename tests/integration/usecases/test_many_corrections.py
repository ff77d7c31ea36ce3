"""Undo and redo, batch corrections with their preview, correction files, the list of reasons."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import entry_store, review_store
from dsurvey_desktop.usecases import revise_many
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_batch import (
    ANY,
    BatchCorrection,
    correct_batch,
    preview_batch,
)
from dsurvey_desktop.usecases.correct_entry import correct_entry, redo_correction, undo_correction
from dsurvey_desktop.usecases.correct_file import correct_from_file
from dsurvey_desktop.usecases.correction_reasons import add_reason, list_reasons, remove_reason
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.undo_many import undo_batch_correction

HEADER = ("序号", "残疾人证号", "姓名", "更正项目", "原值", "新值", "更正原因")


@pytest.fixture
def entries(small_desk, small):
    add_submissions(small_desk, [small.submission("首次.csv", *small.people[:3])])
    return list_entries(small_desk)


def answers(desk, entry) -> dict:
    return next(dict(one.answers) for one in list_entries(desk) if one.id == entry.id)


def code_of(action) -> str:
    with pytest.raises(AppError) as caught:
        action()
    return caught.value.code


def test_what_was_taken_back_is_done_again_and_taken_back(small_desk, entries):
    one = entries[0].id
    assert code_of(lambda: redo_correction(small_desk, one)) == "nothing_to_redo"
    correct_entry(small_desk, one, "note", "甲", "电话核实")
    for _again in range(2):
        undo_correction(small_desk, one)
        assert "note" not in answers(small_desk, entries[0])
        view = redo_correction(small_desk, one)
        assert answers(small_desk, entries[0])["note"] == "甲"
        assert view.corrections[0].reason == "电话核实"
        assert code_of(lambda: redo_correction(small_desk, one)) == "nothing_to_redo"
    undo_correction(small_desk, one)
    correct_entry(small_desk, one, "note", "乙", "电话核实")
    assert code_of(lambda: redo_correction(small_desk, one)) == "nothing_to_redo"
    assert len(show_entry(small_desk, one).corrections) == 7
    check_log(small_desk)


def batch(new, old=ANY, **wanted) -> BatchCorrection:
    return BatchCorrection("note", old, new, EntryFilter(sort="row", **wanted))


def test_a_batch_shows_each_old_and_new_value_first(small_desk, entries):
    correct_entry(small_desk, entries[0].id, "note", "旧", "电话核实")
    approve_entries(small_desk, [entries[1].id])
    lines = preview_batch(small_desk, batch("新"))
    assert [(one.entry, one.old_shown, one.new_shown) for one in lines] == [
        (entries[0].id, "旧", "新"),
        (entries[1].id, "", "新"),
        (entries[2].id, "", "新"),
    ]
    assert [one.was_approved for one in lines] == [False, True, False]
    assert "新" not in {answers(small_desk, one).get("note") for one in entries}
    (only,) = preview_batch(small_desk, batch("新", old="旧"))
    assert only.entry == entries[0].id


def test_a_batch_gives_nobody_an_answer_that_is_not_asked_of_them(small_desk, entries):
    moved = entries[0].id
    correct_entry(small_desk, moved, "status", "2", "电话核实")
    answered = BatchCorrection("marital_status", ANY, "2", EntryFilter())
    for is_answered in (
        False,
        True,
    ):  # an answer that stands there is another matter than a blank one
        correct_entry(small_desk, moved, "marital_status", "1" if is_answered else None, "电话核实")
        line = next(one for one in preview_batch(small_desk, answered) if one.entry == moved)
        assert (line.problem is None) is is_answered
    correct_entry(small_desk, moved, "marital_status", None, "电话核实")
    correct_entry(small_desk, entries[1].id, "marital_status", "1", "电话核实")
    correct_batch(small_desk, answered, "统一口径")
    assert "marital_status" not in answers(small_desk, entries[0])
    assert answers(small_desk, entries[1])["marital_status"] == "2"


def test_a_batch_corrects_all_of_it_or_what_was_chosen(small_desk, entries):
    approve_entries(small_desk, [entries[1].id])
    correct_batch(small_desk, batch("新"), "统一口径", ids=[entries[0].id])
    assert [answers(small_desk, one).get("note") for one in entries] == ["新", None, None]
    correct_batch(small_desk, batch("新"), "统一口径")
    assert {answers(small_desk, one)["note"] for one in entries} == {"新"}
    view = show_entry(small_desk, entries[1].id)
    assert view.state is EntryState.READY
    assert (view.corrections[0].new, view.corrections[0].reason) == ("新", "统一口径")
    undo_correction(small_desk, entries[1].id)
    assert code_of(lambda: correct_batch(small_desk, batch("新", old="旧"), "x")) == (
        "nothing_changed"
    )
    check_log(small_desk)


def test_what_the_district_accepted_is_named_and_left(small_desk, entries):
    with small_desk.database.write() as connection:
        accepted = {"state": EntryState.ACCEPTED.value}
        entry_store.update_entry(connection, entries[0].id, accepted)
    lines = correct_batch(small_desk, batch("新"), "统一口径")
    assert [one.problem is None for one in lines] == [False, True, True]
    assert answers(small_desk, entries[0]).get("note") is None


def test_a_batch_needs_a_reason_an_item_and_a_clerk(small_desk, entries):
    assert code_of(lambda: correct_batch(small_desk, batch("新"), " ")) == "reason_missing"
    wrong = replace(batch("新"), item="nothing")
    assert code_of(lambda: correct_batch(small_desk, wrong, "x")) == "no_item"
    fixed = BatchCorrection("certificate_no", ANY, "33", EntryFilter())
    assert code_of(lambda: correct_batch(small_desk, fixed, "x")) == "nothing_changed"
    roles = frozenset(Role) - {Role.CLERK}
    reviewer = replace(small_desk, user=replace(small_desk.user, roles=roles))
    assert code_of(lambda: correct_batch(reviewer, batch("新"), "x")) == "not_allowed"


@pytest.fixture
def write(tmp_path):
    def made(*rows, name="更正表.xlsx"):
        book = openpyxl.Workbook()
        book.active.append(["2025 年更正表"])
        book.active.append(HEADER)
        for number, row in enumerate(rows, 1):
            book.active.append([number, *row])
        path = tmp_path / name
        book.save(path)
        return path

    return made


def test_a_correction_file_corrects_what_holds_and_names_what_does_not(small_desk, entries, write):
    one, two, three = entries
    mobile = one.answers["mobile"]
    path = write(
        (one.certificate_no, one.name, "手机号码", mobile, "13912345678", "本人来电"),
        (two.certificate_no, two.name, "手机号码", "13000000000", "13912345678", "本人来电"),
        (str(three.id), three.name, "note", "", "补充说明", "入户核实"),
        ("330282190001010000", "无此人", "手机号码", "", "13912345678", "x"),
        (one.certificate_no, one.name, "没有的项目", "", "1", "x"),
        (one.certificate_no, one.name, "婚姻状况", "", "说不清", "x"),
        (three.certificate_no, three.name, "联系人", "", "李四", ""),
        (three.certificate_no, three.name, "R5b", three.answers["mobile"], "", "已停机"),
    )
    before = [answers(small_desk, each) for each in entries]
    preview = correct_from_file(small_desk, path, is_preview=True)
    assert [answers(small_desk, each) for each in entries] == before
    done = correct_from_file(small_desk, path)
    assert (done.lines, done.refused) == (preview.lines, preview.refused)
    assert done.rows_read == 8 == len(done.lines) + len(done.refused)
    assert [(each.row, each.new) for each in done.lines] == [
        (3, "13912345678"), (5, "补充说明"), (10, None),
    ]  # fmt: skip
    assert [(each.place.row, each.code) for each in done.refused] == [
        (4, "old_value_differs"),
        (6, "no_entry"),
        (7, "no_item"),
        (8, "unknown_choice"),
        (9, "no_item"),
    ]
    named = [(each.row, each.name, each.item, each.new) for each in done.refused_rows]
    assert named[:2] == [
        (4, two.name, "手机号码", "13912345678"),
        (6, "", "手机号码", "13912345678"),
    ]
    refused = done.refused[0]
    assert (refused.place.column, refused.value) == (5, "13000000000")
    assert str(two.answers["mobile"]) in str(refused.message)
    assert answers(small_desk, one)["mobile"] == "13912345678"
    assert answers(small_desk, two) == before[1]
    assert "mobile" not in answers(small_desk, three)
    assert show_entry(small_desk, one.id).corrections[0].reason == "本人来电"
    check_log(small_desk)


def test_the_same_correction_file_again_is_refused_row_by_row(small_desk, entries, write):
    one = entries[0]
    row = (one.certificate_no, "", "手机号码", one.answers["mobile"], "13912345678", "来电")
    assert len(correct_from_file(small_desk, write(row)).lines) == 1
    again = correct_from_file(small_desk, write(row, name="再次.xlsx"))
    assert [each.code for each in again.refused] == ["old_value_differs"]


def test_a_file_without_the_columns_is_refused(small_desk, tmp_path):
    path = tmp_path / "别的.csv"
    path.write_text("姓名,新值\n张三,1\n", "utf-8")
    assert code_of(lambda: correct_from_file(small_desk, path)) == "columns_missing"


def test_the_office_extends_the_list_of_reasons(small_desk):
    shipped = list_reasons(small_desk)
    assert "电话核实" in shipped
    assert add_reason(small_desk, " 比对社保数据 ") == (*shipped, "比对社保数据")
    assert add_reason(small_desk, "比对社保数据") == (*shipped, "比对社保数据")
    assert code_of(lambda: remove_reason(small_desk, shipped[0])) == "no_reason"
    assert code_of(lambda: add_reason(small_desk, "长" * 61)) == "reason_long"
    assert remove_reason(small_desk, "比对社保数据") == shipped


def whole(desk) -> list:
    return [replace(one, findings=(), version=0) for one in list_entries(desk)]


@pytest.mark.parametrize("looked_up", [1, 10_000])
def test_a_batch_does_to_each_entry_what_a_correction_does(
    small_desk, entries, open_copy, small_office, small, monkeypatch, looked_up
):
    monkeypatch.setattr(revise_many, "_MANY", looked_up)
    single = open_copy(small_office)
    add_submissions(single, [small.submission("首次.csv", *small.people[:3])])
    for desk in (small_desk, single):
        approve_entries(desk, [entries[1].id])
    change = BatchCorrection("marital_status", ANY, None, EntryFilter(sort="row"))
    correct_batch(small_desk, change, "统一口径")
    for one in entries:
        correct_entry(single, one.id, "marital_status", None, "统一口径")
    assert list_entries(small_desk) == list_entries(single)
    for one in entries:
        ours, theirs = (review_of(desk, one.id) for desk in (small_desk, single))
        assert ours == theirs
    check_log(small_desk)


def review_of(desk, entry_id) -> list:
    with desk.database.read() as connection:
        found = review_store.corrections_of(connection, entry_id)
    return [(one.item, one.old, one.new, one.reason, one.source, one.version) for one in found]


def test_a_batch_is_taken_back_as_one(small_desk, entries):
    correct_entry(small_desk, entries[0].id, "note", "旧", "电话核实")
    before = whole(small_desk)
    correct_batch(small_desk, batch("新"), "统一口径")
    undone = undo_batch_correction(small_desk)
    assert (undone.item, undone.reason, len(undone.lines)) == ("note", "统一口径", 3)
    assert whole(small_desk) == before
    assert show_entry(small_desk, entries[0].id).corrections[0].new == "旧"
    assert code_of(lambda: undo_batch_correction(small_desk)) == "nothing_to_undo"
    check_log(small_desk)


def test_what_was_corrected_since_stays_when_a_batch_is_taken_back(small_desk, entries):
    correct_batch(small_desk, batch("新"), "统一口径")
    correct_entry(small_desk, entries[1].id, "note", "后来", "电话核实")
    undone = undo_batch_correction(small_desk)
    assert [one.problem is None for one in undone.lines] == [True, False, True]
    assert [answers(small_desk, one).get("note") for one in entries] == [None, "后来", None]


def test_the_batch_before_is_taken_back_after_the_newest(small_desk, entries):
    correct_batch(small_desk, batch("一"), "统一口径")
    correct_batch(small_desk, batch("二"), "统一口径")
    undo_batch_correction(small_desk)
    assert {answers(small_desk, one)["note"] for one in entries} == {"一"}
    undo_batch_correction(small_desk)
    assert not any("note" in answers(small_desk, one) for one in entries)


def test_a_batch_is_nobody_elses_to_take_back(small_desk, entries):
    correct_batch(small_desk, batch("新"), "统一口径")
    other = replace(small_desk, user=replace(small_desk.user, id=99))
    assert code_of(lambda: undo_batch_correction(other)) == "nothing_to_undo"


def test_what_changed_after_the_preview_is_named_and_left(small_desk, entries):
    shown = preview_batch(small_desk, batch("新"))
    correct_entry(small_desk, entries[1].id, "note", "同事改过", "电话核实")
    lines = correct_batch(small_desk, batch("新"), "统一口径", shown=shown[:2])
    assert [one.problem is None for one in lines] == [True, False]
    assert [answers(small_desk, one).get("note") for one in entries] == ["新", "同事改过", None]


def test_stopped_on_the_way_a_batch_changes_nothing(small_desk, entries):
    before = list_entries(small_desk)

    def stop(_done, _total, _what):
        raise Cancelled

    with pytest.raises(Cancelled):
        correct_batch(small_desk, batch("新"), "统一口径", progress=stop)
    assert list_entries(small_desk) == before
    assert not any(review_of(small_desk, one.id) for one in entries)
    check_log(small_desk)


def test_stopped_on_the_way_a_correction_file_changes_nothing(small_desk, entries, write):
    number, name = entries[0].certificate_no, entries[0].name
    rows = [(number, name, "备注", "", "甲", "核实")]
    rows += [(number, name, "备注", "甲", "甲", "核实")] * 30
    before = list_entries(small_desk)

    def stop(done, _total, _what):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        correct_from_file(small_desk, write(*rows), progress=stop)
    assert list_entries(small_desk) == before
    assert not review_of(small_desk, entries[0].id)
    check_log(small_desk)
