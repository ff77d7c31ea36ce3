"""An office that lost everything but its safe hands over with the keys its district trusts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import send_back
from dsurvey_desktop.usecases.keep_keys import restore_own_keys, seal_own_keys
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.manage_keys import show_key_card
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.trust_keys import renew_keys
from tests.integration.usecases.two_offices import Exchange

PASSPHRASE = "保险柜里的口令 2025"


def refused(deed, *asked: object) -> str:
    with pytest.raises(AppError) as caught:
        deed(*asked)
    return caught.value.code


def test_keys_from_the_safe_sign_and_open_as_before(exchange: Exchange) -> None:
    town, safe = exchange.town, exchange.folder / "safe"
    before = show_key_card(town)
    kept = seal_own_keys(town, safe, PASSPHRASE)
    assert kept.fingerprint == before.fingerprint
    assert [one.name for one in safe.iterdir()] == ["330282105.keys.age"]
    head = Path(kept.file).read_bytes()[:40]
    assert head.startswith(b"age-encryption.org/v1\n-> scrypt "), "age --decrypt opens it too"
    assert refused(restore_own_keys, town, Path(kept.file), PASSPHRASE) == "keys_same"
    exchange.take(exchange.hand_over())
    send_back(exchange.district, [list_town_entries(exchange.district)[0].id], "请核实")
    receipt = exchange.receipt()
    renew_keys(town, exchange.folder)  # stands for an office that was set up anew
    assert show_key_card(town).fingerprint != before.fingerprint
    assert refused(restore_own_keys, town, Path(kept.file), "another one") == "passphrase_wrong"
    restored = restore_own_keys(town, Path(kept.file), PASSPHRASE)
    assert restored.fingerprint == show_key_card(town).fingerprint == before.fingerprint
    assert open_receipt(town, receipt).outcome == "taken"
    exchange.correct(0, "更正")
    exchange.take(exchange.hand_over())
    check_log(town)


def test_a_copy_is_for_the_administrator_and_its_passphrase_long(exchange: Exchange) -> None:
    town, safe = exchange.town, exchange.folder / "safe"
    clerk = replace(town, user=User(town.user.id, "录入员", frozenset({Role.CLERK})))
    assert refused(seal_own_keys, clerk, safe, PASSPHRASE) == "not_allowed"
    assert refused(seal_own_keys, town, safe, "短") == "password_short"
    assert refused(restore_own_keys, town, safe / "none.keys.age", PASSPHRASE) == "file_missing"
    (exchange.folder / "x.keys.age").write_bytes(b"no such thing")
    found = refused(restore_own_keys, town, exchange.folder / "x.keys.age", PASSPHRASE)
    assert found == "passphrase_wrong"
    assert not safe.exists() or list(safe.iterdir()) == []
