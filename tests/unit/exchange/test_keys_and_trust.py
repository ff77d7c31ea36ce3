"""Keys, key cards and trust lists: what goes out comes back, what is wrong is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.exchange.key_change import accept_key_change, sign_key_change
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.suites import STANDARD as SUITE
from dsurvey_desktop.exchange.trust_list import RevokedKey, TrustList

NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
TOWN = Office("330102005", "某某街道残联")
KEYS = generate_keys()
CARD = KEYS.card(TOWN, NOW - timedelta(days=30), NOW + timedelta(days=400))
LINE = KEYS.signing_public


def code_of(work, *arguments, **options) -> str:
    with pytest.raises(BundleError) as caught:
        work(*arguments, **options)
    return caught.value.code


def test_keys_come_back_from_the_database():
    assert OfficeKeys.from_bytes(KEYS.to_bytes()) == KEYS


def test_keys_are_not_shown_by_accident():
    assert KEYS.identity not in repr(KEYS)
    assert KEYS.signing.hex() not in repr(KEYS)
    assert repr(KEYS.signing) not in repr(KEYS)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'["a", "AAAA", "b"]', b'["a", 1, 2]', b"\xff"]
)
def test_damaged_keys_are_told(data):
    assert code_of(OfficeKeys.from_bytes, data) == "keys_damaged"


def test_two_offices_never_get_the_same_keys():
    other = generate_keys()
    assert other.signing_public != KEYS.signing_public
    assert other.recipient != KEYS.recipient


def test_what_is_sealed_is_opened_by_the_owner_only():
    sealed = SUITE.sealer.seal(b"content", [KEYS.recipient])
    assert KEYS.opener.open(sealed) == b"content"
    assert code_of(generate_keys().opener.open, sealed) == "sealed_for_others"


def test_sealing_to_what_is_no_recipient_is_told():
    assert code_of(SUITE.sealer.seal, b"content", ["age1nonsense"]) == "recipient_invalid"


def test_a_signature_gives_the_key_that_made_it():
    assert SUITE.verifier.verify(b"list", KEYS.signer.sign(b"list")) == KEYS.signing_public


def test_a_fingerprint_has_eight_groups_of_five_digits_and_covers_both_keys():
    groups = CARD.fingerprint.split(" ")
    assert [len(group) for group in groups] == [5] * 8
    assert all(group.isdigit() for group in groups)
    other = generate_keys()
    swapped = OfficeKeys(KEYS.suite, KEYS.signing, other.identity)
    assert swapped.card(TOWN, NOW).fingerprint != CARD.fingerprint


def test_a_key_card_is_a_trust_list_of_one():
    assert TrustList.parse(CARD.to_text()).cards == (CARD,)


def test_a_name_with_a_line_break_cannot_add_a_line():
    sly = KEYS.card(Office("330102005", f"Office\n330102 {LINE}"), NOW)
    assert [card.office_code for card in TrustList.parse(sly.to_text()).cards] == ["330102005"]


def test_a_trust_list_comes_back_from_its_text():
    other = generate_keys()
    trust = TrustList((CARD, other.card(Office("330102", "某区残联"), NOW)))
    assert TrustList.parse(trust.to_text()) == trust


def test_a_revoked_key_stays_revoked_and_leaves_the_list():
    trust = TrustList((CARD,)).with_revoked(TOWN.code, LINE)
    read = TrustList.parse(trust.to_text())
    assert read == TrustList((), (RevokedKey(TOWN.code, LINE),))
    assert code_of(read.signers, LINE, NOW) == "key_revoked"
    assert trust.revocation_text() == f"{LINE} {TOWN.code}\n"


def test_a_key_card_after_the_list_does_not_bring_a_revoked_key_back():
    trust = TrustList((CARD,)).with_revoked(TOWN.code, LINE)
    read = TrustList.parse(trust.to_text() + CARD.to_text())
    assert code_of(read.signers, LINE, NOW) == "key_revoked"
    assert code_of(read.card_of, TOWN.code, NOW) == "no_recipient"


def test_several_files_are_read_one_after_the_other_and_merged():
    other = generate_keys().card(Office("330102006", "Other"), NOW)
    both = TrustList.parse(CARD.to_text() + "\n" + other.to_text() + CARD.to_text())
    assert both.cards == (CARD, other)
    assert TrustList((CARD,)).merged(TrustList((other, CARD))) == both


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("20261001", datetime(2026, 10, 1, tzinfo=OFFICE_ZONE)),
        ("20261001Z", datetime(2026, 10, 1, tzinfo=UTC)),
        ("202610011230Z", datetime(2026, 10, 1, 12, 30, tzinfo=UTC)),
        ("20261001123045Z", datetime(2026, 10, 1, 12, 30, 45, tzinfo=UTC)),
    ],
)
def test_times_are_read_as_openssh_writes_them(moment, expected):
    line = f'330102005 namespaces="dsurvey-handover",valid-after="{moment}" {LINE} a comment\n'
    (card,) = TrustList.parse(line).cards
    assert card.valid_after == expected


def test_a_line_without_options_is_read():
    (card,) = TrustList.parse(f"330102005 {LINE}").cards
    assert (card.office_code, card.valid_after, card.recipient) == ("330102005", None, "")


@pytest.mark.parametrize(
    "line",
    [
        f'"330102005" {LINE}',
        f'330102005 namespaces="git,dsurvey-*" {LINE}',
        f'330102005 NAMESPACES="dsurvey-handover" {LINE}',
        f"330102005\t{LINE.replace(' ', chr(9))}\tfrom the office's old computer",
        f"330102005,wang@town.example {LINE}",
        f"330102005 ssh-rsa AAAAB3NzaC1yc2E\n330102005 {LINE}",
        f"wang@town.example {LINE}\n330102005 {LINE}",
    ],
)
def test_what_openssh_lets_stand_in_such_a_file_is_read(line):
    (card,) = TrustList.parse(line).cards
    assert (card.office_code, card.signing_public) == ("330102005", LINE)


def test_a_key_of_two_offices_is_a_card_for_each():
    cards = TrustList.parse(f'"330102005,330102006" {LINE}').cards
    assert [card.office_code for card in cards] == ["330102005", "330102006"]


def test_a_key_kept_from_this_purpose_does_not_count():
    assert TrustList.parse(f'330102005 namespaces="*,!dsurvey-handover" {LINE}').cards == ()


def test_a_key_for_another_purpose_does_not_count():
    assert TrustList.parse(f'330102005 namespaces="git" {LINE}').cards == ()


@pytest.mark.parametrize(
    "line",
    [
        f"* {LINE}",
        f"330102005 cert-authority {LINE}",
        f'330102005 valid-after="tomorrow" {LINE}',
        f'330102005 valid-after="20261301Z" {LINE}',
        "330102005 ssh-ed25519 AAAA",
        f"330102* {LINE}",
        f"330102005 verify-required {LINE}",
        "330102005",
        f"# revoked: 330102005 {LINE[:-8]}",
    ],
)
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(BundleError) as caught:
        TrustList.parse(f"# list\n{line}\n")
    assert (caught.value.code, caught.value.context["line"]) == ("trust_list_damaged", 2)


def test_a_card_whose_fingerprint_does_not_fit_is_refused():
    forged = CARD.to_text().replace(KEYS.recipient, generate_keys().recipient)
    assert code_of(TrustList.parse, forged) == "key_card_damaged"


def test_the_newest_valid_card_is_sealed_to():
    newer = generate_keys().card(TOWN, NOW - timedelta(days=1))
    coming = generate_keys().card(TOWN, NOW + timedelta(days=1))
    trust = TrustList((CARD,)).with_card(newer).with_card(coming)
    assert trust.card_of(TOWN.code, NOW) == newer
    assert code_of(trust.card_of, "330102", NOW) == "no_recipient"


def test_the_old_key_vouches_for_the_new_card():
    new_card = generate_keys().card(TOWN, NOW)
    signature = sign_key_change(new_card, KEYS)
    trust = accept_key_change(new_card.to_text(), signature, TrustList((CARD,)), NOW)
    assert trust.cards == (CARD, new_card)


def test_no_office_vouches_for_another_offices_card():
    card = generate_keys().card(Office("330102006", "Other"), NOW)
    signature = sign_key_change(card, KEYS)
    trust = TrustList((CARD,))
    assert code_of(accept_key_change, card.to_text(), signature, trust, NOW) == "signer_not_sender"
    assert (
        code_of(accept_key_change, CARD.to_text(), signature, trust, NOW) == "signature_other_file"
    )
