"""Several officers at once do whatever comes: the log is whole and all counts agree.

`DSURVEY_SEATS_S=60` keeps them at it for longer, and stops and starts the server meanwhile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from sqlalchemy import text

from dsurvey_desktop.domain.resources import project_folder
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.show_progress import show_progress
from tests.integration.server.conftest import FIRST, SECOND

SECONDS = float(os.environ.get("DSURVEY_SEATS_S", "3"))
RESTARTS_FROM_S = 20
NOTHING = {
    "an entry twice": "select certificate_no from entry group by 1 having count(*) > 1",
    "approved, but not as it is": (
        "select id from entry where state = 'approved' and approved_version <> version"
    ),
    "an entry without a row": (
        "select id from entry where id not in (select entry_id from raw_row where entry_id > 0)"
    ),
    "a bundle's number twice": (
        "select addressee from bundle group by addressee, sequence having count(*) > 1"
    ),
    "a bundle's number left out": (
        "select addressee from bundle group by addressee having max(sequence) <> count(*)"
    ),
    "a row of no batch": "select id from raw_row where batch_id not in (select id from batch)",
    "a correction of no entry": (
        "select id from correction where entry_id not in (select id from entry)"
    ),
}


@pytest.fixture
def worked(office, postgres):
    """What three officers at their seats did, the first officer at two of them."""
    command = [sys.executable, "-m", "tests.integration.server.busy_seat", str(office)]
    people = [(FIRST, "1"), (SECOND, "2"), (FIRST, "3")]
    seats = [
        subprocess.Popen(
            [*command, *who, str(SECONDS)],
            cwd=project_folder(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in people
    ]
    if SECONDS >= RESTARTS_FROM_S:
        _restart_now_and_then(postgres)
    done: Counter[str] = Counter()
    for seat in seats:
        out, err = seat.communicate()
        assert seat.returncode == 0, err
        done.update(json.loads(out.splitlines()[-1]))
    return done


def _restart_now_and_then(postgres):
    ends = time.monotonic() + SECONDS - RESTARTS_FROM_S / 2
    for at_once in (False, True) * 100:
        time.sleep(RESTARTS_FROM_S / 4)
        if time.monotonic() > ends:
            return
        postgres.stop(at_once=at_once)
        postgres.start()


def test_nothing_is_lost_or_twice(worked, office, sit_down):
    print(dict(sorted(worked.items())))
    desk = sit_down(office, FIRST)
    check_log(desk)
    for batch in list_batches(desk):
        counted = batch.taken + batch.set_aside + batch.unchanged + batch.pending
        assert batch.rows_read == counted or batch.is_undone
    with desk.database.read() as connection:
        found = {name: connection.execute(text(query)).all() for name, query in NOTHING.items()}
    assert {name: rows for name, rows in found.items() if rows} == {}
    total = show_progress(desk).total
    assert total.on_roster == total.with_entry + total.missing
    assert sum(count for name, count in worked.items() if ":" not in name) > 5
