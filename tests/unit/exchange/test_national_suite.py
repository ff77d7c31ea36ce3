"""SM2, SM3 and SM4: published vectors, keys and cards that come back, what is wrong told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import sm2
from dsurvey_desktop.exchange.digests import sm3_hex
from dsurvey_desktop.exchange.key_change import accept_key_change, sign_key_change
from dsurvey_desktop.exchange.office_keys import OfficeKeys, generate_keys, opener_of
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.suites import NATIONAL
from dsurvey_desktop.exchange.trust_list import TrustList

NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
TOWN = Office("330102005", "某某街道残联")
KEYS = generate_keys(SuiteName.NATIONAL)
CARD = KEYS.card(TOWN, NOW - timedelta(days=30), NOW + timedelta(days=400))


def code_of(work, *arguments) -> str:
    with pytest.raises(BundleError) as caught:
        work(*arguments)
    return caught.value.code


def test_sm3_gives_the_standards_example():
    # GB/T 32905-2016, annex A.1 and A.2
    assert sm3_hex(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    long = sm3_hex(b"abcd" * 16)
    assert long == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_a_signature_of_the_standards_example_holds():
    # GB/T 32918.5-2017, annex A.2: message digest, distinguishing id 1234567812345678
    public = bytes.fromhex(
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    r = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    s = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    signature = bytes.fromhex(f"3046022100{r}022100{s}")
    assert sm2.is_signed(public, b"message digest", signature)
    assert not sm2.is_signed(public, b"message digesT", signature)


def test_keys_come_back_and_are_not_shown_by_accident():
    assert OfficeKeys.from_bytes(KEYS.to_bytes()) == KEYS
    assert KEYS.identity[:64] not in repr(KEYS)
    assert KEYS.signing.hex()[:64] not in repr(KEYS)
    pair = sm2.Sm2Pair.from_bytes(KEYS.signing)
    assert repr(pair.private) not in repr(KEYS.signer)


def test_halves_of_two_keys_are_told():
    other = generate_keys(SuiteName.NATIONAL)
    mixed = OfficeKeys(KEYS.suite, KEYS.signing[:32] + other.signing[32:], KEYS.identity)
    assert code_of(OfficeKeys.from_bytes, mixed.to_bytes()) == "keys_damaged"
    cut = OfficeKeys(KEYS.suite, KEYS.signing, KEYS.identity[:-2])
    assert code_of(OfficeKeys.from_bytes, cut.to_bytes()) == "keys_damaged"


def test_what_is_sealed_is_opened_by_the_owner_only():
    sealed = NATIONAL.sealer.seal(b"content", [KEYS.recipient])
    assert b"content" not in sealed
    assert KEYS.opener.open(sealed) == b"content"
    other = generate_keys(SuiteName.NATIONAL)
    assert code_of(other.opener.open, sealed) == "sealed_for_others"
    assert opener_of([KEYS, other]).open(sealed) == b"content"
    assert NATIONAL.sealer.seal(b"content", [KEYS.recipient]) != sealed


@pytest.mark.parametrize("line", ["sm2 AAAA", "age1nonsense", "sm2", KEYS.recipient[:-4], ""])
def test_sealing_to_what_is_no_recipient_is_told(line):
    assert code_of(NATIONAL.sealer.seal, b"content", [line]) == "recipient_invalid"


def test_a_card_comes_back_from_its_file():
    text = CARD.to_text()
    assert TrustList.parse(text).cards == (CARD,)
    assert all(line.startswith("#") for line in text.splitlines())
    forged = text.replace(KEYS.recipient, generate_keys(SuiteName.NATIONAL).recipient)
    assert code_of(TrustList.parse, forged) == "key_card_damaged"


def test_a_revoked_key_comes_back_from_the_list():
    trust = TrustList((CARD,)).with_revoked(TOWN.code, KEYS.signing_public)
    assert TrustList.parse(trust.to_text()).revoked == trust.revoked
    assert code_of(trust.signers, KEYS.signing_public, NOW) == "key_revoked"


def test_the_old_key_vouches_for_the_new_card():
    new_card = generate_keys(SuiteName.NATIONAL).card(TOWN, NOW)
    signature = sign_key_change(new_card, KEYS)
    trust = accept_key_change(new_card.to_text(), signature, TrustList((CARD,)), NOW)
    assert trust.cards == (CARD, new_card)


def test_what_the_library_refuses_is_not_printed(capfd):
    public = sm2.Sm2Pair.from_bytes(KEYS.signing).public
    assert not sm2.is_signed(public, b"message", b"junk")
    assert capfd.readouterr().err == ""
