"""Who may do what."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_rights import RIGHTS, EntryStep, may_in
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Office, OfficeLevel, Role
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.usecases.desk import Desk

ROLE_NAMES = {
    Role.CLERK: N_("clerk"),
    Role.REVIEWER: N_("reviewer"),
    Role.ADMINISTRATOR: N_("administrator"),
}


def require(desk: Desk, role: Role) -> None:
    """AppError `not_allowed` unless the person at the desk holds `role`."""
    if role not in desk.user.roles:
        raise AppError(
            "not_allowed",
            text("This step belongs to the role of {role}.", role=text(ROLE_NAMES[role])),
            text("Please ask the administrator of this office."),
        )


def require_step(desk: Desk, step: EntryStep) -> None:
    """AppError `not_allowed` unless the table of rights gives the person at the desk this step."""
    require(desk, RIGHTS[step].role)


def why_not_correct(desk: Desk, state: EntryState) -> Text | None:
    """Why the person at the desk may not change answers of an entry; None where they may."""
    role = RIGHTS[EntryStep.CORRECT].role
    if role not in desk.user.roles:
        return text(
            "The answers can be read; correcting them belongs to the role of {role}.",
            role=text(ROLE_NAMES[role]),
        )
    if not may_in(EntryStep.CORRECT, state):
        return text("The district has accepted this entry; it can't be changed here.")
    return None


def check_district(office: Office) -> None:
    """AppError `not_a_district` at a town's desk."""
    if office.level is not OfficeLevel.DISTRICT:
        raise AppError(
            "not_a_district",
            text("This step belongs to the district's desk; this office is a town."),
            text("Please open the district's office folder, or set one up."),
        )
