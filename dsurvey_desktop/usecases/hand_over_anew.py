"""What a lost bundle held goes with the next one, where the key that signed it counts no more.

Writing such a bundle again helps nobody, since its addressee refuses it: the stick was stolen and
the key revoked, or the key has run out meanwhile. Task packages and onward files say all there is
each time: the next one holds what was lost, and nothing needs to be made ready for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import starmap

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import verify_bundle
from dsurvey_desktop.storage import approval_store, bundle_store, receipt_store, town_store
from dsurvey_desktop.storage.bundle_store import BundleRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_cards, own_opener, signer_counts
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.write_again import find_sent, not_kept

_WHOLE = (BundleKind.TASK_PACKAGE.value, BundleKind.ONWARD.value)


@dataclass(frozen=True, slots=True)
class HandOverAnew:
    """Entries that go with the next one, and those that changed since or were answered.

    Of a task package or onward file (`kind`) there are none: the next one says all of it.
    """

    sequence: int
    entries: int
    others: int
    kind: str = BundleKind.HAND_OVER.value

    @property
    def is_whole(self) -> bool:
        """Whether the next bundle of its kind holds all of it anyway."""
        return self.kind in _WHOLE


def hand_over_anew(desk: Desk, sequence: int, addressee: str = "") -> HandOverAnew:
    """Let what a lost bundle held go with the next one, where nothing came between.

    Args:
        desk: of the office that sent it.
        sequence: its number.
        addressee: office code; may be empty where bundles went to one office only.

    Raises:
        AppError: `not_allowed`, `no_bundle`, `addressee_missing`, `key_still_counts`,
            `bundle_not_kept`, `nothing_to_hand_over`; nothing is changed then.
    """
    require(desk, Role.REVIEWER)
    with desk.database.write() as connection:
        sent = bundle_store.list_bundles(connection, addressee)
        record = find_sent(sent, sequence)
        if signer_counts(connection, record.created_at, desk.now()):
            raise _still_counts(sequence)
        if record.kind in _WHOLE:
            return HandOverAnew(sequence, 0, 0, record.kind)
        if record.kind == BundleKind.RECEIPT.value:
            count = town_store.let_tell_again(connection, record.addressee, sequence)
        else:
            count = _approve_again(connection, desk, record)
        if not count:
            raise _nothing_waits(sequence)
        detail = {"digest": record.digest, "entries": count, "to": record.addressee}
        note(connection, desk, "handed_over_anew", f"bundle {sequence}", detail)
    return HandOverAnew(sequence, count, record.entries - count, record.kind)


def _approve_again(connection: Connection, desk: Desk, record: BundleRecord) -> int:
    """How many entries of a hand-over stand as they were handed over, and are approved again."""
    content = bundle_store.load_content(connection, record.digest)
    if content is None:
        raise not_kept(record.sequence)
    cards = (replace(card, valid_before=None) for card in own_cards(connection))
    kept = verify_bundle(content, TrustList(tuple(cards)), desk.now(), own_opener(connection))
    rows = list(starmap(EntryRow, kept.tables["entries"].rows()))
    here = receipt_store.states(connection, [row.entry_id for row in rows])
    waiting = [
        EntryId(row.entry_id)
        for row in rows
        if here.get(row.entry_id) == (EntryState.HANDED_OVER, row.version)
    ]
    approval_store.approve_again(connection, waiting)
    return len(waiting)


def _still_counts(sequence: int) -> AppError:
    return AppError(
        "key_still_counts",
        text("The key that signed number {sequence} counts as before.", sequence=sequence),
        text("Please write that bundle again: the same file is what its addressee waits for."),
    )


def _nothing_waits(sequence: int) -> AppError:
    return AppError(
        "nothing_to_hand_over",
        text("No entry of number {sequence} waits for an answer.", sequence=sequence),
        text("They were answered, or changed since and go with the next bundle anyway."),
    )
