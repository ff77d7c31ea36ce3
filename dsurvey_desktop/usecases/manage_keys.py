"""Key cards: showing one's own, and accepting another office's after comparing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dsurvey_desktop.documents.key_card import write_key_card as write_card_sheet
from dsurvey_desktop.documents.model import KeyCard as KeyCardSheet
from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.key_change import accept_key_change
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.hand_over_views import KeyCardView
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import CARD, own_card, trusted_cards
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import read_source
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.target_folder import make_folder

SIGNATURE_ENDING = ".sig"
"""Of the old key's signature beside a new card."""


def show_key_card(desk: Desk) -> KeyCardView:
    """This office's public key card."""
    with desk.database.read() as connection:
        return card_view(own_card(connection))


def write_key_card(desk: Desk, folder: Path) -> tuple[Path, Path]:
    """Write the card as file (`CODE.keycard.txt`) and as PDF to sign; both paths.

    Raises:
        AppError: `folder_unusable`, or the trouble of writing.
    """
    make_folder(folder)
    with desk.database.read() as connection:
        card = own_card(connection)
        header = sheet_header(connection, desk, card.office_code)
    file = write_card_file(card, folder)
    sheet = KeyCardSheet(
        office_code=card.office_code,
        office_name=card.office_name,
        made_at=header.printed_at,
        keys=(
            (_("Signing ({method})").format(method=card.suite.sign_name), card.signing_public),
            (_("Sealing ({method})").format(method=card.suite.seal_name), card.recipient),
        ),
        fingerprint=card.fingerprint,
        qr_text=card.fingerprint,
    )
    pdf = folder / f"{card.office_code}.keycard.pdf"
    write_card_sheet(pdf, header, sheet)
    return file, pdf


def write_card_file(card: KeyCard, folder: Path) -> Path:
    """Write a card as the text file that other offices accept."""
    path = folder / f"{card.office_code}.keycard.txt"
    with replace_file(path) as file:
        file.write(card.to_text().encode())
    return path


def read_key_card(path: Path) -> KeyCardView:
    """The card in a file, to be compared before it is accepted; AppError when damaged."""
    return card_view(_read(path))


def check_card_suite(path: Path, suite: SuiteName) -> None:
    """BundleError `card_suite_other` when a card's office uses other algorithms."""
    found = _read(path).suite.name
    if found != suite:
        raise refusal("card_suite_other", theirs=found.label, ours=suite.label)


def trust_key_card(desk: Desk, path: Path) -> KeyCardView:
    """Accept a card after a person compared its fingerprint; hand-overs are sealed to it.

    A signature beside it (`….keycard.txt.sig`) must be of a key of the same office that counts.

    Raises:
        AppError: `not_allowed`, `own_card`, `card_suite_other`, or what is wrong with card or
            signature.
    """
    require(desk, Role.ADMINISTRATOR)
    card = _read(path)
    with desk.database.read() as connection:
        check_card_suite(path, office_store.load_campaign(connection).suite)
    signature = path.with_name(path.name + SIGNATURE_ENDING)
    with desk.database.write() as connection:
        is_signed = signature.is_file()
        if is_signed:
            known = trusted_cards(connection)
            accept_key_change(read_text(path), read_source(signature), known, desk.now())
        if card.office_code == office_store.load_office(connection).code:
            raise AppError(
                "own_card",
                text("This is this office's own key card."),
                text("Please choose the card that the district office gave you."),
            )
        office_store.add_key(
            connection, card.office_code, CARD, card.to_text().encode(), desk.now()
        )
        note(
            connection,
            desk,
            "key_card_accepted",
            card.office_code,
            {"fingerprint": card.fingerprint, "is_signed_by_old": is_signed},
        )
    return replace(card_view(card), is_signed_by_old=is_signed)


def card_view(card: KeyCard) -> KeyCardView:
    """A card as people are shown it."""
    return KeyCardView(
        card.office_code, card.office_name, card.fingerprint, card.signing_public, card.recipient
    )


def _read(path: Path) -> KeyCard:
    cards = TrustList.parse(read_text(path)).cards
    if len(cards) != 1 or not cards[0].recipient:
        raise AppError(
            "key_card_damaged",
            text("The file {file} is no key card of one office.", file=path.name),
            text("Please ask the office for its key card file (….keycard.txt)."),
        )
    return cards[0]


def read_text(path: Path) -> str:
    """A key card or trust list as text; AppError `not_text` when it is none."""
    try:
        return read_source(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AppError(
            "not_text",
            text("The file {file} is no key card or trust list.", file=path.name),
            text("Please choose a text file such as ….keycard.txt."),
        ) from error
