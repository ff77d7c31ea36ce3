"""People on the roster without an entry (rule P06), and why, where it is known."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.storage import absence_store, office_store, roster_store, town_store
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Somebody to be surveyed whom no submission mentions.

    Attributes:
        reason: why, with `proof` and the day it was `known_on`; None where nobody has said.
        noted_by: who noted the reason.
    """

    certificate_no: str
    name: str
    community_code: str
    community_name: str
    phone: str
    reason: AbsenceReason | None = None
    proof: str = ""
    known_on: date | None = None
    noted_by: str = ""


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
        known = absence_store.load_absences(connection)
    people = []
    for record in records:
        why = known.get(record.certificate_no)
        said = (why.reason, why.proof, why.known_on, why.by_name) if why else ()
        people.append(MissingPerson(*asdict(record).values(), *said))
    return tuple(people)
