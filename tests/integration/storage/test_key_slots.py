"""Passwords open slots; the database key itself never lies in the clear."""

from __future__ import annotations

import json

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage import database, key_slots

FIRST, SECOND = UserId(1), UserId(2)


@pytest.fixture
def cheap(monkeypatch):
    """Slots that are derived in a moment: their strength is not what is tested here."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)


@pytest.fixture
def slots(cheap, tmp_path):
    return tmp_path / key_slots.SLOTS_NAME


def change_password(opened, old, new):
    """As the person at the desk does it."""
    own = database.own_slot(opened, old)
    path = opened.folder / key_slots.SLOTS_NAME
    return key_slots.replace_slots(path, [own.slot_id], own.key, own.user_id, new)


def code_of(action) -> str:
    with pytest.raises(AppError) as caught:
        action()
    return caught.value.code


def test_each_password_opens_its_own_slot_with_the_same_key(slots):
    key = key_slots.new_key()
    key_slots.add_slot(slots, key, FIRST, "first password")
    key_slots.add_slot(slots, key, SECOND, "第二个密码")
    first = key_slots.open_slot(slots, "first password")
    second = key_slots.open_slot(slots, "第二个密码")
    assert (first.key, first.user_id) == (key, FIRST)
    assert (second.key, second.user_id) == (key, SECOND)
    assert first.slot_id != second.slot_id


@pytest.mark.parametrize("tried", ["", "First password", "first password ", "first passwor"])
def test_another_password_opens_nothing(slots, tried):
    key_slots.add_slot(slots, key_slots.new_key(), FIRST, "first password")
    assert code_of(lambda: key_slots.open_slot(slots, tried)) == "wrong_password"


def test_a_new_password_replaces_only_ones_own_slot(slots):
    key = key_slots.new_key()
    key_slots.add_slot(slots, key, FIRST, "first password")
    key_slots.add_slot(slots, key, SECOND, "second password")
    old = key_slots.open_slot(slots, "first password")
    key_slots.replace_slots(slots, [old.slot_id], old.key, old.user_id, "a new password")
    assert code_of(lambda: key_slots.open_slot(slots, "first password")) == "wrong_password"
    assert key_slots.open_slot(slots, "a new password").user_id == FIRST
    assert key_slots.open_slot(slots, "second password").user_id == SECOND


def test_the_same_password_seals_differently_each_time(slots):
    key = key_slots.new_key()
    for user in (FIRST, SECOND):
        key_slots.add_slot(slots, key, user, "the same password")
    one, other = json.loads(slots.read_text("utf-8"))["slots"]
    assert all(one[part] != other[part] for part in ("id", "salt", "nonce", "sealed"))


def test_the_file_holds_neither_key_nor_password(slots):
    key = key_slots.new_key()
    key_slots.add_slot(slots, key, FIRST, "first password")
    content = slots.read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert b"first password" not in content


def test_keys_are_random():
    assert len({key_slots.new_key() for _ in range(100)}) == 100
    assert {len(key_slots.new_key()) for _ in range(10)} == {key_slots.KEY_SIZE_BYTES}


def test_a_slot_that_was_tampered_with_does_not_open(slots):
    key_slots.add_slot(slots, key_slots.new_key(), FIRST, "first password")
    content = json.loads(slots.read_text("utf-8"))
    sealed = content["slots"][0]["sealed"]
    content["slots"][0]["sealed"] = ("B" if sealed[0] == "A" else "A") + sealed[1:]
    slots.write_text(json.dumps(content), "utf-8")
    assert code_of(lambda: key_slots.open_slot(slots, "first password")) == "wrong_password"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"format": 1, "slo', id="cut off"),
        pytest.param(b"[]", id="another shape"),
        pytest.param(b"{}", id="no slots"),
        pytest.param(b'{"slots": 7}', id="slots are no list"),
        pytest.param(b'{"slots": ["x"]}', id="a slot is no object"),
        pytest.param(b'{"slots": [{}]}', id="an empty slot"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(
            b'{"slots": [{"id": "1", "salt": "?", "nonce": "AA==", "sealed": "AA==",'
            b' "time": 1, "memory_kib": 64, "lanes": 2}]}',
            id="a salt that is none",
        ),
        pytest.param(
            b'{"slots": [{"id": "1", "salt": "AAAAAAAAAAAAAAAAAAAAAA==", "nonce": "AA==",'
            b' "sealed": "AA==", "time": 1, "memory_kib": 1, "lanes": 2}]}',
            id="costs that cannot be",
        ),
    ],
)
def test_a_damaged_key_file_is_told_apart_from_a_wrong_password(slots, content):
    slots.write_bytes(content)
    assert code_of(lambda: key_slots.open_slot(slots, "first password")) == "keys_unreadable"


def test_a_missing_key_file_is_told(slots):
    assert code_of(lambda: key_slots.open_slot(slots, "first password")) == "keys_unreadable"


def test_a_slot_is_costly_to_guess(tmp_path):
    path = tmp_path / key_slots.SLOTS_NAME
    key_slots.add_slot(path, key_slots.new_key(), FIRST, "first password")
    (slot,) = json.loads(path.read_text("utf-8"))["slots"]
    assert slot["memory_kib"] >= 65_536
    assert slot["time"] >= 3


def test_a_changed_password_opens_the_same_database(cheap, folder, opened, password):
    change_password(opened, password, "another password")
    assert code_of(lambda: database.open_database(folder, password)) == "wrong_password"
    again = database.open_database(folder, "another password")
    assert again.user_id == opened.user_id
    again.close()
    change_password(opened, "another password", password)
    database.open_database(folder, password).close()


def test_a_wrong_old_password_changes_nothing(folder, opened, password):
    before = (folder / key_slots.SLOTS_NAME).read_bytes()
    with pytest.raises(AppError) as caught:
        change_password(opened, "no such password", "another password")
    assert caught.value.code == "wrong_password"
    assert (folder / key_slots.SLOTS_NAME).read_bytes() == before


def test_nobody_changes_somebody_elses_password(cheap, folder, opened, password):
    path = folder / key_slots.SLOTS_NAME
    key = key_slots.open_slot(path, password).key
    key_slots.add_slot(path, key, SECOND, "second password")
    with pytest.raises(AppError) as caught:
        change_password(opened, "second password", "mine now")
    assert caught.value.code == "wrong_password"
    assert key_slots.open_slot(path, "second password").user_id == SECOND
