"""The columns of an entry that follow from its answers and findings; no database is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.storage.codec import encode_findings, encode_sorted

PHONE_ITEMS = ("mobile", "landline")
"""Items whose answers an entry is found by beside its name and number."""
_MOST_PHONES = 64
NOTHING: frozenset[str] = frozenset()
"""No warning is explained; what is explained is named by `Finding.said`."""


def row_values(
    answers: Answers, findings: Sequence[Finding], explained: frozenset[str] = NOTHING
) -> dict[str, Any]:
    """The columns that follow from answers and findings."""
    return {"answers_json": encode_sorted(answers)} | summary_values(answers, findings, explained)


def summary_values(
    answers: Answers, findings: Sequence[Finding], explained: frozenset[str] = NOTHING
) -> dict[str, Any]:
    """Those of them that lists and progress are made of; explained warnings count no more."""
    counting = [one.severity for one in findings if not explained or one.said not in explained]
    take = answers.get
    return {
        "findings_json": encode_findings(findings),
        "errors": counting.count(Severity.ERROR),
        "warnings": counting.count(Severity.WARNING),
        "is_unconfirmed": any(finding.rule == "D02" for finding in findings),
        "status": take("status", ""),
        "mode": take("mode", ""),
        "device": take("device", ""),
        "name": take("name", ""),
        "phones": _phones(answers),
    }


def _phones(answers: Answers) -> str:
    said = [str(number) for item in PHONE_ITEMS if (number := answers.get(item))]
    return " ".join(said)[:_MOST_PHONES]
