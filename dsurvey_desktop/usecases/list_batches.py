"""The files taken in so far."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.storage import batch_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import BatchView
from dsurvey_desktop.usecases.problem_origins import Origins


def list_batches(desk: Desk) -> tuple[BatchView, ...]:
    """All batches, newest first, undone ones included."""
    with desk.database.read() as connection:
        return tuple(
            BatchView(
                one.id,
                one.file,
                one.kind,
                one.received_at,
                one.received_by,
                one.rows_read,
                one.taken,
                one.set_aside,
                one.unchanged,
                one.pending,
                one.is_undone,
            )
            for one in batch_store.list_batches(connection)
        )


@dataclass(frozen=True, slots=True)
class SentProblem:
    """A problem and the community it can go back to; empty where that is not certain.

    `batch` is None where the file made none.
    """

    batch: BatchId | None
    community: str
    problem: Problem


def list_problems(desk: Desk) -> tuple[Problem, ...]:
    """Problems of all batches that stand, oldest file first (product B7)."""
    return tuple(one.problem for one in list_sent_problems(desk))


def list_sent_problems(desk: Desk) -> tuple[SentProblem, ...]:
    """The same, each with the community it can go back to."""
    with desk.database.read() as connection:
        origins = Origins(connection)
        return tuple(
            SentProblem(batch, origins.community_of(batch, problem.place), problem)
            for batch, problems in batch_store.batch_problems(connection)
            for problem in map(Problem.from_json, problems)
        )
