"""What moving entries to another edition would do, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.checks.facts import EntryFacts
from dsurvey_desktop.domain.entry import Answers, EntryState, Finding
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.carrying import answer_names, carry, left_behind
from dsurvey_desktop.usecases.chosen_facts import chosen_facts
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import load_form
from dsurvey_desktop.usecases.inspection import build_inspector
from dsurvey_desktop.usecases.move_choice import EVERYTHING, MoveChoice
from dsurvey_desktop.usecases.placing import can_be_changed
from dsurvey_desktop.usecases.recheck import CAN_FALL, news

_TELL_EVERY = 200


@dataclass(frozen=True, slots=True)
class EntryPlan:
    """One entry on its way: its answers and findings as they will be.

    Attributes:
        left: answers that go because the edition has no item for them.
        back: answers that were left behind before and come back.
    """

    record: EntryRecord
    answers: Answers
    left: Answers
    back: Answers
    findings: tuple[Finding, ...]

    @property
    def has_other_answers(self) -> bool:
        """True when answers go or come back."""
        return bool(self.left or self.back)

    @property
    def loses_approval(self) -> bool:
        """An approval falls where answers change, or something is found that nobody saw."""
        is_other = self.has_other_answers or bool(self.new_findings)
        return self.record.state in CAN_FALL and is_other

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """Errors and warnings that were not there."""
        return news(self.record.findings, self.findings)


@dataclass(frozen=True, slots=True)
class EntryPlans:
    """A plan for each entry that moves, and how many stay because the district accepted them."""

    moving: tuple[EntryPlan, ...]
    staying: int


def plan_entries(
    connection: Connection,
    desk: Desk,
    target: str,
    choice: MoveChoice = EVERYTHING,
    progress: Progress = no_progress,
) -> EntryPlans:
    """A plan for every chosen entry that does not stand on `target` (a kept digest).

    Raises:
        AppError: `no_entry`, `no_community`.
    """
    elsewhere = [pair for pair in chosen_facts(connection, choice) if pair[0].form_digest != target]
    moving = [pair for pair in elsewhere if can_be_changed(EntryState(pair[0].state))]
    plans = tuple(_plans(connection, desk, target, moving, choice, progress))
    return EntryPlans(plans, len(elsewhere) - len(moving))


def _plans(
    connection: Connection,
    desk: Desk,
    target: str,
    moving: list[tuple[EntryRecord, EntryFacts]],
    choice: MoveChoice,
    progress: Progress,
) -> Iterator[EntryPlan]:
    inspector = build_inspector(connection, desk)
    names = answer_names(load_form(connection, target))
    behind = left_behind(connection, None if choice.is_all else [one.id for one, _ in moving])
    for number, (record, facts) in enumerate(moving):
        if number % _TELL_EVERY == 0:
            progress(number, len(moving), text("Looking at what changes"))
        answers, left = carry(record.answers, names)
        kept = behind.get(record.id, {})
        back = {name: kept[name] for name in kept if name in names and name not in answers}
        answers = {**answers, **back}
        findings = inspector.inspect(facts._replace(answers=answers), target)
        yield EntryPlan(record, answers, left, back, findings)
