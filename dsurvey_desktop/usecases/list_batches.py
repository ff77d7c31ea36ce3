"""The files taken in so far."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.storage import batch_store, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import BatchView


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
    """A problem and the community whose file it is in; empty when the file does not say.

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
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        said = batch_store.batch_communities(connection)
        return tuple(
            SentProblem(
                batch,
                names.get(said.get(batch, ""), said.get(batch, "")),
                Problem.from_json(stored),
            )
            for batch, problems in batch_store.batch_problems(connection)
            for stored in problems
        )
