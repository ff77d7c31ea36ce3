"""People on the roster without an entry (rule P06)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from dsurvey_desktop.storage import roster_store
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody to be surveyed whom no submission mentions."""

    certificate_no: str
    name: str
    community_code: str
    community_name: str
    phone: str


def list_missing(desk: Desk, community: str = "") -> tuple[MissingPerson, ...]:
    """Missing people of one community or all, by community and name; AppError `no_community`."""
    with desk.database.read() as connection:
        check_known(connection, community)
        records = roster_store.list_missing(connection, community)
    return tuple(MissingPerson(**asdict(record)) for record in records)
