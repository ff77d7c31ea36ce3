"""Key slots: the random database key, sealed once for each password (Argon2id, ChaCha20).

The file beside the database holds no name: a password opens a slot, the slot says whose it is.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.recovery_code import (
    canonical_recovery_code,
    is_slip_of_recovery_code,
)
from dsurvey_desktop.domain.texts import text

SLOTS_NAME = "office.keys"
KEY_SIZE_BYTES = 32
_FORMAT = 1
_TIME_COST = 3
_MEMORY_KIB = 65_536
_LANES = 2
_PURPOSE = b"dsurvey key slot 1"

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """What a password gave: the database key and whose slot it was."""

    key: bytes
    user_id: UserId
    slot_id: str


def new_key() -> bytes:
    """A random database key of 32 bytes."""
    return secrets.token_bytes(KEY_SIZE_BYTES)


def add_slot(
    path: Path, key: bytes, user_id: UserId, password: str, random: RandomBytes = os.urandom
) -> str:
    """Seal `key` with `password` for a user, beside the slots that are there; the slot's id."""
    slots = read_slots(path) if path.exists() else []
    slots.append(_seal(key, user_id, password, random))
    write_slots(path, slots)
    return str(slots[-1]["id"])


def open_slot(path: Path, password: str) -> OpenSlot:
    """The slot that `password` opens; AppError `wrong_password` when none does."""
    spellings = dict.fromkeys((password, canonical_recovery_code(password)))
    try:
        slots = read_slots(path)
        tried = (_try(slot, word) for word in spellings for slot in slots)
        opened = next(filter(None, tried), None)
    except (HashingError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise _unreadable(path) from error
    if opened is not None:
        return opened
    raise wrong_password(password)


def wrong_password(typed: str = "") -> AppError:
    """What to say of a password that opens nothing here; of a recovery code how those look."""
    if is_slip_of_recovery_code(typed):
        return AppError(
            "wrong_password",
            text("This recovery code does not open the office."),
            text("It has eight groups of four signs, and no O, 0, I or 1. Please compare each."),
        )
    return AppError(
        "wrong_password",
        text("This password does not open the office."),
        text("Please check capital letters and the input method, then try again."),
    )


def replace_slots(
    path: Path, slot_ids: Collection[str], key: bytes, user_id: UserId, password: str
) -> str:
    """Give a user a new password; the database itself is not encrypted anew. The new slot's id."""
    slots = [slot for slot in read_slots(path) if slot["id"] not in slot_ids]
    slots.append(_seal(key, user_id, password, os.urandom))
    write_slots(path, slots)
    return str(slots[-1]["id"])


def remove_slots(path: Path, slot_ids: Collection[str]) -> None:
    """Take passwords away; what they opened before stays closed to them."""
    write_slots(path, [slot for slot in read_slots(path) if slot["id"] not in slot_ids])


def opens_a_slot(path: Path, password: str) -> bool:
    """Whether a password is in use already."""
    try:
        open_slot(path, password)
    except AppError as error:
        if error.code == "wrong_password":
            return False
        raise
    return True


def _seal(key: bytes, user_id: UserId, password: str, random: RandomBytes) -> dict[str, Any]:
    salt, nonce = random(16), random(12)
    costs = {"time": _TIME_COST, "memory_kib": _MEMORY_KIB, "lanes": _LANES}
    secret = ChaCha20Poly1305(_derive(password, salt, costs))
    content = json.dumps({"key": key.hex(), "user": user_id}).encode()
    return {
        "id": random(8).hex(),
        "salt": _b64(salt),
        **costs,
        "nonce": _b64(nonce),
        "sealed": _b64(secret.encrypt(nonce, content, _PURPOSE)),
    }


def _try(slot: dict[str, Any], password: str) -> OpenSlot | None:
    derived = _derive(password, base64.b64decode(slot["salt"]), slot)
    nonce, sealed = base64.b64decode(slot["nonce"]), base64.b64decode(slot["sealed"])
    try:
        content = json.loads(ChaCha20Poly1305(derived).decrypt(nonce, sealed, _PURPOSE))
    except InvalidTag:
        return None
    return OpenSlot(bytes.fromhex(content["key"]), UserId(content["user"]), slot["id"])


def _derive(password: str, salt: bytes, costs: dict[str, Any]) -> bytes:
    return hash_secret_raw(
        password.encode(),
        salt,
        time_cost=costs["time"],
        memory_cost=costs["memory_kib"],
        parallelism=costs["lanes"],
        hash_len=KEY_SIZE_BYTES,
        type=Type.ID,
    )


def read_slots(path: Path) -> list[dict[str, Any]]:
    """All slots as they are kept; AppError `keys_unreadable`."""
    try:
        content = json.loads(path.read_text("utf-8"))
        return list(content["slots"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path) from error


def slot_ids(path: Path) -> frozenset[str]:
    """The ids of all slots; none where the file is missing or can't be read."""
    try:
        return frozenset(str(slot["id"]) for slot in read_slots(path))
    except (AppError, KeyError, TypeError):
        return frozenset()


def _unreadable(path: Path) -> AppError:
    return AppError(
        "keys_unreadable",
        text("The key file of this office can't be read. The data are unharmed."),
        text("Please put the file {name} back from a backup.", name=path.name),
    )


def write_slots(path: Path, slots: list[dict[str, Any]]) -> None:
    """Replace all slots at once; AppError `keys_not_writable`."""
    temporary = path.with_suffix(".new")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            json.dump({"format": _FORMAT, "slots": slots}, file)
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    except OSError as error:
        raise AppError(
            "keys_not_writable",
            text("The key file of this office can't be written; the one before is unharmed."),
            text("Please check the drive and its free space, then try again."),
        ) from error


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
