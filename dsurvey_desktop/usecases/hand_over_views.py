"""What is shown of bundles: the check before export, the export, and a verified bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.domain.texts import Text


@dataclass(frozen=True, slots=True)
class CommunityBlock:
    """How much of a line a community has its part in."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the list before export.

    Attributes:
        kind: missing, errors, not_approved, set_aside, pending, community_forms, other_edition,
            recipient, nothing_new, unfinished, withdrawn, spot_results.
        is_met: nothing stands in the way here.
        is_blocking: without it nothing can be exported.
        page: the page where it is put right (`verify`, `intake`, `roster`, `forms`, `hand_over`).
        communities: whose part it is, the most first; rows set aside are of no community.
    """

    kind: str
    count: int
    message: Text
    is_met: bool
    is_blocking: bool
    page: str
    communities: tuple[CommunityBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadyCommunity:
    """A community of which `entries` approved entries could go now."""

    code: str
    name: str
    entries: int


SEALING_OFF = "sealing_off"
"""Kind of the line that says that the campaign has bundles signed and not encrypted."""


@dataclass(frozen=True, slots=True)
class HandOverCheck:
    """What the next bundle would hold and withdraw, and what stands in the way.

    `communities` are those with approved entries, for a hand-over of some of them. `results` are
    audit sheets of entries handed over before that no bundle has told of.
    """

    sequence: int
    entries: int
    people: int
    is_sealed: bool
    lines: tuple[CheckLine, ...]
    communities: tuple[ReadyCommunity, ...] = ()
    withdrawn: int = 0
    results: int = 0

    @property
    def is_sealing_off(self) -> bool:
        """True where the campaign wants bundles unsealed; else a card is what is missing."""
        return any(line.kind == SEALING_OFF for line in self.lines)

    @property
    def can_export(self) -> bool:
        """True when no blocking line is open."""
        return all(line.is_met or not line.is_blocking for line in self.lines)


@dataclass(frozen=True, slots=True)
class ExportedBundle:
    """A bundle on disk; `digest` is the SHA-256 (hex) of the file.

    `is_resumed` where an export that was cut short came to its end: what was approved since
    waits for the next bundle. `parts` are its numbered parts for email, if any were asked for.
    `withdrawn` entries of earlier bundles no longer hold; a bundle may consist of these alone.
    """

    path: str
    digest: str
    sequence: int
    entries: int
    is_sealed: bool
    size_bytes: int
    signer: str
    fingerprint: str
    key_card: str
    cover: str
    is_resumed: bool = False
    parts: tuple[str, ...] = ()
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class CopyView:
    """A paper that lies beside a bundle and stands in it too."""

    file: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class BundleView:
    """A bundle that was verified: who signed it and what it holds.

    `copies` are papers beside the file that stand in it too, and whether they are the same.
    """

    kind: str
    signer: str
    fingerprint: str
    sender_name: str
    addressee: str
    year: int
    sequence: int
    created_at: datetime
    digest: str
    is_sealed: bool
    counts: Mapping[str, int]
    tables: Mapping[str, int]
    copies: tuple[CopyView, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyCardView:
    """A public key card as shown for comparing by voice; or signed by the office's old key."""

    office_code: str
    office_name: str
    fingerprint: str
    public_key: str
    recipient: str
    is_signed_by_old: bool = False
