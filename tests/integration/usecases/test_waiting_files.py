"""A file that waits for a person is remembered, encrypted, until somebody decides about it."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys

import openpyxl
import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.remember_mapping import confirm_mappings
from dsurvey_desktop.usecases.take_waiting import preview_waiting, take_waiting
from dsurvey_desktop.usecases.waiting_files import forget_waiting, list_waiting
from tests.integration.usecases.conftest import PASSWORD

STRANGE = "被调查人员"


@pytest.fixture
def unclear(small):
    """A submission whose column with the names is not known."""
    path = small.submission("东溪.csv", *small.people)
    path.write_text(path.read_text("utf-8-sig").replace("name", STRANGE, 1), "utf-8-sig")
    return path


def _again(desk):
    folder = desk.folder
    close_office(desk)
    return open_office(folder, PASSWORD)


def test_a_file_that_waits_is_there_after_a_restart_with_what_was_asked(small_desk, unclear):
    (asked,) = add_submissions(small_desk, [unclear])
    unclear.unlink()

    again = _again(small_desk)
    (one,) = list_waiting(again)
    close_office(again)

    assert (one.id, one.file, one.reason) == (asked.waiting, "东溪.csv", "mapping_unconfirmed")
    assert one.outcome == asked
    assert one.outcome.waits_for_mapping
    assert one.received_by == "测试员"


def test_it_is_taken_in_from_its_content_though_the_file_is_gone(small_desk, small, unclear):
    (asked,) = add_submissions(small_desk, [unclear])
    unclear.unlink()
    (table,) = asked.tables
    items = tuple("name" if c.header == STRANGE else c.item for c in table.columns)
    confirm_mappings(small_desk, (table.mapping_with("individual", items),), asked.file)

    (seen,) = preview_waiting(small_desk, asked.waiting)
    assert (seen.outcome.taken, list_entries(small_desk)) == (len(small.people), ())

    (taken,) = take_waiting(small_desk, [asked.waiting])

    assert taken.taken == len(small.people)
    assert list_waiting(small_desk) == ()
    assert {one.name for one in list_entries(small_desk)} == {p["name"] for p in small.people}
    check_log(small_desk)


def test_the_same_file_waits_once_and_the_program_may_be_told_to_go_on(small_desk, unclear):
    (first,) = add_submissions(small_desk, [unclear])
    copy = unclear.with_name("抄件.csv")
    copy.write_bytes(unclear.read_bytes())
    (second,) = add_submissions(small_desk, [copy])

    assert (first.waiting, second.waiting) == (1, 1)
    assert [one.file for one in list_waiting(small_desk)] == ["抄件.csv"]
    add_submissions(small_desk, [unclear], accept_mapping=True)
    assert list_waiting(small_desk) == ()


def test_a_file_with_a_password_waits_until_a_copy_without_comes(small_desk, small, project):
    locked = small.folder / "南田.xlsx"
    locked.write_bytes((project / "tests/assets/intake/encrypted.xlsx").read_bytes())
    add_submissions(small_desk, [locked])
    assert [one.reason for one in list_waiting(small_desk)] == ["encrypted_file"]

    book = openpyxl.Workbook()
    names = [item for item, value in small.people[0].items() if not isinstance(value, list)]
    book.active.append(names)
    book.active.append([small.people[0][name] for name in names])
    buffer = io.BytesIO()
    book.save(buffer)
    locked.write_bytes(buffer.getvalue())
    add_submissions(small_desk, [locked])

    assert list_waiting(small_desk) == ()


def test_looking_first_keeps_nothing(small_desk, unclear):
    preview_submissions(small_desk, [unclear])

    assert list_waiting(small_desk) == ()


def test_a_file_may_be_let_go_and_the_log_says_so(small_desk, unclear):
    (asked,) = add_submissions(small_desk, [unclear])

    assert forget_waiting(small_desk, [asked.waiting]) == 1

    assert list_waiting(small_desk) == ()
    assert list_batches(small_desk) == ()
    check_log(small_desk)
    with pytest.raises(AppError) as refused:
        take_waiting(small_desk, [asked.waiting])
    assert refused.value.code == "not_waiting"


def test_a_program_killed_after_reading_remembers_and_leaves_nothing_readable(
    small_desk, small, unclear
):
    folder = small_desk.folder
    close_office(small_desk)
    script = (
        "import os, sys, signal; from pathlib import Path\n"
        "from dsurvey_desktop.usecases.open_office import open_office\n"
        "from dsurvey_desktop.usecases.add_submissions import add_submissions\n"
        "desk = open_office(Path(sys.argv[1]), sys.argv[2])\n"
        "add_submissions(desk, [Path(sys.argv[3])])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    command = [sys.executable, "-c", script, str(folder), PASSWORD, str(unclear)]
    ended = subprocess.run(command, check=False, capture_output=True, env=os.environ)
    assert ended.returncode == -signal.SIGKILL

    desk = open_office(folder, PASSWORD)
    files = [one.file for one in list_waiting(desk)]
    close_office(desk)

    assert files == ["东溪.csv"]
    name = small.people[0]["name"].encode()
    lying = [path for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in lying if name in path.read_bytes()]
