"""All that the intake page shows, read in one job."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from dsurvey_desktop.domain.ids import BatchId, RefusedId, WaitingId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.usecases.compare_forms import FormComparison, compare_forms
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import BatchView, FileOutcome, PendingChange, SetAsideRow
from dsurvey_desktop.usecases.intake_waiting import DETAILS_ALONE, needs_a_person
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_problems import SentProblem, list_sent_problems
from dsurvey_desktop.usecases.list_refused import RefusedFile, list_refused
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.manage_mappings import list_mappings
from dsurvey_desktop.usecases.mapping_views import ItemChoice, MappingView
from dsurvey_desktop.usecases.show_columns import list_choices
from dsurvey_desktop.usecases.unread_files import UnreadFiles, list_unread
from dsurvey_desktop.usecases.waiting_files import WaitingFile, list_waiting


@dataclass(frozen=True, slots=True)
class IntakeState:
    """The office's batches and what of them waits; `of_file` narrows it to one file."""

    batches: tuple[BatchView, ...] = ()
    waiting: tuple[WaitingFile, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    unread: UnreadFiles | None = None
    set_aside: tuple[SetAsideRow, ...] = ()
    pending: tuple[PendingChange, ...] = ()
    problems: tuple[SentProblem, ...] = ()
    mappings: tuple[MappingView, ...] = ()
    comparisons: tuple[FormComparison, ...] = ()
    choices: Mapping[str, tuple[ItemChoice, ...]] = field(default_factory=dict)

    def of_file(self, line: FileLine) -> IntakeState:
        """Only what came with one file."""
        batch = None if line.batch is None else line.batch.id
        return replace(
            self,
            set_aside=tuple(row for row in self.set_aside if row.batch == batch),
            pending=tuple(change for change in self.pending if change.batch == batch),
            comparisons=tuple(one for one in self.comparisons if one.batch == batch),
            problems=tuple(SentProblem(batch, "", one) for one in line.problems),
        )

    @property
    def waiting_by_batch(self) -> Counter[BatchId]:
        """How many rows of each batch wait for a person."""
        aside = (row.batch for row in self.set_aside if needs_a_person(row))
        people, forms = (one.batch for one in self.pending), (one.batch for one in self.comparisons)
        return Counter((*aside, *people, *forms))


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line of the list of files: a batch, what this session knows of it, or a refusal.

    Attributes:
        since: when a file came that waits or was refused and was not taken in.
        community: whose a refused file seems to be; empty where that is not known.
        kept: the problems that the office keeps of the batch.
        to_decide: how many of its rows wait for a person.
    """

    file: str
    batch: BatchView | None = None
    outcome: FileOutcome | None = None
    since: datetime | None = None
    community: str = ""
    kept: tuple[Problem, ...] = ()
    to_decide: int = 0

    def is_same_file(self, other: FileLine | None) -> bool:
        """Both are the same batch, or the same outcome of this session."""
        if other is None:
            return False
        if self.batch is not None and other.batch is not None:
            return self.batch.id == other.batch.id
        if self.waiting is not None:
            return self.waiting == other.waiting
        if self.refused_file is not None:
            return self.refused_file == other.refused_file
        return self.outcome is not None and self.outcome is other.outcome

    @property
    def waiting(self) -> WaitingId | None:
        """Its number among the files that wait; None for all others."""
        return None if self.outcome is None else self.outcome.waiting

    @property
    def refused_file(self) -> RefusedId | None:
        """Its number among the files that were refused; None for all others."""
        return None if self.outcome is None else self.outcome.refused_file

    @property
    def is_refused(self) -> bool:
        """The whole file was refused."""
        return self.outcome is not None and self.outcome.refusal is not None

    @property
    def waits_for_mapping(self) -> bool:
        """A person should look at the columns before the file is taken in."""
        return self.outcome is not None and self.outcome.waits_for_mapping

    @property
    def is_roster(self) -> bool:
        """A roster, which is compared on the roster page before it is taken in."""
        return self.counts.kind == "roster"

    @property
    def waits_for_forms(self) -> bool:
        """Lines of details whose forms have not come yet."""
        said = () if self.outcome is None else self.outcome.problems
        return self.waiting is not None and any(one.code in _FORMS_AWAITED for one in said)

    @property
    def can_be_taken_back(self) -> bool:
        """It was taken in and stands, or it waits and may be let go."""
        return self.waiting is not None or (self.batch is not None and not self.batch.is_undone)

    @property
    def counts(self) -> BatchView | FileOutcome:
        """Whatever has the numbers of rows."""
        counts = self.batch or self.outcome
        assert counts is not None
        return counts

    @property
    def problems(self) -> tuple[Problem, ...]:
        """This file's problems: those of this session, else those kept in the office."""
        if self.outcome is None:
            return self.kept
        refusal, said = self.outcome.refusal, self.outcome.problems
        return said if refusal is None or refusal in said else (refusal, *said)


_FORMS_AWAITED = (DETAILS_ALONE, "repeat_waiting")


def read_state(desk: Desk) -> IntakeState:
    """Read everything the page shows; runs in the worker."""
    return IntakeState(
        list_batches(desk),
        list_waiting(desk),
        list_refused(desk),
        list_unread(desk),
        list_set_aside(desk, with_dismissed=True),
        tuple(one for one in list_pending(desk) if one.entry),
        list_sent_problems(desk),
        list_mappings(desk),
        compare_forms(desk),
        list_choices(desk),
    )


def asked_first(outcomes: tuple[FileOutcome, ...]) -> FileOutcome | None:
    """The file to go to after a reading: the first with a question, else the only one there is."""
    only = outcomes if len(outcomes) == 1 else ()
    asked = (one for one in outcomes if one.waits_for_mapping)
    waiting = (one for one in only if one.batch is not None and (one.pending or one.set_aside))
    return next(asked, None) or next(waiting, None)


def wanted_part(outcome: FileOutcome) -> str:
    """The part of the page in which a file waits."""
    if outcome.waits_for_mapping:
        return "columns"
    return "pending" if outcome.pending else "set_aside"


def without_answered(
    outcomes: tuple[FileOutcome, ...], newer: tuple[FileOutcome, ...]
) -> tuple[FileOutcome, ...]:
    """Outcomes of this session; a file that waited and was read again counts by its newer one."""
    again = {outcome.path for outcome in newer if outcome.path is not None}
    kept = (one for one in outcomes if not (one.waits_for_mapping and one.path in again))
    return (*kept, *newer)


def file_lines(state: IntakeState, outcomes: tuple[FileOutcome, ...]) -> tuple[FileLine, ...]:
    """Files that wait, files refused, then those of this session without batch, then all batches.

    Each newest first.
    """
    by_batch = {outcome.batch: outcome for outcome in outcomes if outcome.batch is not None}
    waiting = (FileLine(one.file, outcome=one.outcome, since=one.since) for one in state.waiting)
    refused = (
        FileLine(one.file, outcome=one.outcome, since=one.since, community=one.community_name)
        for one in state.refused
    )
    without = (FileLine(one.file, outcome=one) for one in reversed(outcomes) if _is_unkept(one))
    return (*waiting, *refused, *without, *_taken(state, by_batch))


def _is_unkept(outcome: FileOutcome) -> bool:
    """Nothing of it is in the office, so that this session alone knows that it came."""
    kept = (outcome.batch, outcome.waiting, outcome.refused_file)
    return all(one is None for one in kept)


def _taken(state: IntakeState, outcomes: Mapping[BatchId, FileOutcome]) -> Iterator[FileLine]:
    kept: defaultdict[BatchId | None, list[Problem]] = defaultdict(list)
    for sent in state.problems:
        kept[sent.batch].append(sent.problem)
    waiting = state.waiting_by_batch
    for one in state.batches:
        outcome, problems = outcomes.get(one.id), tuple(kept[one.id])
        yield FileLine(one.file, one, outcome, kept=problems, to_decide=waiting[one.id])
