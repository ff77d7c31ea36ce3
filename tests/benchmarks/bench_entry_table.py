"""How fast the queue answers with 100,000 entries, and how long the window is ever held up.

Run as `python tests/benchmarks/bench_entry_table.py [entries] [office]`; with `office` the list
comes from a real database of that size instead of a table in memory. A deed counts from the key to
the painted rows. Limits: 100 ms a deed, 50 ms the longest hold of the window's thread. The floor
is the same answer asked of the source without a window.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.entry_views import EntryCounts, EntryLine
from ui.entry_table.entry_calls import ListCalls, find_list
from ui.entry_table.entry_feed import EntryFeed
from ui.entry_table.entry_table import EntryTable
from ui.settings import settings_in
from ui.theme import Theme
from ui.worker import Worker

DEED_LIMIT_MS = 100
HOLD_LIMIT_MS = 50
SURNAMES = "张王李赵陈杨吴刘黄周徐孙"
STATES = (EntryState.RECEIVED, EntryState.READY, EntryState.APPROVED)


class ListSource:
    """A plain table in memory with an index for each order, as an office's database has."""

    def __init__(self, count: int) -> None:
        self._lines = {EntryId(i): _line(i) for i in range(1, count + 1)}
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        self._table.execute("create table entry (id integer primary key, name, number, errors)")
        rows = ((i, one.name, one.certificate_no, one.errors) for i, one in self._lines.items())
        self._table.executemany("insert into entry values (?, ?, ?, ?)", rows)
        self._table.execute("create index by_name on entry (name, id)")

    def list_ids(self, wanted: EntryFilter) -> list[EntryId]:
        query = "select id from entry where (?1 = '' or name like ?2 or number like ?2)"
        query += " and errors > 0" if wanted.quality == "error" else ""
        query += " order by " + ("name, id" if wanted.sort == "name" else "id")
        found = self._table.execute(query, (wanted.text, f"%{wanted.text}%"))
        return [entry for (entry,) in found]

    def list_lines(self, ids) -> tuple[EntryLine, ...]:
        return tuple(self._lines[i] for i in ids)

    def count(self, _wanted: EntryFilter) -> EntryCounts:
        return EntryCounts(len(self._lines), 0, 0, 0, 0, 0)

    @property
    def calls(self) -> ListCalls:
        return ListCalls(self.list_ids, self.list_lines, self.count)


class Heartbeat(QObject):
    """Ticks as often as the window's thread lets it; the longest gap is how long it was held."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(1)

    def tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, time.perf_counter()


@dataclass
class Bench:
    application: QApplication
    heart: Heartbeat
    feed: EntryFeed
    table: EntryTable
    listed: int = 0

    def is_painted(self) -> bool:
        rows = range(max(self.table.rowAt(0), 0), self.table.rowAt(self.table.height() // 2) + 1)
        return all(self.feed.model.line_at(row) is not None for row in rows)

    def wait(self, is_done: Callable[[], bool]) -> None:
        limit = time.perf_counter() + 20
        while not is_done():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > limit:
                raise TimeoutError

    def settle(self) -> None:
        until = time.perf_counter() + 0.05
        self.wait(lambda: time.perf_counter() > until)

    def show(self, wanted: EntryFilter) -> None:
        before = self.listed
        self.feed.show(wanted)
        self.wait(lambda: self.listed > before and self.is_painted())

    def scroll(self, row: int) -> None:
        self.table.scrollTo(self.feed.model.index(row, 0), self.table.ScrollHint.PositionAtTop)
        self.wait(self.is_painted)

    def count_listed(self) -> None:
        self.listed += 1


def measure(bench: Bench, deed: Callable[[], None]) -> tuple[float, float]:
    """Medians of five: milliseconds until painted, longest hold of the window's thread."""
    runs = [measure_once(bench, deed) for _run in range(5)]
    return median(took for took, _hold in runs), median(hold for _took, hold in runs)


def measure_once(bench: Bench, deed: Callable[[], None]) -> tuple[float, float]:
    """One run, from the top of the whole list."""
    bench.table.scrollToTop()
    bench.show(EntryFilter())
    bench.settle()
    bench.heart.begin()
    start = time.perf_counter()
    deed()
    took = (time.perf_counter() - start) * 1000
    bench.settle()
    return took, bench.heart.longest_ms


def floor_ms(calls: ListCalls, wanted: EntryFilter) -> float:
    """The same list and its first page without a window."""
    start = time.perf_counter()
    find_list(calls, wanted)
    return (time.perf_counter() - start) * 1000


def build(calls: ListCalls) -> tuple[Bench, Worker]:
    application = QApplication([])
    settings = settings_in(Path(tempfile.mkdtemp()) / "settings.ini")
    theme = Theme(settings, ["Noto Sans SC"])
    theme.apply()
    worker = Worker()
    feed = EntryFeed(theme, worker, calls)
    table = EntryTable(theme, feed.model)
    table.resize(700, 700)
    table.show()
    bench = Bench(application, Heartbeat(), feed, table)
    feed.listed.connect(bench.count_listed)
    return bench, worker


def run(calls: ListCalls, count: int) -> int:
    bench, worker = build(calls)
    by_name = EntryFilter(sort="name")
    deeds = [
        ("first list", partial(bench.show, EntryFilter()), EntryFilter()),
        ("search a name", partial(bench.show, EntryFilter(text="张")), EntryFilter(text="张")),
        (
            "search a number",
            partial(bench.show, EntryFilter(text="0042")),
            EntryFilter(text="0042"),
        ),
        (
            "filter errors",
            partial(bench.show, EntryFilter(quality="error")),
            EntryFilter(quality="error"),
        ),
        ("sort by name", partial(bench.show, by_name), by_name),
        ("scroll to the middle", partial(bench.scroll, count // 2), None),
        ("scroll to the end", partial(bench.scroll, count - 1), None),
    ]
    print("| deed | ms | floor ms | longest hold ms |\n| --- | ---: | ---: | ---: |")
    is_kept = True
    for name, deed, wanted in deeds:
        took, hold = measure(bench, deed)
        floor = floor_ms(calls, wanted) if wanted is not None else 0.0
        print(f"| {name} | {took:.0f} | {floor:.0f} | {hold:.0f} |")
        is_kept &= took <= DEED_LIMIT_MS and hold <= HOLD_LIMIT_MS
    bench.table.close()
    worker.stop()
    return 0 if is_kept else 1


def office_calls(folder: Path, count: int) -> ListCalls:
    """The use cases over a real office of that many entries."""
    from big_town import make_full_office

    from ui.verify.office_calls import office_calls as calls_of

    return calls_of(make_full_office(folder, count)).lists


def _line(number: int) -> EntryLine:
    name = f"{SURNAMES[number % 12]}某{number % 997}"
    certificate = f"330108{1935 + number % 80}0101{number % 10000:04d}4{number % 4 + 1}"
    state = STATES[number % 3]
    errors = int(number % 7 == 0)
    return EntryLine(EntryId(number), name, certificate, "330108001001", "上塘村", state, errors, 1)


if __name__ == "__main__":
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if "office" in sys.argv:
        with tempfile.TemporaryDirectory() as place:
            sys.exit(run(office_calls(Path(place), entries), entries))
    sys.exit(run(ListSource(entries).calls, entries))
