"""Over an office's network: few questions a deed, and a line that is cut for a while loses nothing."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.storage import key_slots, server_file
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.list_entries import list_entry_ids
from dsurvey_desktop.usecases.others_work import others_work
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.show_progress import show_progress
from tests.integration.server.conftest import FIRST
from tests.slow_line import SlowLine

ROUND_TRIP_MS = 4.0
"""Long enough that several questions sent together are one turn."""


@pytest.fixture
def line(postgres):
    made = SlowLine(postgres.port, ROUND_TRIP_MS)
    yield made
    made.close()


@pytest.fixture
def far(office, line, tmp_path, sit_down):
    """A seat of the office behind a line."""
    folder = Path(shutil.copytree(office, tmp_path / "far"))
    key = key_slots.open_slot(folder / key_slots.SLOTS_NAME, FIRST).key
    server = server_file.read_server(folder, key)
    server_file.write_server(
        folder, replace(server, address=replace(server.address, port=line.port)), key
    )
    return sit_down(folder, FIRST)


def test_each_deed_asks_the_server_a_few_times_only(far, line):
    entry = ready_entries(far)[0]
    head = others_work(far, None).head
    deeds = {
        "list": lambda: list_entry_ids(far, EntryFilter()),
        "others": lambda: others_work(far, head),
        "entry": lambda: show_entry(far, entry),
        "correction": lambda: correct_entry(far, entry, "mobile", "13800000001", "核对电话"),
        "approval": lambda: approve_entries(far, [entry]),
        "office": lambda: show_office(far),
        "progress": lambda: show_progress(far),
    }
    most = {
        "list": 3, "others": 2, "entry": 5, "correction": 16, "approval": 7, "office": 7,
        "progress": 16,
    }  # fmt: skip
    asked = {}
    for name, deed in deeds.items():
        before = line.turns
        deed()
        asked[name] = line.turns - before
    assert {name: count for name, count in asked.items() if count > most[name]} == {}


def test_a_line_that_is_cut_for_a_while_loses_nothing(far, line, office, sit_down):
    entries = ready_entries(far)[:4]
    lines = check_log(far)
    approve_entries(far, entries[:1])
    line.cut()
    threading.Timer(1.0, line.mend).start()
    assert approve_entries(far, entries[1:]).approved == tuple(entries[1:])
    near = sit_down(office, FIRST)
    assert [show_entry(near, one).approved_by for one in entries] == ["陈经办"] * 4
    assert check_log(near) > lines
