"""How fast an office of several seats answers over an office's network, and how often it asks.

    python tests/benchmarks/bench_server.py [entries [round trip in ms]]

A PostgreSQL of its own on this machine, behind a line that makes each round trip take 1 ms, as in a
small office's network. Each deed is shown with its round trips: they are what such a line costs.
Beside each time stands the same deed on a local, encrypted file.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count
from pathlib import Path

from big_town import PASSWORD, make_office

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_people import find_people
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import count_entries, list_entry_ids, list_entry_lines
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.others_work import others_work
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.show_progress import show_progress
from tests.postgres import Postgres, programs
from tests.slow_line import SlowLine

ENTRIES, APPROVED, ROUND_TRIP_MS = 20_000, 5_000, 1.0
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """What is measured, how often, and how long it may take over the line."""

    name: str
    work: Callable[[], object]
    limit_ms: float
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True)
class Spent:
    """The least wall time of some rounds, and the round trips of one."""

    took_ms: float
    turns: int


def measured(deed: Deed, line: SlowLine | None) -> Spent:
    """Do it some times."""
    best, turns = float("inf"), 0
    for _round in range(deed.rounds):
        before = line.turns if line else 0
        start = time.perf_counter()
        deed.work()
        best = min(best, (time.perf_counter() - start) * 1000)
        turns = line.turns - before if line else 0
    return Spent(best, turns)


def deeds(desk: Desk, folder: Path) -> Iterator[Deed]:
    """From the first file to the last approval."""
    yield Deed(
        "intake of a file, saved",
        partial(add_submissions, desk, [folder / "submission.xlsx"]),
        30_000,
        1,
    )
    ids = list_entry_ids(desk, EntryFilter())
    notes = (f"call {number}" for number in count(1))
    entry = ids[-1]
    head = others_work(desk, None).head
    yield Deed("the ids of a list", partial(list_entry_ids, desk, EntryFilter()), 150)
    yield Deed("its counts", partial(count_entries, desk, EntryFilter()), 150)
    yield Deed("a page of 200 lines", partial(list_entry_lines, desk, ids[:200]), 50)
    yield Deed("one entry", partial(show_entry, desk, entry), 50)
    yield Deed("anyone found", partial(find_people, desk, "张"), 150)
    yield Deed("what others did", partial(others_work, desk, head), 20)
    yield Deed(
        "a correction", lambda: correct_entry(desk, entry, "note", next(notes), "asked"), 100
    )
    yield Deed("undo", partial(undo_correction, desk, entry), 100, 1)
    yield from _of_pages(desk)
    ready = ready_entries(desk)
    one = iter(ready[:ROUNDS])
    yield Deed("approving one", lambda: approve_entries(desk, [next(one)]), 100)
    bulk = ready[ROUNDS : ROUNDS + APPROVED]
    yield Deed(f"approving {len(bulk):,}", partial(approve_entries, desk, bulk), 5_000, 1)
    yield Deed("progress, thousands approved", partial(show_progress, desk), 300)
    yield Deed("the log checked", partial(check_log, desk), 1_000, 1)


def _of_pages(desk: Desk) -> Iterator[Deed]:
    yield Deed("progress", partial(show_progress, desk), 300)
    yield Deed("before a hand-over", partial(check_hand_over, desk), 500)
    yield Deed("the office", partial(show_office, desk), 100)
    yield Deed("files taken in", partial(list_batches, desk), 100)
    yield Deed("rows set aside", partial(list_set_aside, desk), 200)
    yield Deed("what is ready", partial(ready_entries, desk), 200)


def local(folder: Path, entries: int) -> dict[str, Spent]:
    """The same on a file of this machine."""
    desk = make_office(folder, entries)
    found = {deed.name: measured(deed, None) for deed in deeds(desk, folder)}
    close_office(desk)
    return found


def over_the_line(folder: Path, entries: int, server: Server, line: SlowLine) -> bool:
    """Print each deed as it comes; whether all limits were kept."""
    beside = local(folder / "local", entries)
    desk = make_office(folder / "seat", entries, server)
    opening = Deed("signing in", lambda: close_office(open_office(desk.folder, PASSWORD)), 1_000, 2)
    print("| deed | ms | round trips | local file, ms | limit ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    is_kept = True
    for deed in chain([opening], deeds(desk, folder / "seat")):
        spent = measured(deed, line)
        floor = f"{beside[deed.name].took_ms:.1f}" if deed.name in beside else ""
        print(
            f"| {deed.name} | {spent.took_ms:.1f} | {spent.turns} | {floor} | {deed.limit_ms:.0f} |",
            flush=True,
        )
        is_kept &= spent.took_ms <= deed.limit_ms
    close_office(desk)
    return is_kept


def main(entries: int, round_trip_ms: float) -> int:
    """The table; status 1 where a limit is not kept or no PostgreSQL is here."""
    found = programs()
    if found is None:
        print("PostgreSQL is not installed here (Debian's package postgresql).")
        return 1
    choose_language("zh_CN")
    postgres = Postgres(found)
    line = SlowLine(postgres.port, round_trip_ms)
    try:
        server = postgres.server(postgres.new_database())
        away = replace(server, address=replace(server.address, port=line.port))
        with tempfile.TemporaryDirectory() as folder:
            is_kept = over_the_line(Path(folder), entries, away, line)
    finally:
        line.close()
        postgres.remove()
    return int(not is_kept)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(
        main(
            int(given[0]) if given else ENTRIES,
            float(given[1]) if len(given) > 1 else ROUND_TRIP_MS,
        )
    )
