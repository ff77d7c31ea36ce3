"""Lines of details that come in a file of their own wait for their forms and are joined to them."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.row_cells import told_cells
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.take_waiting import take_waiting
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.waiting_files import forget_waiting, list_waiting


def _forms(small, name: str, first: int = 0, last: int = 2, **changes: str):
    """An export of these people's forms."""
    path = small.folder / name
    people = [
        one | {"KEY": f"uuid:{at}"} | changes
        for at, one in enumerate(small.people[first:last], first)
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(item for one in people for item in one)))
        writer.writeheader()
        for one in people:
            writer.writerow({k: " ".join(v) if isinstance(v, list) else v for k, v in one.items()})
    return path


def _details(small, name: str, *members: tuple[str, int]):
    """A file of members, each with the place of their form."""
    path = small.folder / name
    lines = [f"{who},uuid:{form},uuid:{form}/m[{at}]" for at, (who, form) in enumerate(members, 1)]
    path.write_text("\n".join(["m_name,PARENT_KEY,KEY", *lines]), "utf-8")
    return path


def _seen(desk) -> list[list[str]]:
    views = [show_entry(desk, one.id) for one in list_entries(desk)]
    return [[cell.value for line in one.details for cell in told_cells(line)] for one in views]


def test_they_wait_though_their_file_is_gone_and_are_joined_in_a_later_intake(small_desk, small):
    alone = _details(small, "成员.csv", ("王五", 0), ("赵六", 1))
    (waits,) = add_submissions(small_desk, [alone])
    alone.unlink()
    assert waits.refusal.code == "repeat_alone"
    assert [(one.id, one.reason) for one in list_waiting(small_desk)] == [(1, "repeat_alone")]

    forms, joined = add_submissions(small_desk, [_forms(small, "个人.csv")])

    assert (forms.taken, forms.refusal) == (2, None)
    assert (joined.file, joined.kind, joined.refusal) == ("成员.csv", "details", None)
    assert [one.message.values for one in joined.problems] == [{"count": 2}]
    assert _seen(small_desk) == [["王五"], ["赵六"]]
    assert list_waiting(small_desk) == ()
    check_log(small_desk)


@pytest.mark.parametrize("is_before", [True, False])
def test_they_may_come_in_the_same_intake_before_or_behind_their_forms(
    small_desk, small, is_before
):
    files = [_details(small, "成员.csv", ("王五", 1)), _forms(small, "个人.csv")]

    outcomes = add_submissions(small_desk, files if is_before else files[::-1])

    assert {one.kind: (one.taken, one.refusal, one.waiting) for one in outcomes} == {
        "details": (0, None, None),
        "individual": (2, None, None),
    }
    assert _seen(small_desk) == [[], ["王五"]]
    assert list_waiting(small_desk) == ()


def test_looking_first_says_the_same_and_keeps_nothing(small_desk, small):
    files = [_details(small, "成员.csv", ("王五", 1)), _forms(small, "个人.csv")]

    seen = preview_submissions(small_desk, files)

    assert [(one.outcome.kind, one.outcome.waiting) for one in seen] == [
        ("details", None),
        ("individual", None),
    ]
    assert list_waiting(small_desk) == ()
    assert list_entries(small_desk) == ()


def test_forms_that_came_before_get_them_and_the_same_again_adds_nothing(small_desk, small):
    add_submissions(small_desk, [_forms(small, "个人.csv")])

    (joined,) = add_submissions(small_desk, [_details(small, "成员.csv", ("王五", 0))])
    (again,) = add_submissions(small_desk, [_details(small, "抄件.csv", ("王五", 0))])

    assert (joined.kind, again.kind) == ("details", "details")
    assert _seen(small_desk) == [["王五"], []]
    assert list_waiting(small_desk) == ()


def test_those_without_forms_wait_on_and_it_is_said_how_many(small_desk, small):
    add_submissions(small_desk, [_details(small, "成员.csv", ("王五", 0), ("赵六", 1))])

    _forms_taken, some = add_submissions(small_desk, [_forms(small, "一.csv", 0, 1)])

    assert [(one.code, one.message.values) for one in some.problems] == [
        ("repeat_waiting", {"joined": 1, "count": 2})
    ]
    assert [one.outcome.problems for one in list_waiting(small_desk)] == [some.problems]
    assert _seen(small_desk) == [["王五"]]
    _others, rest = add_submissions(small_desk, [_forms(small, "二.csv", 1, 2)])
    assert [one.code for one in rest.problems] == ["repeat_table"]
    assert _seen(small_desk) == [["王五"], ["赵六"]]
    assert list_waiting(small_desk) == ()


def test_forms_that_come_again_after_an_undo_have_them_too(small_desk, small):
    forms, _joined = add_submissions(
        small_desk, [_forms(small, "个人.csv"), _details(small, "成员.csv", ("王五", 0))]
    )
    undo_batch(small_desk, forms.batch)

    add_submissions(small_desk, [_forms(small, "个人.csv")])

    assert _seen(small_desk) == [["王五"], []]
    check_log(small_desk)


def test_lines_of_a_repeat_within_a_repeat_reach_the_form_from_a_file_of_their_own(
    small_desk, small
):
    inner = small.folder / "学校.csv"
    inner.write_text("school,PARENT_KEY,KEY\n一小,uuid:1/m[2],uuid:1/m[2]/s[1]\n", "utf-8")

    add_submissions(small_desk, [inner, _forms(small, "个人.csv")])

    assert _seen(small_desk) == [[], ["一小"]]


def test_a_sheet_of_kobotoolbox_is_joined_by_the_id_of_its_submission(small_desk, small):
    forms = _forms(small, "个人.csv")
    forms.write_text(forms.read_text("utf-8-sig").replace(",KEY", ",_id").replace("uuid:", "50"))
    book = openpyxl.Workbook()
    header = ["m_name", "_index", "_parent_table_name", "_parent_index", "_submission__id"]
    for row in (header, ["王五", 1, "个人", 1, 501], ["赵六", 2, "个人", 2, 500]):
        book.active.append(row)
    alone = small.folder / "member.xlsx"
    book.save(alone)

    add_submissions(small_desk, [alone, forms])

    assert _seen(small_desk) == [["赵六"], ["王五"]]


def test_lines_that_name_their_form_by_its_place_only_cannot_wait(small_desk, small):
    alone = small.folder / "member.csv"
    alone.write_text("m_name,_parent_table_name,_parent_index\n王五,个人,1\n", "utf-8")

    (refused,) = add_submissions(small_desk, [alone])

    assert refused.refusal.code == "repeat_unkeyed"
    assert list_waiting(small_desk) == ()


def test_they_may_be_asked_about_again_and_let_go(small_desk, small):
    (waits,) = add_submissions(small_desk, [_details(small, "成员.csv", ("王五", 0))])

    (still,) = take_waiting(small_desk, [waits.waiting])
    assert still.waiting == waits.waiting

    forget_waiting(small_desk, [waits.waiting])
    add_submissions(small_desk, [_forms(small, "个人.csv")])
    assert _seen(small_desk) == [[], []]
