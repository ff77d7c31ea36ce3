"""The columns of an entry that follow from its answers and findings; no database is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.storage.codec import encode_findings, encode_sorted

PHONE_ITEMS = ("mobile", "landline")
"""Items whose answers an entry is found by beside its name and number."""
_MOST_PHONES = 64
NOTHING: frozenset[str] = frozenset()
"""No warning is explained; what is explained is named by `Finding.said`."""


class Summary(NamedTuple):
    """The columns that lists and progress are made of."""

    findings_json: str
    errors: int
    warnings: int
    is_unconfirmed: bool
    status: str
    mode: str
    device: str
    name: str
    phones: str


def row_values(
    answers: Answers, findings: Sequence[Finding], explained: frozenset[str] = NOTHING
) -> dict[str, Any]:
    """The columns that follow from answers and findings."""
    return {"answers_json": encode_sorted(answers)} | summary_values(answers, findings, explained)


def summary_values(
    answers: Answers, findings: Sequence[Finding], explained: frozenset[str] = NOTHING
) -> dict[str, Any]:
    """`Summary` by column name; explained warnings count no more."""
    return summary_of(answers, findings, explained)._asdict()


def summary_of(
    answers: Answers, findings: Sequence[Finding], explained: frozenset[str] = NOTHING
) -> Summary:
    """What lists and progress are told of an entry."""
    take: Callable[[str, str], Any] = answers.get
    said = take("status", ""), take("mode", ""), take("device", ""), take("name", "")
    return Summary(*_told(findings, explained), *said, _phones(answers))


def with_findings(summary: Summary, findings: Sequence[Finding]) -> Summary:
    """The same entry with other findings, none of them explained."""
    return Summary(*_told(findings, NOTHING), *summary[4:])


def _told(findings: Sequence[Finding], explained: frozenset[str]) -> tuple[str, int, int, bool]:
    """Findings as they are kept, errors, warnings, and whether it must be confirmed again."""
    if not findings:
        return "[]", 0, 0, False
    counting = [one.severity for one in findings if not explained or one.said not in explained]
    return (
        encode_findings(findings),
        counting.count(Severity.ERROR),
        counting.count(Severity.WARNING),
        any(finding.rule == "D02" for finding in findings),
    )


def _phones(answers: Answers) -> str:
    said = [number for item in PHONE_ITEMS if (number := answers.get(item))]
    return " ".join(map(str, said))[:_MOST_PHONES] if said else ""
