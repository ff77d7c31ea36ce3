"""All checks of one entry, with the campaign's switches applied."""

from __future__ import annotations

from collections.abc import Collection

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.last_year_checks import check_last_year
from dsurvey_desktop.checks.roster_checks import check_roster
from dsurvey_desktop.checks.spot_checks import check_found_again
from dsurvey_desktop.checks.time_checks import check_time
from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity

_WEIGHTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def check_entry(facts: EntryFacts, context: CheckContext) -> list[Finding]:
    """Findings a form cannot say, switched-off rules included; see `arrange`."""
    by_time = check_time(facts.answers, facts.received_on, context)
    return [*by_time, *check_beside(facts, context)]


def check_beside(facts: EntryFacts, context: CheckContext) -> list[Finding]:
    """Those of them that rest on more than the entry itself: roster, last year, spot checks."""
    found = check_roster(facts, context)
    if facts.last_year is not None:
        found += check_last_year(facts, context)
    if facts.found_again:
        found += check_found_again(facts, context)
    return found


def arrange(findings: Collection[Finding], rules_off: frozenset[str]) -> tuple[Finding, ...]:
    """Without switched-off rules, the heaviest first; of one rule and item only the first."""
    if not findings:
        return ()
    kept: dict[tuple[str, str], Finding] = {}
    for finding in sorted(findings, key=lambda f: _WEIGHTS[f.severity]):
        if finding.rule not in rules_off:
            kept.setdefault(finding.key, finding)
    return tuple(kept.values())
