"""JSON as the tables hold it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text

decode = orjson.loads
"""A Python value from its JSON."""


def encode(value: Any) -> str:
    """JSON without spaces, keys in their order."""
    return spell(value).decode()


def spell(value: Any) -> bytes:
    """The same in UTF-8."""
    return orjson.dumps(value)


def encode_sorted(value: Any) -> str:
    """JSON with sorted keys: one spelling for the same answers."""
    return spell_sorted(value).decode()


def spell_sorted(value: Any) -> bytes:
    """JSON with sorted keys in UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def encode_moment(moment: datetime) -> str:
    """UTC in ISO 8601 to the microsecond, so that it sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def decode_moment(stored: str) -> datetime:
    """The opposite of `encode_moment`."""
    return datetime.fromisoformat(stored)


def encode_findings(findings: Iterable[Finding]) -> str:
    """`[[rule, severity, item, message], …]`, with the basis behind it where there is one."""
    rows = [
        [f.rule, f.severity.value, f.item, f.message.to_json(), *([f.basis] if f.basis else ())]
        for f in findings
    ]
    return encode(rows) if rows else "[]"


def decode_findings(stored: str) -> tuple[Finding, ...]:
    """The opposite of `encode_findings`."""
    if stored == "[]":
        return ()
    return tuple(
        Finding(rule, Severity(severity), item, Text.from_json(message), *basis)
        for rule, severity, item, message, *basis in decode(stored)
    )


def canonical(detail: Mapping[str, Any]) -> str:
    """One spelling for one content: sorted keys, no spaces. What log digests are taken over."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
