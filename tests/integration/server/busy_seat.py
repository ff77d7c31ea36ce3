"""One officer of several, who does whatever comes next for a while: run as a process of its own.

    python -m tests.integration.server.busy_seat FOLDER PASSWORD SEED SECONDS

Prints how often each deed was done and what refused it. A bug ends it with a traceback.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import draw_sample
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entry_ids
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.others_work import others_work
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.undo_roster import undo_roster


class Officer:
    """Deeds by name; each takes what it finds, as somebody at a desk does."""

    def __init__(self, desk: Desk, chance: random.Random, stick: Path) -> None:
        self._desk, self._chance, self._stick = desk, chance, stick
        self._town = sample_town()
        self.deeds: dict[Callable[[], object], int] = {
            self.correct: 8, self.correct_as_seen: 6, self.undo: 3, self.approve_one: 6,
            self.approve_all: 1, self.take_in: 2, self.take_back: 1, self.decide: 2,
            self.renew_roster: 1, self.undo_roster: 1, self.hand_over: 2, self.draw: 1,
            self.look: 3,
        }  # fmt: skip

    def _entry(self) -> EntryId:
        ids = list_entry_ids(self._desk, EntryFilter(sort="row"))
        return ids[self._chance.randrange(min(len(ids), 12))] if ids else EntryId(1)

    def _phone(self) -> str:
        return f"138{self._chance.randrange(10**8):08d}"

    def correct(self) -> object:
        return correct_entry(self._desk, self._entry(), "mobile", self._phone(), "核对电话")

    def correct_as_seen(self) -> object:
        seen = show_entry(self._desk, self._entry())
        return correct_entry(self._desk, seen.id, "mobile", self._phone(), "本人来电", seen.seen)

    def undo(self) -> object:
        return undo_correction(self._desk, self._entry())

    def approve_one(self) -> object:
        return approve_entries(self._desk, [self._entry()])

    def approve_all(self) -> object:
        return approve_entries(self._desk, ready_entries(self._desk))

    def take_in(self) -> object:
        return add_submissions(self._desk, [self._chance.choice(self._town.submissions)])

    def take_back(self) -> object:
        batches = [one for one in list_batches(self._desk) if not one.is_undone]
        return undo_batch(self._desk, self._chance.choice(batches).id) if batches else None

    def decide(self) -> object:
        pending = list_pending(self._desk)
        rows = [one.id for one in pending[:3]]
        return decide_pending(self._desk, rows, take=self._chance.random() < 0.5)

    def renew_roster(self) -> object:
        return import_roster(self._desk, self._town.roster)

    def undo_roster(self) -> object:
        return undo_roster(self._desk)

    def hand_over(self) -> object:
        return export_bundle(self._desk, self._stick)

    def draw(self) -> object:
        return draw_sample(self._desk, share=0.02, seed=self._chance.randrange(1000))

    def look(self) -> object:
        return show_progress(self._desk), others_work(self._desk, None)


def main(folder: Path, password: str, seed: int, seconds: float) -> None:
    """Work until the time is over; a server that is away is waited for."""
    choose_language("zh_CN")
    desk = open_office(folder, password)
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as stick:
        officer = Officer(desk, random.Random(seed), Path(stick))
        names, weights = list(officer.deeds), list(officer.deeds.values())
        chance = random.Random(seed)
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            deed = chance.choices(names, weights)[0]
            try:
                deed()
                done[deed.__name__] += 1
            except AppError as error:
                done[f"{deed.__name__}: {error.code}"] += 1
                if error.code == "server_unreachable":
                    time.sleep(0.2)
    close_office(desk)
    print(json.dumps(done, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
