"""What was wrong in files, for the office and for the communities they go back to (product B7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import BatchId, RefusedId
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.storage import batch_store, office_store, refused_store, waiting_store
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_waiting import DETAILS_ALONE, ENCRYPTED
from dsurvey_desktop.usecases.places_of_file import first_named, places_of
from dsurvey_desktop.usecases.problem_origins import Origins

_ASK_THE_SENDER = (ENCRYPTED, DETAILS_ALONE)
"""Files that wait for something only their community can send."""


@dataclass(frozen=True, slots=True)
class SentProblem:
    """A problem and the community it can go back to; empty where that is not certain.

    `batch` is None where the file made none; `refused_file` is there where it was refused.
    """

    batch: BatchId | None
    community: str
    problem: Problem
    refused_file: RefusedId | None = None


def list_problems(desk: Desk) -> tuple[Problem, ...]:
    """Problems of all files that are refused, and of all batches that stand, oldest first."""
    return tuple(one.problem for one in list_sent_problems(desk))


def list_sent_problems(desk: Desk, community: str = "") -> tuple[SentProblem, ...]:
    """The same, each with the community it can go back to; whole files come first.

    Args:
        desk: whose office.
        community: 12-digit code; empty for all.

    Raises:
        AppError: `no_community`.
    """
    with desk.database.read() as connection:
        check_known(connection, community)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        found = chain(
            _of_refused(connection, names),
            _of_waiting(connection, names),
            _of_batches(connection),
        )
        wanted = names.get(community, "")
        return tuple(one for one in found if wanted in ("", one.community))


def _of_refused(connection: Connection, names: Mapping[str, str]) -> Iterator[SentProblem]:
    for one in reversed(refused_store.list_open(connection)):
        community = names.get(one.told.community, one.told.community)
        for stored in one.told.problems:
            yield SentProblem(None, community, Problem.from_json(stored), one.id)


def _of_waiting(connection: Connection, names: Mapping[str, str]) -> Iterator[SentProblem]:
    codes = {name: code for code, name in names.items()}
    for one in reversed(waiting_store.list_waiting(connection, _ASK_THE_SENDER)):
        community = names.get(first_named(places_of(one.path), codes), "")
        for stored in one.said["problems"]:
            yield SentProblem(None, community, Problem.from_json(stored))


def _of_batches(connection: Connection) -> Iterator[SentProblem]:
    origins = Origins(connection)
    for batch, problems in batch_store.batch_problems(connection):
        for problem in map(Problem.from_json, problems):
            yield SentProblem(batch, origins.community_of(batch, problem.place), problem)
