"""A refused file is remembered until another is taken in for it, or a person is done with it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_problems import list_sent_problems
from dsurvey_desktop.usecases.list_refused import end_refused, list_refused
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.print_problem_list import print_problem_list
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.unread_files import list_unread
from tests.integration.usecases.conftest import PASSWORD


@pytest.fixture
def inbox(small, project) -> dict[str, Path]:
    """Files as they come broken, by what is wrong with them."""
    assets = project / "tests/assets/intake"
    made = {
        "too_large": "东溪_炸弹.xlsx",
        "damaged": "东溪村.xlsx",
        "web_page": "西溪村.xls",
        "no_table": "上报/西溪村/说明.csv",
        "titled": "通知.csv",
        "gone": "已拔掉/调查表.xlsx",
    }
    paths = {kind: small.folder / "inbox" / name for kind, name in made.items()}
    for path in paths.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    paths["too_large"].write_bytes((assets / "zip_bomb.xlsx").read_bytes())
    half = (assets / "exact_numbers.xlsx").read_bytes()
    paths["damaged"].write_bytes(half[: len(half) // 2])
    paths["web_page"].write_bytes(b"\x00\x01\x02 no workbook")
    paths["no_table"].write_text("今天,天气\n很,好\n", "utf-8")
    paths["titled"].write_text("东溪村慰问名单\n礼品,数量\n米,3\n", "utf-8")
    return paths


def _again(desk):
    folder = desk.folder
    close_office(desk)
    return open_office(folder, PASSWORD)


def test_after_a_restart_each_is_listed_with_why_whose_when_and_by_whom(
    small_desk, small, inbox, tmp_path
):
    outcomes = add_submissions(small_desk, list(inbox.values()))
    assert all(one.refusal for one in outcomes)
    add_submissions(small_desk, [inbox["damaged"], inbox["gone"]])  # once more: the same lines
    copy = inbox["damaged"].with_name("东溪村(1).xlsx")
    copy.write_bytes(inbox["damaged"].read_bytes())
    add_submissions(small_desk, [copy])

    desk = _again(small_desk)
    found = {one.file: one for one in list_refused(desk)}
    assert len(list_refused(desk)) == len(inbox)
    assert {one.id for one in found.values()} == {one.refused_file for one in outcomes}
    assert {name: one.community_name for name, one in found.items()} == {
        "东溪_炸弹.xlsx": "",
        "东溪村(1).xlsx": "东溪村",
        "西溪村.xls": "西溪村",
        "说明.csv": "西溪村",
        "通知.csv": "东溪村",
        "调查表.xlsx": "",
    }
    codes = {one.problems[0].code for one in found.values()}
    assert {"damaged_file", "unknown_table", "file_missing"} < codes
    assert {one.received_by for one in found.values()} == {"测试员"}
    check_log(desk)

    pdf = print_problem_list(desk, tmp_path / "问题.pdf")
    words = "".join(page.extract_text() for page in PdfReader(pdf.path).pages)
    assert all(Path(name).stem in words for name in found)
    lists = print_problem_list(desk, tmp_path / "各村")
    own = next(one for one in lists.written if one.community == "东溪村")
    cells = [cell for row in openpyxl.load_workbook(own.path).active.values for cell in row]
    assert {"东溪村(1).xlsx", "通知.csv"} < set(cells)
    assert "说明.csv" not in cells
    close_office(desk)


def test_it_is_answered_by_a_copy_that_can_be_read_and_open_again_when_that_is_taken_back(
    small_desk, small, inbox
):
    add_submissions(small_desk, [inbox["damaged"], inbox["web_page"]])
    good = small.submission("东溪村 - 副本.csv", *small.people)

    (taken,) = add_submissions(small_desk, [good])
    assert taken.answered == ("东溪村.xlsx",)
    assert [one.file for one in list_refused(small_desk)] == ["西溪村.xls"]
    (same,) = add_submissions(small_desk, [inbox["damaged"]])  # says nothing new
    assert (same.refusal.code, same.refused_file) == ("damaged_file", None)

    undo_batch(small_desk, taken.batch)
    assert [one.file for one in list_refused(small_desk)] == ["西溪村.xls", "东溪村.xlsx"]
    assert {one.problem.place.file for one in list_sent_problems(small_desk)} == {
        "西溪村.xls",
        "东溪村.xlsx",
    }
    (again,) = add_submissions(small_desk, [good])
    assert again.answered == ("东溪村.xlsx",)
    (nothing_new,) = add_submissions(small_desk, [good])
    assert (nothing_new.batch, nothing_new.answered) == (None, ())
    check_log(small_desk)


def test_a_later_file_of_the_community_answers_it_but_no_other_part_and_none_beside_it(
    small_desk, small, inbox
):
    first = inbox["damaged"].rename(inbox["damaged"].with_name("东溪村1组.xlsx"))
    beside = small.submission("走访表.csv", *small.people[:1])
    add_submissions(small_desk, [first, beside])
    assert len(list_refused(small_desk)) == 1
    tomorrow = replace(small_desk, clock=lambda: small_desk.clock() + timedelta(days=1))
    add_submissions(tomorrow, [small.submission("东溪村2组.csv", *small.people[1:2])])
    assert len(list_refused(small_desk)) == 1

    (later,) = add_submissions(tomorrow, [small.submission("重新填.csv", *small.people[2:])])
    assert later.answered == ("东溪村1组.xlsx",)
    assert list_refused(small_desk) == ()


def test_a_person_may_be_done_with_it_until_it_comes_again(small_desk, inbox):
    add_submissions(small_desk, [inbox["damaged"]])
    (one,) = list_refused(small_desk)

    assert end_refused(small_desk, [one.id]) == 1
    assert list_refused(small_desk) == ()
    with pytest.raises(AppError) as refused:
        end_refused(small_desk, [one.id])
    assert refused.value.code == "not_refused"

    add_submissions(small_desk, [inbox["damaged"]])
    assert [again.id for again in list_refused(small_desk)] == [one.id]
    check_log(small_desk)


def test_what_is_refused_of_a_zip_stays_so_though_its_other_part_is_taken_in(
    small_desk, small, tmp_path
):
    part = small.submission("西溪村.csv", *small.people)
    packed = tmp_path / "西溪村.zip"
    with zipfile.ZipFile(packed, "w") as zipped:
        zipped.write(part, "西溪村.csv")
        zipped.writestr("社区表.csv", "community_code,service_center\n")
    outcomes = add_submissions(small_desk, [packed, packed])
    assert next(one.taken for one in outcomes if one.refusal is None) == len(small.people)
    assert [one.file for one in list_refused(small_desk)] == ["西溪村.zip"]


def test_looking_first_keeps_nothing_and_a_password_goes_back_to_the_community(
    small_desk, small, inbox, project
):
    preview_submissions(small_desk, [inbox["damaged"]])
    assert list_refused(small_desk) == ()
    add_submissions(small_desk, [inbox["damaged"]])
    locked = inbox["damaged"]
    locked.write_bytes((project / "tests/assets/intake/encrypted.xlsx").read_bytes())

    (waits,) = add_submissions(small_desk, [locked])
    assert waits.answered == ("东溪村.xlsx",)
    assert list_refused(small_desk) == ()
    (told,) = list_sent_problems(small_desk)
    assert (told.community, told.problem.code) == ("东溪村", "encrypted_file")


def test_a_roster_among_the_submissions_is_answered_where_it_belongs(small_desk, small):
    roster = small.roster()
    (outcome,) = add_submissions(small_desk, [roster])
    assert (outcome.refusal.code, len(list_refused(small_desk))) == ("roster_file", 1)

    import_roster(small_desk, roster)
    assert list_refused(small_desk) == ()
    check_log(small_desk)


def test_a_name_that_every_group_uses_answers_only_in_its_own_folder(small_desk, small):
    folders = [small.folder / "收件" / name for name in ("甲组", "乙组", "丙组")]
    sent = small.submission("调查表.csv", small.people[0]).read_bytes()
    for folder in folders:
        folder.mkdir(parents=True)
    broken = [folder / "调查表.xlsx" for folder in folders[:2]]
    for number, path in enumerate(broken):
        path.write_bytes(b"PK\x03\x04" + bytes([number]))
    good = [folder / "调查表.csv" for folder in folders]
    good[2].write_bytes(sent)
    *_refused, taken = add_submissions(small_desk, [*broken, good[2]])
    assert (taken.batch is not None, taken.answered) == (True, ())
    assert [one.path for one in reversed(list_refused(small_desk))] == list(map(str, broken))
    good[1].write_bytes(sent)
    (taken,) = add_submissions(small_desk, [good[1]])
    assert taken.answered == ("调查表.xlsx",)
    assert [one.path for one in list_refused(small_desk)] == [str(broken[0])]


def test_a_zip_partly_refused_says_nothing_new_the_second_time(small_desk, small):
    """That it was read again is noted beside the log; no other change is without a line there."""
    sent = small.submission("东溪村.csv", small.people[0])
    packed = small.folder / "收件.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(sent, "东溪村.csv")
        archive.writestr("社区表.csv", "community_code,service_center\n")
    files = [packed, small.submission("另.csv", small.people[1])]
    first, again = add_submissions(small_desk, files), add_submissions(small_desk, files)
    numbers = [{one.refused_file for one in outcomes} - {None} for outcomes in (first, again)]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == len(list_refused(small_desk)) == 1
    assert list_unread(small_desk) is None


def test_taking_back_what_an_unchanged_file_had_brought_opens_it_again(small_desk, small):
    broken, good = small.folder / "东溪村.xlsx", small.submission("东溪村.csv", small.people[0])
    (taken,) = add_submissions(small_desk, [good])
    broken.write_bytes(b"PK\x03\x04")
    add_submissions(small_desk, [broken])
    (unchanged,) = add_submissions(small_desk, [good])
    assert (unchanged.batch, unchanged.answered) == (None, (broken.name,))
    undo_batch(small_desk, taken.batch)
    assert [one.file for one in list_refused(small_desk)] == [broken.name]
