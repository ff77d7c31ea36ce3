"""What each role may do with an entry in each state: the one table of it (product D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.office import Role


class EntryStep(StrEnum):
    """What a person does with an entry.

    CORRECT is every way answers change by a person's word, taking a difference and taking a
    correction back included; CONFIRM is for the reference date.
    """

    CORRECT = "correct"
    CONFIRM = "confirm"
    EXPLAIN = "explain"
    ASK = "ask"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Right:
    """Whose step it is, and in which states an entry lets it happen."""

    role: Role
    states: frozenset[EntryState]


_ALL = frozenset(EntryState)
_HERE = _ALL - {EntryState.ACCEPTED}
"""What the district has accepted changes only after it sends it back."""

RIGHTS: Mapping[EntryStep, Right] = {
    EntryStep.CORRECT: Right(Role.CLERK, _HERE),
    EntryStep.CONFIRM: Right(Role.CLERK, _HERE),
    EntryStep.EXPLAIN: Right(Role.CLERK, _ALL),
    EntryStep.ASK: Right(Role.CLERK, _HERE),
    EntryStep.APPROVE: Right(Role.REVIEWER, frozenset({EntryState.READY, EntryState.SENT_BACK})),
    EntryStep.WITHDRAW: Right(Role.REVIEWER, frozenset({EntryState.APPROVED})),
    EntryStep.HAND_OVER: Right(Role.REVIEWER, frozenset({EntryState.APPROVED})),
}
"""APPROVE asks besides that no error is left, HAND_OVER goes by the hand-over page's list."""


def may_in(step: EntryStep, state: EntryState) -> bool:
    """Whether an entry in a state lets a step happen, whoever takes it."""
    return state in RIGHTS[step].states
