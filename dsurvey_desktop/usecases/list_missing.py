"""People on the roster without an entry (rule P06)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.storage import office_store, roster_store, town_store
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
    """Missing people of one community or all, by community and name; AppError `no_community`.

    At a district's desk those whom no town has handed over.
    """
    with desk.database.read() as connection:
        check_known(connection, community)
        records = roster_store.list_missing(connection, community)
        if office_store.load_office(connection).level is OfficeLevel.DISTRICT:
            handed_over = town_store.certificates(connection)
            records = tuple(one for one in records if one.certificate_no not in handed_over)
    return tuple(MissingPerson(**asdict(record)) for record in records)
