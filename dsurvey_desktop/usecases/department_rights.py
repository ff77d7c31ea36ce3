"""What a person of a department may do with its part of a town: one table (product H4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, Department, SignOffState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.permissions import require


class Step(StrEnum):
    """What is done with a department's part."""

    LOOK = "look"
    NOTE = "note"
    SEND_BACK = "send_back"
    SIGN = "sign"
    TAKE_BACK = "take_back"
    ASSIGN = "assign"


ROLE_OF: Mapping[Step, Role | None] = {
    Step.LOOK: None,
    Step.NOTE: Role.REVIEWER,
    Step.SEND_BACK: Role.REVIEWER,
    Step.SIGN: Role.REVIEWER,
    Step.TAKE_BACK: Role.REVIEWER,
    Step.ASSIGN: Role.ADMINISTRATOR,
}
"""The role each step asks for; None for anybody who signs in."""
OWN_PART = frozenset({Step.NOTE, Step.SEND_BACK, Step.SIGN, Step.TAKE_BACK})
"""Steps a person of a department takes for that department only."""
STATES_OF: Mapping[Step, frozenset[SignOffState]] = {
    Step.LOOK: frozenset(SignOffState),
    Step.NOTE: frozenset(SignOffState) - {SignOffState.NOTHING},
    Step.SEND_BACK: frozenset(SignOffState) - {SignOffState.NOTHING},
    Step.SIGN: frozenset({SignOffState.OPEN, SignOffState.FALLEN}),
    Step.TAKE_BACK: frozenset({SignOffState.SIGNED}),
    Step.ASSIGN: frozenset(SignOffState),
}
"""Where the part must be for a step."""


def may(user: User, step: Step, department: Department, state: SignOffState) -> bool:
    """Whether a person may take a step with a department's part that is in a state."""
    role = ROLE_OF[step]
    has_role = role is None or role in user.roles
    is_own = step not in OWN_PART or user.department in (None, department)
    return has_role and is_own and state in STATES_OF[step]


def require_own(desk: Desk, step: Step, department: Department | None) -> None:
    """Check role and department for a step; `department` is None for the whole entry.

    Raises:
        AppError: `not_allowed`, `other_department`.
    """
    role = ROLE_OF[step]
    if role is not None:
        require(desk, role)
    own = desk.user.department
    if step in OWN_PART and own is not None and own is not department:
        raise AppError(
            "other_department",
            text(
                "You sign in for {own}; this belongs to another department.",
                own=text(DEPARTMENT_NAMES[own]),
            ),
            text("Please leave it to that department, or ask the administrator."),
        )
