"""How fast the desk answers on a real, encrypted office: lists, one entry, progress, approval.

    python tests/benchmarks/bench_desk.py [entries in the lists] [folder]

Lists are asked of an office of 100,000 entries, which takes two minutes to build; a folder given
keeps both offices for the next run. All else is measured with 20,000.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from big_town import PASSWORD, make_full_office

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import count_entries, list_entry_ids, list_entry_lines
from dsurvey_desktop.usecases.open_office import open_office
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress

LISTED, AT_DESK, APPROVED = 100_000, 20_000, 5_000
ROUNDS = 7
LIST_LIMIT_MS = 50
FILTERS = {
    "first list": EntryFilter(),
    "all of a name": EntryFilter(text="张"),
    "pinyin": EntryFilter(text="zhang"),
    "initials": EntryFilter(text="zw"),
    "part of a number": EntryFilter(text="0042"),
    "two words": EntryFilter(text="张 1978"),
    "nothing found": EntryFilter(text="qqqq"),
    "with errors": EntryFilter(quality="error"),
    "with warnings": EntryFilter(quality="warning"),
    "to be confirmed": EntryFilter(quality="unconfirmed"),
    "ready": EntryFilter(quality="ready"),
    "with errors, by name": EntryFilter(quality="error", sort="name"),
    "all of a name, by name": EntryFilter(text="张", sort="name"),
    "of a state": EntryFilter(state=EntryState.RECEIVED),
    "of a community": EntryFilter(community="330282105007"),
}
SORTS = ("weight", "name", "certificate_no", "community", "state")


@dataclass(frozen=True, slots=True)
class Measured:
    """A deed with the best time of several rounds."""

    deed: str
    took_ms: float
    limit_ms: float

    @property
    def is_kept(self) -> bool:
        """Whether the limit was kept."""
        return self.took_ms <= self.limit_ms


def best_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least wall time of a few rounds."""
    times = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return min(times)


def lists(desk: Desk) -> Iterator[Measured]:
    """Ids, counts and pages by every filter and order."""
    for name, wanted in FILTERS.items():
        yield Measured(
            f"ids: {name}", best_ms(partial(list_entry_ids, desk, wanted)), LIST_LIMIT_MS
        )
        yield Measured(
            f"counts: {name}", best_ms(partial(count_entries, desk, wanted)), LIST_LIMIT_MS
        )
    for sort in SORTS:
        for is_descending in (False, True):
            wanted = EntryFilter(sort=sort, is_descending=is_descending)
            name = f"ids by {sort}{' downwards' if is_descending else ''}"
            yield Measured(name, best_ms(partial(list_entry_ids, desk, wanted)), LIST_LIMIT_MS)
    page = list_entry_ids(desk, EntryFilter(sort="name"))[-200:]
    yield Measured(
        "a page of 200 lines", best_ms(partial(list_entry_lines, desk, page)), LIST_LIMIT_MS
    )


def deeds(desk: Desk) -> Iterator[Measured]:
    """What an officer does all day."""
    ids = list_entry_ids(desk, EntryFilter())
    notes = (f"call {number}" for number in count(1))
    yield Measured("progress", best_ms(partial(show_progress, desk)), 100)
    yield Measured("one entry", best_ms(partial(show_entry, desk, ids[0])), 20)
    yield Measured(
        "a correction",
        best_ms(lambda: correct_entry(desk, ids[-1], "note", next(notes), "asked")),
        100,
    )
    yield Measured("what is ready", best_ms(partial(ready_entries, desk)), 100)
    ready = ready_entries(desk)[:APPROVED]
    approval = best_ms(partial(approve_entries, desk, ready), rounds=1)
    yield Measured(f"approving {len(ready)}", approval, 5000)


def office(folder: Path, entries: int, workshop: Path) -> Desk:
    """A copy of the office of that many entries in `folder`, which is made where it is not there."""
    place = folder / f"office_{entries}"
    if not place.exists():
        make_full_office(place, entries).database.close()
    copy = shutil.copytree(place / "office", workshop / place.name)
    return open_office(copy, PASSWORD)


def show(title: str, measured: Iterator[Measured]) -> bool:
    """Print a table as it comes; whether all limits were kept."""
    print(f"\n{title}\n| deed | ms | limit ms |\n| --- | ---: | ---: |")
    is_kept = True
    for one in measured:
        print(f"| {one.deed} | {one.took_ms:.1f} | {one.limit_ms:.0f} |", flush=True)
        is_kept &= one.is_kept
    return is_kept


def main(folder: Path, listed: int) -> int:
    """Both tables; status 1 where a limit is not kept."""
    choose_language("zh_CN")
    with tempfile.TemporaryDirectory() as workshop:
        large, usual = (office(folder, size, Path(workshop)) for size in (listed, AT_DESK))
        are_kept = [
            show(f"lists of {listed:,} entries", lists(large)),
            show(f"an office of {AT_DESK:,} entries", deeds(usual)),
        ]
        for desk in (large, usual):
            desk.database.close()
    return int(not all(are_kept))


if __name__ == "__main__":
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else LISTED
    if len(sys.argv) > 2:
        sys.exit(main(Path(sys.argv[2]), entries))
    with tempfile.TemporaryDirectory() as place:
        sys.exit(main(Path(place), entries))
