"""Rule S01: somebody who was asked again in a spot check said something else."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.domain.entry import Finding, Value, basis_of, is_same
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.domain.word_lists import phrases

SPOT_RULE = "S01"


def check_found_again(facts: EntryFacts, context: CheckContext) -> Iterator[Finding]:
    """Items whose answer is not what the person said when asked again (product F3).

    A warning: the officer corrects the entry, or explains why it is right all the same.
    """
    for said in facts.found_again:
        now = facts.answers.get(said.item)
        if not is_same(said.value, now):
            found, registered = (_words(context, said.item, one) for one in (said.value, now))
            message = text(
                "Spot check of {day}: the person said {found}, the form says {now}. Please correct "
                "the form, or explain.",
                day=said.day.isoformat(),
                found=found,
                now=registered,
            )
            basis = basis_of(said.value, now)
            yield Finding(SPOT_RULE, Severity.WARNING, said.item, message, basis)


def _words(context: CheckContext, item: str, value: Value | None) -> str | Text:
    if value is None:
        return text("nothing")
    codes = value if isinstance(value, list) else [value]
    return phrases(context.labels.get((item, str(code)), str(code)) for code in codes)
