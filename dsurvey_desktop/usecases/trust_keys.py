"""Whose keys count: the list, taking a key back, and changing this office's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.key_change import sign_key_change
from dsurvey_desktop.exchange.office_keys import generate_keys
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.hand_over_views import KeyCardView
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.manage_keys import SIGNATURE_ENDING, card_view, write_card_file
from dsurvey_desktop.usecases.office_keys import (
    OWN,
    REVOKED,
    card_of,
    is_revoked,
    own_card,
    own_cards,
    own_keys,
    trusted_cards,
)
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.target_folder import make_folder


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key card that was accepted, and whether it still counts."""

    office_code: str
    office_name: str
    fingerprint: str
    public_key: str
    valid_after: datetime | None
    valid_before: datetime | None
    is_revoked: bool


@dataclass(frozen=True, slots=True)
class RenewedKeys:
    """The new card's file, the old key's signature over it, and the card.

    `signature` is empty where the old key was revoked: the new card is compared anew then.
    """

    file: str
    signature: str
    card: KeyCardView


def list_keys(desk: Desk, *, with_own: bool = False) -> tuple[TrustedKey, ...]:
    """All key cards that were ever accepted here, oldest first; on request this office's before."""
    with desk.database.read() as connection:
        trust = trusted_cards(connection)
        own = own_cards(connection) if with_own else ()
    revoked = {key.signing_public for key in trust.revoked}
    return tuple(
        TrustedKey(
            card.office_code,
            card.office_name,
            card.fingerprint,
            card.signing_public,
            card.valid_after,
            card.valid_before,
            card.signing_public in revoked,
        )
        for card in (*own, *trust.cards)
    )


def revoke_keys(desk: Desk, office_code: str, fingerprint: str = "") -> int:
    """Let an office's keys, or the one of that fingerprint, never count again; how many.

    Of this office's own too, where a key may have fallen into other hands: nothing is signed then
    before it has new ones.

    Raises:
        AppError: `not_allowed`, `no_key`.
    """
    require(desk, Role.ADMINISTRATOR)
    wanted = "".join(fingerprint.split())
    with desk.database.write() as connection:
        trust = trusted_cards(connection)
        gone = {key.signing_public for key in trust.revoked}
        keys = [
            card
            for card in (*own_cards(connection), *trust.cards)
            if card.office_code == office_code
            and card.signing_public not in gone
            and wanted in {"", "".join(card.fingerprint.split())}
        ]
        if not keys:
            raise AppError(
                "no_key",
                text(
                    "There is no such key of office {office} that still counts.", office=office_code
                ),
                text("Please look at the list of keys."),
            )
        for card in keys:
            _revoke(connection, desk, card)
    return len(keys)


def _revoke(connection: Connection, desk: Desk, card: KeyCard) -> None:
    line = TrustList().with_revoked(card.office_code, card.signing_public).to_text().encode()
    office_store.add_key(connection, card.office_code, REVOKED, line, desk.now())
    note(connection, desk, "key_revoked", card.office_code, {"fingerprint": card.fingerprint})


def renew_keys(desk: Desk, folder: Path) -> RenewedKeys:
    """Give this office new keys; the old one signs the new card, which the others then accept.

    What was sealed to the old key can still be opened here. A revoked key signs nothing: the card
    is then compared by voice or on paper, as the first one was.

    Raises:
        AppError: `not_allowed`, `folder_unusable`, or the trouble of writing; the keys stay then.
    """
    require(desk, Role.ADMINISTRATOR)
    make_folder(folder)
    with desk.database.write() as connection:
        now = desk.now()
        old, is_lost = own_keys(connection), is_revoked(connection, own_card(connection))
        new = generate_keys(old.suite)
        office = office_store.load_office(connection)
        card = card_of(connection, new, now)
        file = write_card_file(card, folder)
        signature = file.with_name(file.name + SIGNATURE_ENDING)
        if is_lost:
            signature.unlink(missing_ok=True)
        else:
            with replace_file(signature) as written:
                written.write(sign_key_change(card, old))
        office_store.add_key(connection, office.code, OWN, new.to_bytes(), now)
        note(connection, desk, "keys_renewed", office.code, {"fingerprint": card.fingerprint})
    return RenewedKeys(str(file), "" if is_lost else str(signature), card_view(card))
