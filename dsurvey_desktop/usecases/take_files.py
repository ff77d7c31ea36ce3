"""Taking in files one behind the other, the small ones many to a unit of work."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import refused_store
from dsurvey_desktop.usecases.arrivals import read_arrivals, take_arrival
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_unit import IntakeUnit, intake_unit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.kept_office import KeptOffice
from dsurvey_desktop.usecases.read_elsewhere import RowsRefused
from dsurvey_desktop.usecases.read_files import Reader
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.refused_file import refused
from dsurvey_desktop.usecases.refused_files import (
    Answer,
    answer_refused,
    keep_refused,
    may_answer,
)
from dsurvey_desktop.usecases.taken_apart import TakenApart
from dsurvey_desktop.usecases.taking import Arrival
from dsurvey_desktop.usecases.unread_files import end_reading, strike_out
from dsurvey_desktop.usecases.waiting_files import (
    keep_waiting,
    must_wait,
    settle_waiting,
    with_joined,
)
from dsurvey_desktop.usecases.wishes import Wishes

Arrivals = tuple[Arrival | FileOutcome, ...]


class FileTaker:
    """Takes in files; `outcomes` grows with each that is done."""

    def __init__(
        self,
        desk: Desk,
        wishes: Wishes,
        reader: Reader,
        paths: Iterable[Path],
        progress: Progress,
        *,
        keeps_refused: bool = True,
    ) -> None:
        """Make one; with `keeps_refused`, the files come from outside and are not kept yet."""
        self._desk = desk
        self._wishes = wishes
        self._reader = reader
        self._files = tuple(paths)
        self._done = self._struck_out = 0
        self._left = deque(enumerate(self._files))
        self._total = len(self._left)
        self._began = desk.now()
        self._progress = progress
        self._keeps_refused = keeps_refused
        self._is_refusal_news = False
        self._kept = KeptOffice()
        self._data: bytes | None = None
        self._outcomes: list[FileOutcome] = []
        self._joined: dict[WaitingId, FileOutcome] = {}

    def take(self) -> tuple[FileOutcome, ...]:
        """Take in all files, once; `Cancelled` leaves those that are done."""
        try:
            self._take_each()
        except Cancelled:
            self._strike_out_rest()
            raise
        self._strike_out_rest()
        self._desk.database.settle()
        self._progress(self._total, self._total, text("Done"))
        return with_joined(self._outcomes, self._joined)

    def _take_each(self) -> None:
        while self._left:
            rules = self._read_office()
            path, step = self._begin()
            arrivals = self._read(path, rules, step)
            unread = [one for one in arrivals if isinstance(one, FileOutcome)]
            if len(unread) == len(arrivals) and not any(map(must_wait, unread)):
                self._refuse(rules, unread)
                continue
            self._take_in(path, arrivals, step)

    def _read_office(self) -> ReadingRules:
        """The rules for the next file, which is read while all else is that it is held against."""
        rules = self._kept.read_rules(self._desk)
        self._reader.begin(rules, self._wishes)
        if not self._reader.sizes.is_large(self._left[0][1]):
            self._kept.read_register(self._desk)
        return rules

    def _refuse(self, rules: ReadingRules, outcomes: Sequence[FileOutcome]) -> None:
        """Remember a file of which nothing is taken in."""
        if not self._keeps_refused:
            self._outcomes += outcomes
            return
        with self._desk.database.write() as connection:
            self._kept.look(connection)
            kept = keep_refused(connection, self._desk, rules.codes, outcomes, self._data)
            self._done = self._total - len(self._left)
            if kept.is_news:
                self._strike_out(connection)
            self._kept.keep(connection)
        self._outcomes += kept.outcomes

    def _take_in(self, path: Path, arrivals: Arrivals, step: Progress) -> None:
        """Take in a unit of work; a file whose rows do not all come is refused whole."""
        done, self._is_refusal_news = len(self._outcomes), False
        try:
            with self._desk.database.write() as connection:
                stopped = self._take_unit(connection, arrivals, step)
                begun = self._total - len(self._left)
                self._done = begun if stopped is None else begun - 1
                if self._is_refusal_news or any(map(_is_kept, self._outcomes[done:])):
                    self._strike_out(connection)
        except RowsRefused as met:
            self._kept = KeptOffice()
            del self._outcomes[done:]
            error = replace(refused(shown_name(path), met.error), path=path)
            self._refuse(self._kept.read_rules(self._desk), [error])
            return
        if stopped is not None:
            raise stopped

    def _take_unit(
        self, connection: Connection, first: Arrivals, step: Progress
    ) -> Cancelled | None:
        """A file and small ones behind it, each its own batch; what stopped it between two."""
        with intake_unit(connection, self._desk, self._kept) as unit:
            self._take_all(unit, first, part_of(step, 1, 2))
            while self._left and not unit.is_full() and self._is_next_small():
                try:
                    path, step = self._begin()
                    arrivals = self._read(path, unit.rules(), step)
                    step(1, 2, text("Checking {file}", file=shown_name(path)))
                except Cancelled as stopped:
                    return stopped
                self._take_all(unit, arrivals, no_progress)
        self._joined |= unit.joined
        return None

    def _strike_out(self, connection: Connection) -> None:
        """The files that are done need not be read any more."""
        if self._keeps_refused:
            strike_out(connection, self._desk, self._files[self._struck_out : self._done])
            self._struck_out = self._done

    def _strike_out_rest(self) -> None:
        """Those that said nothing new made no unit of work that changes anything."""
        if self._keeps_refused and self._struck_out < self._done:
            end_reading(self._desk, self._files[self._struck_out : self._done])

    def _is_next_small(self) -> bool:
        return self._reader.sizes.is_small(self._left[0][1])

    def _begin(self) -> tuple[Path, Progress]:
        number, path = self._left.popleft()
        step = part_of(self._progress, number, self._total)
        step(0, 1, text("Reading {file}", file=shown_name(path)))
        return path, step

    def _read(self, path: Path, rules: ReadingRules, step: Progress) -> Arrivals:
        self._data = None
        read = partial(self._take_apart, rules, part_of(step, 0, 2))
        return read_arrivals(self._desk, path, read, rules, self._wishes)

    def _take_apart(self, rules: ReadingRules, progress: Progress) -> TakenApart:
        found = self._reader.take_apart(rules, self._wishes, progress)
        self._data = found.data
        return found

    def _take_all(self, unit: IntakeUnit, arrivals: Arrivals, progress: Progress) -> None:
        """A zip of several kinds is taken in whole; what is refused of it stays so."""
        unread = [one for one in arrivals if isinstance(one, FileOutcome) and not must_wait(one)]
        for arrival in arrivals:
            if isinstance(arrival, Arrival):
                self._take_one(unit, arrival, progress, is_whole=not unread)
            elif must_wait(arrival):
                self._outcomes.append(self._keep_waiting(unit, arrival))
        if unread and self._keeps_refused:
            codes = unit.rules().codes
            kept = keep_refused(unit.connection(), self._desk, codes, unread, self._data)
            unread = list(kept.outcomes)
            unit.has_news |= kept.is_news
            self._is_refusal_news |= kept.is_news
            unit.refused = refused_store.list_open(unit.connection())
        self._outcomes += unread

    def _take_one(
        self, unit: IntakeUnit, arrival: Arrival, progress: Progress, *, is_whole: bool
    ) -> None:
        """Take it in; what waited or was refused is settled by it."""
        outcome = take_arrival(unit, arrival, progress, self._wishes)
        if unit.may_settle:
            settle_waiting(unit.connection(), self._desk, arrival.digest, arrival.file)
            unit.has_news = True
        self._outcomes.append(self._answer(unit, outcome, arrival.digest) if is_whole else outcome)

    def _answer(self, unit: IntakeUnit, outcome: FileOutcome, digest: str) -> FileOutcome:
        """Refused files for which this one came are open no longer."""
        answer = Answer(outcome, digest, self._began)
        if not may_answer(unit.refused, answer):
            return outcome
        answered = answer_refused(unit.connection(), self._desk, unit.rules().codes, answer)
        if answered.answered:
            unit.has_news = True
            unit.refused = refused_store.list_open(unit.connection())
        return answered

    def _keep_waiting(self, unit: IntakeUnit, outcome: FileOutcome) -> FileOutcome:
        """Remember a file that waits for a person, which a refused one of its name does not."""
        unit.has_news = unit.may_settle = True
        waiting = keep_waiting(unit.connection(), self._desk, outcome, self._data)
        return self._answer(unit, waiting, "")


def _is_kept(outcome: FileOutcome) -> bool:
    """Something of the file was taken in or waits now, which the log tells."""
    kept = (outcome.batch, outcome.waiting)
    return any(one is not None for one in kept)
