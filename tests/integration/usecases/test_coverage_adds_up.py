"""Coverage adds up to the roster, whatever is done in whatever order.

`DSURVEY_COVERAGE=400 pytest …` walks more often; a walk that fails names its seed.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random
from typing import Any

import pytest

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.note_absence import clear_absence, note_absence
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch
from dsurvey_desktop.usecases.undo_roster import undo_roster
from tests.integration.usecases.conftest import ROSTER_HEADER
from tests.integration.usecases.test_absence import adds_up

WALKS = int(os.environ.get("DSURVEY_COVERAGE", "8"))
STEPS = 14
REFUSED = frozenset(
    {"batch_in_use", "roster_in_use", "no_roster", "not_missing", "batch_undone", "not_on_roster"}
)
"""Deeds that cannot be done just then; they change nothing."""


class Walk:
    """Random deeds in the small office, and what the roster says by what was imported.

    Attributes:
        rosters: for each roster that stands, who is in scope (number and community's code), and
            everybody's number then; the first is before any roster.
        numbers: everybody's certificate number now.
    """

    def __init__(self, desk: Desk, small: Any, seed: int) -> None:
        self.desk, self.small, self.random = desk, small, Random(seed)
        self.numbers = [one["certificate_no"] for one in small.people]
        home = str(small.setup.communities[0].code)
        first = (dict.fromkeys(self.numbers, home), self.numbers)
        self.rosters: list[tuple[dict[str, str], list[str]]] = [({}, self.numbers), first]
        self.files = 0

    def file(self, name: str) -> str:
        self.files += 1
        return f"{name}{self.files}.csv"

    def roster(self) -> None:
        """A later roster: some are gone, moved, certified too late, renamed or issued anew."""
        lines, scope = [], {}
        self.numbers = list(self.numbers)
        for at, one in enumerate(self.small.people):
            if self.random.random() < 0.2:
                continue
            if self.random.random() < 0.2:
                self.numbers[at] = self.reissued(self.numbers[at])
            home = self.random.choice(self.small.setup.communities[:2])
            is_late = self.random.random() < 0.2
            change = {
                "certificate_no": self.numbers[at],
                "grade": {"1": "一级", "2": "二级", "3": "三级", "4": "四级"}[self.numbers[at][19]],
                "community": home.name,
                "code": home.code,
                "certified_on": "2025-10-20" if is_late else "2015-05-04",
                "name": one["name"] + "改" * (self.random.random() < 0.1),
            }
            lines.append(self.small._line(one, change))
            if not is_late:
                scope[self.numbers[at]] = str(home.code)
        if not lines:
            return
        path = self.small._write(self.file("名册"), [ROSTER_HEADER, *lines])
        import_roster(self.desk, path)
        self.rosters.append((scope, self.numbers))

    def reissued(self, number: str) -> str:
        stem, _b, count = number.partition("B")
        return f"{stem[:19]}{self.random.choice('1234')}B{int(count or 0) + 1}"

    def undo_roster(self) -> None:
        undo_roster(self.desk)
        self.rosters.pop()
        self.numbers = self.rosters[-1][1]

    def submit(self) -> None:
        """Forms of some, by the number they have now or had first; now and then a stranger's."""
        chosen = self.random.sample(range(len(self.numbers)), self.random.randint(1, 3))
        rows = []
        for at in chosen:
            one = dict(self.small.people[at])
            if self.random.random() < 0.7:
                one["certificate_no"] = self.numbers[at]
            if self.random.random() < 0.1:
                one["certificate_no"] = "330282196201011237" + "43"
            rows.append(one | {"address": f"地址{self.random.randint(1, 4)}"})
        path = self.small.submission(self.file("报送"), *rows)
        add_submissions(self.desk, [path], take_changes=self.random.random() < 0.5)

    def undo_batch(self) -> None:
        standing = [one.id for one in list_batches(self.desk) if not one.is_undone]
        if standing:
            undo_batch(self.desk, self.random.choice(standing))

    def settle(self) -> None:
        rows = [one for one in list_set_aside(self.desk) if one.reason == "not_on_roster"]
        if rows:
            number = self.random.choice(self.numbers)
            settle_row(self.desk, self.random.choice(rows).id, number, "核对")

    def note(self) -> None:
        number = self.random.choice(self.numbers)
        note_absence(self.desk, number, self.random.choice(list(AbsenceReason)), "村委会说明")

    def clear(self) -> None:
        clear_absence(self.desk, self.random.choice(self.numbers))

    def approve(self) -> None:
        approve_entries(self.desk, ready_entries(self.desk))

    def step(self) -> str:
        """One deed; its name."""
        deeds = (
            *[self.roster] * 3, self.undo_roster, *[self.submit] * 3, self.undo_batch, self.settle,
            *[self.note] * 3, self.clear, self.approve,
        )  # fmt: skip
        deed = self.random.choice(deeds)
        before, refused = self.numbers, ""
        try:
            deed()
        except AppError as error:
            self.numbers, refused = before, error.code
        assert refused in {"", *REFUSED}, deed.__name__
        return deed.__name__

    def check(self) -> None:
        """What the office says is what the rosters and the entries say."""
        scope, _numbers = self.rosters[-1]
        with_entry = {one.certificate_no for one in list_entries(self.desk)}
        reasons = adds_up(self.desk)
        missing = list_missing(self.desk)
        assert {one.certificate_no for one in missing} == scope.keys() - with_entry
        said = Counter(one.reason.value if one.reason else "unexplained" for one in missing)
        assert reasons == dict(said)
        progress = show_progress(self.desk)
        assert progress.total.on_roster == len(scope)
        homes = Counter(scope.values())
        lines = {one.code: one for one in progress.communities}
        assert all(line.on_roster == homes[code] for code, line in lines.items())
        assert sum(line.with_entry for line in lines.values()) == progress.total.with_entry
        assert homes.keys() <= lines.keys()


@pytest.mark.parametrize("seed", range(WALKS))
def test_coverage_adds_up_after_every_deed(small_desk, small, seed) -> None:
    walk = Walk(small_desk, small, seed)
    done = []
    for _step in range(STEPS):
        done.append(walk.step())
        try:
            walk.check()
        except AssertionError as error:
            raise AssertionError(f"seed {seed} after {done}") from error
    check_log(small_desk)
