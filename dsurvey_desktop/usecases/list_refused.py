"""The files that were refused and that somebody still has to do something about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RefusedId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store, refused_store
from dsurvey_desktop.storage.refused_store import RefusedRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import NOTHING_TAKEN, FileOutcome
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused; `community_code` and its name are empty where nothing says them."""

    id: RefusedId
    file: str
    path: str
    community_code: str
    community_name: str
    since: datetime
    received_by: str
    problems: tuple[Problem, ...]

    @property
    def outcome(self) -> FileOutcome:
        """What was said of it when it came."""
        return FileOutcome(
            **NOTHING_TAKEN,
            file=self.file,
            kind="",
            problems=self.problems,
            refusal=self.problems[0],
            path=Path(self.path),
            refused_file=self.id,
        )


def list_refused(desk: Desk) -> tuple[RefusedFile, ...]:
    """All refused files that neither another answers nor a person is done with, newest first."""
    with desk.database.read() as connection:
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        return tuple(_to_view(one, names) for one in refused_store.list_open(connection))


def _to_view(record: RefusedRecord, names: Mapping[str, str]) -> RefusedFile:
    told = record.told
    problems = tuple(Problem.from_json(one) for one in told.problems)
    name = names.get(told.community, told.community)
    where = (told.name, told.path, told.community, name)
    return RefusedFile(record.id, *where, record.since, record.received_by, problems)


def end_refused(desk: Desk, ids: Sequence[RefusedId]) -> int:
    """Be done with files that were refused; how many. What came stays in the log.

    Raises:
        AppError: `not_allowed`, `not_refused`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        here = {one.id for one in refused_store.list_open(connection)}
        for one in ids:
            if one not in here:
                raise _not_refused(one)
            note(connection, desk, "refused_file_done", f"refused {one}")
        refused_store.end(connection, ids)
    return len(ids)


def _not_refused(number: RefusedId) -> AppError:
    return AppError(
        "not_refused",
        text("File {number} is not among those refused (any more).", number=number),
        text("Please look at the list of refused files."),
    )
