"""What a bundle says of itself under its signature: who, to whom, which, when, how many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.bag import FORMAT_VERSION
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.strict_json import parse_json


class BundleKind(StrEnum):
    """What travels."""

    TASK_PACKAGE = "task_package"
    HAND_OVER = "hand_over"
    RECEIPT = "receipt"
    ONWARD = "onward"


@dataclass(frozen=True, slots=True)
class Statement:
    """The signed facts of a bundle; what the receiver acts on is in here.

    Attributes:
        kind: what travels.
        sender, addressee: office codes.
        campaign_year: the survey's year; `campaign_id` names the campaign where a year has several.
        sequence: from 1, rising by one for each bundle of this sender to this addressee.
        previous_digest: file digest of the bundle with the number before; empty for number 1.
        created_at: with time zone, whole seconds.
        form_editions: name of each form edition to its SHA-256.
        roster_digest: SHA-256 of the roster the data stand on; empty if none.
        counts: entries per state.
        row_counts: rows per table; `build_bundle` fills it.
        answers_digest: in a receipt, the file digest of the bundle it answers.
        message: a note of the sender to be shown as it is.
        format_version, suite: how the bundle is written; `build_bundle` fills the suite.
    """

    kind: BundleKind
    sender: str
    addressee: str
    campaign_year: int
    sequence: int
    created_at: datetime
    previous_digest: str = ""
    campaign_id: str = ""
    form_editions: Mapping[str, str] = field(default_factory=dict)
    roster_digest: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    row_counts: Mapping[str, int] = field(default_factory=dict)
    answers_digest: str = ""
    message: str = ""
    format_version: int = FORMAT_VERSION
    suite: str = SuiteName.STANDARD.value

    @property
    def stem(self) -> str:
        """Folder and file name: numbers and codes only, no personal data."""
        return (
            f"{self.sender}-{self.campaign_year}-{self.sequence:04d}-{self.kind}-{self.addressee}"
        )

    def to_json(self) -> bytes:
        """`data/statement.json`."""
        facts = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    @staticmethod
    def parse(content: bytes) -> Statement:
        """The opposite of `to_json`.

        Raises:
            BundleError: `format_unknown`, whatever else a statement of that format may hold;
                `statement_damaged`.
        """
        try:
            facts = parse_json(content)
            _check_version(facts)
            _check(facts)
            facts["kind"] = BundleKind(facts["kind"])
            facts["created_at"] = parse_moment(facts["created_at"])
        except (ValueError, RecursionError) as error:
            raise refusal("statement_damaged") from error
        return Statement(**facts)


def moment_text(moment: datetime) -> str:
    """UTC to the second as `2026-10-03T08:15:00Z`, the one spelling inside bundles."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def parse_moment(value: str) -> datetime:
    """The opposite of `moment_text`; ValueError for any other spelling."""
    if not value.endswith("Z"):
        raise ValueError(value)
    moment = datetime.fromisoformat(value)
    if moment_text(moment) != value:
        raise ValueError(value)
    return moment


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment_text(value)
    return dict(value) if isinstance(value, Mapping) else value


def _matches(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < 10**9


def _is_positive(value: Any) -> bool:
    return _is_count(value) and value > 0


def _maps_to(holds: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and all(map(holds, value.values()))


_is_office = _matches(r"[0-9A-Za-z]{1,20}")
_is_digest = _matches(r"(?:[0-9a-f]{64})?")
_is_version = _matches(r"[0-9A-Za-z.]{1,20}")
_is_text = _matches(r"(?s:.{0,10000})")
_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "kind": _is_text,
    "sender": _is_office,
    "addressee": _is_office,
    "campaign_year": lambda value: _is_count(value) and 2000 <= value <= 2999,
    "campaign_id": _is_text,
    "sequence": _is_positive,
    "previous_digest": _is_digest,
    "created_at": _matches(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"),
    "form_editions": _maps_to(_matches(r"[0-9a-f]{64}")),
    "roster_digest": _is_digest,
    "counts": _maps_to(_is_count),
    "row_counts": _maps_to(_is_count),
    "answers_digest": _is_digest,
    "message": _is_text,
    "format_version": _is_positive,
    "suite": _is_text,
}


def _check_version(facts: Any) -> None:
    """ValueError where no version is said; BundleError where it is another."""
    version = facts.get("format_version") if isinstance(facts, dict) else None
    if type(version) not in {int, str} or not _is_version(str(version)):
        raise ValueError("format_version")
    if version != FORMAT_VERSION:
        raise refusal("format_unknown", version=version)


def _check(facts: Any) -> None:
    """ValueError unless exactly the fields are there, each of its shape."""
    if not isinstance(facts, dict) or facts.keys() != {f.name for f in fields(Statement)}:
        raise ValueError("fields")
    for name, holds in _CHECKS.items():
        if not holds(facts[name]):
            raise ValueError(name)
