"""What to say after files were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, told
from dsurvey_desktop.usecases.intake_views import FileOutcome


@dataclass(frozen=True, slots=True)
class OutcomeMessage:
    """A message for the bar."""

    kind: str
    words: str
    advice: str = ""


def outcome_message(outcomes: tuple[FileOutcome, ...]) -> OutcomeMessage:
    """One sentence over all files of a reading; a single refused file in its own words."""
    if len(outcomes) == 1 and (refusal := outcomes[0].refusal) is not None:
        kind = "warning" if _is_awaited(outcomes[0]) else "error"
        return OutcomeMessage(kind, str(refusal.message), str(refusal.advice))
    advice = told(*_advices(outcomes))
    return OutcomeMessage("warning" if advice else "done", _counts(outcomes), advice)


def preview_message(outcomes: tuple[FileOutcome, ...]) -> OutcomeMessage:
    """What was looked at, and what of it can't be taken in or waits for a person."""
    unread = tuple(one for one in outcomes if one.refusal is not None)
    if len(unread) == len(outcomes):
        return outcome_message(outcomes)
    words = _("Looked at {files} files, {rows} rows. Nothing was changed yet.")
    rows = sum(one.rows_read for one in outcomes)
    advice = told(*_advices(unread))
    kind = "warning" if advice else "notice"
    return OutcomeMessage(kind, words.format(files=len(outcomes), rows=rows), advice)


def _is_awaited(outcome: FileOutcome) -> bool:
    return outcome.waits_for_mapping or outcome.waiting is not None


def _counts(outcomes: tuple[FileOutcome, ...]) -> str:
    """Where all rows went; the numbers add up."""
    words = _(
        "{files} files read, {rows} rows: {taken} taken in, {unchanged} unchanged, {pending} "
        "differing, {set_aside} set aside."
    )
    return words.format(
        files=len(outcomes),
        rows=sum(one.rows_read for one in outcomes),
        taken=sum(one.taken for one in outcomes),
        unchanged=sum(one.unchanged for one in outcomes),
        pending=sum(one.pending for one in outcomes),
        set_aside=sum(one.set_aside for one in outcomes),
    )


def _advices(outcomes: tuple[FileOutcome, ...]) -> Iterator[str]:
    """What is still to be done, what asks for a person first."""
    of_year = sum(one.waits_for_mapping and one.waits_for_year for one in outcomes)
    asked = sum(one.waits_for_mapping for one in outcomes) - of_year
    waits = sum(_is_awaited(one) for one in outcomes) - asked - of_year
    refused = sum(one.refusal is not None and not _is_awaited(one) for one in outcomes)
    if asked:
        words = _("{count} files wait: please check their columns below.")
        yield words.format(count=asked)
    if of_year:
        words = _("{count} files wait: please say below whether they are this year's.")
        yield words.format(count=of_year)
    if waits:
        words = _("{count} files wait; choose one in the list to see for what.")
        yield words.format(count=waits)
    if refused:
        words = _("{count} files were refused; choose one in the list to see why.")
        yield words.format(count=refused)
    if answered := [name for one in outcomes for name in one.answered]:
        words = _("Refused before, answered now: {files}.")
        yield words.format(files=listed(answered))
    if any(one.pending or one.set_aside for one in outcomes):
        yield _("Rows that differ or were set aside are listed below.")
