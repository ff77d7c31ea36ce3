"""Which entries to list, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.entry import EntryState


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries, in which order.

    Attributes:
        text: words, each a part of name, pinyin, its initials or certificate number; empty for all.
        community: 12-digit code; empty for all.
        state: only this state; None for all.
        quality: `error`, `warning`, `unconfirmed` (D02), `ready` (can be approved), `open` (not
            approved), or empty.
        sort: `weight` (most errors first), `name`, `certificate_no`, `community`, `state`, `row`.
        is_descending: the order turned round, entries alike too.
    """

    text: str = ""
    community: str = ""
    state: EntryState | None = None
    quality: str = ""
    sort: str = "weight"
    is_descending: bool = False
