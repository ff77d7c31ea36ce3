"""A small day's work in a process of its own, made to be killed (see `test_killed.py`).

Reads lines of JSON from standard input; for each it forks a process that does the work step by
step, prints that process's id, and waits for it after the next line. The steps done are noted in a
file as they happen.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import back_up
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.open_receipt import open_receipt

Steps = Iterator[Callable[[], object]]


def first_day(desk: Desk, files: list[Path], stick: Path) -> Steps:
    """One step a unit of work: each file in, an entry corrected, the ready approved, a bundle."""
    for path in files:
        yield partial(add_submissions, desk, [path], take_changes=True)
        yield lambda name=path.name: correct_entry(
            desk, ready_entries(desk)[0], "note", name, "电话核实"
        )
        yield lambda: approve_entries(desk, ready_entries(desk))
        yield lambda: export_bundle(desk, stick)


def later_day(desk: Desk, files: list[Path], stick: Path) -> Steps:
    """The district's receipt is opened, a backup made, what came back corrected and sent again."""
    (receipt,) = files
    yield lambda: open_receipt(desk, receipt)
    yield lambda: back_up(desk)
    yield lambda: correct_entry(desk, _sent_back(desk), "note", "已核对", "电话核实")
    yield lambda: approve_entries(desk, ready_entries(desk))
    yield lambda: export_bundle(desk, stick)


def _sent_back(desk: Desk) -> EntryId:
    (entry,) = (one for one in list_entries(desk) if one.state is EntryState.SENT_BACK)
    return entry.id


DAYS = {"first": first_day, "later": later_day}


def work(order: dict) -> None:
    """Open the office and do the steps of a day one after the other, noting each in the diary."""
    diary = os.open(order["diary"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = open_office(Path(order["office"]), order["password"])
    files = [Path(name) for name in order["files"]]
    for number, step in enumerate(DAYS[order["day"]](desk, files, Path(order["stick"]))):
        step()
        os.write(diary, f"{number}\n".encode())
    close_office(desk)
    os.write(diary, b"end\n")


def main() -> None:
    """Fork a worker for each order; it ends without ceremony, as after a power cut."""
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            work(order)
            os._exit(0)
        print(pid, flush=True)
        sys.stdin.readline()  # until then the id stays this worker's, dead or alive
        os.waitpid(pid, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
