"""What to say after files were read."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import FileOutcome


@dataclass(frozen=True, slots=True)
class OutcomeMessage:
    """A message for the bar."""

    kind: str
    words: str
    advice: str = ""


def outcome_message(outcomes: tuple[FileOutcome, ...]) -> OutcomeMessage:
    """One sentence over all files of a reading; a single refused file in its own words."""
    asked = sum(outcome.waits_for_mapping for outcome in outcomes)
    refused = [outcome for outcome in outcomes if outcome.refusal is not None]
    waits = sum(outcome.waiting is not None for outcome in outcomes)
    if len(outcomes) == 1 and refused and refused[0].refusal is not None:
        refusal = refused[0].refusal
        kind = "warning" if asked or waits else "error"
        return OutcomeMessage(kind, str(refusal.message), str(refusal.advice))
    words = _("{files} files read: {rows} rows, {taken} taken in.").format(
        files=len(outcomes),
        rows=sum(outcome.rows_read for outcome in outcomes),
        taken=sum(outcome.taken for outcome in outcomes),
    )
    if asked:
        is_year = all(outcome.waits_for_year for outcome in outcomes if outcome.waits_for_mapping)
        advice = _year_words(asked) if is_year else _asked_words(asked)
        return OutcomeMessage("warning", words, advice)
    if count := sum(outcome.waiting is None for outcome in refused):
        return OutcomeMessage("warning", words, _refused_words(count))
    if waits:
        return OutcomeMessage("warning", words, _waits_words(waits))
    waiting = sum(outcome.pending + outcome.set_aside for outcome in outcomes)
    return OutcomeMessage("warning" if waiting else "done", words, _waiting_words(waiting))


def _asked_words(count: int) -> str:
    return _("{count} files wait: please check their columns below.").format(count=count)


def _year_words(count: int) -> str:
    return _("{count} files wait: please say below whether they are this year's.").format(
        count=count
    )


def _refused_words(count: int) -> str:
    return _("{count} files were refused; choose one in the list to see why.").format(count=count)


def _waits_words(count: int) -> str:
    return _("{count} files wait; choose one in the list to see for what.").format(count=count)


def _waiting_words(count: int) -> str:
    return _("{count} rows wait for a decision below.").format(count=count) if count else ""
