"""The small file in an office's folder that names its server.

The password for the server lies in it sealed with the key that the slots of `office.keys` hold,
so that each person's own password opens the way to the server. The seal covers the address too:
whoever alters it gets no password.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import Server, ServerAddress
from dsurvey_desktop.domain.texts import text

SERVER_NAME = "office.server"
_FORMAT = 1
_PURPOSE = b"dsurvey server secret 1 "


def is_server_office(folder: Path) -> bool:
    """True when the office in `folder` keeps its database on a server."""
    return os.path.isfile(folder / SERVER_NAME)  # noqa: PTH113 - False where nothing may be read


def write_server(folder: Path, server: Server, key: bytes) -> None:
    """Name the server in `folder`, its password sealed; AppError `server_file_not_writable`."""
    nonce = os.urandom(12)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, server.secret.encode(), _seal_of(server.address))
    content = {"format": _FORMAT, **asdict(server.address), "nonce": _b64(nonce)}
    words = json.dumps(content | {"sealed": _b64(sealed)}, ensure_ascii=False, indent=1)
    temporary = folder / f"{SERVER_NAME}.new"
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / SERVER_NAME)
    except OSError as error:
        raise AppError(
            "server_file_not_writable",
            text("The file {name} can't be written; the one before is unharmed.", name=SERVER_NAME),
            text("Please check the drive and its free space, then try again."),
        ) from error


def read_address(folder: Path) -> ServerAddress:
    """Where the office in `folder` keeps its database; AppError `server_file_unreadable`."""
    return _read(folder)[0]


def read_server(folder: Path, key: bytes) -> Server:
    """The server with its password; AppError `server_file_unreadable`, also when it was altered."""
    address, nonce, sealed = _read(folder)
    try:
        secret = ChaCha20Poly1305(key).decrypt(nonce, sealed, _seal_of(address)).decode()
    except InvalidTag as error:
        raise _unreadable() from error
    return Server(address, secret)


def _read(folder: Path) -> tuple[ServerAddress, bytes, bytes]:
    try:
        content = json.loads((folder / SERVER_NAME).read_text("utf-8"))
        names = asdict(ServerAddress("", 0, "", "", ""))
        address = ServerAddress(**{name: content[name] for name in names})
        return address, base64.b64decode(content["nonce"]), base64.b64decode(content["sealed"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable() from error


def _unreadable() -> AppError:
    return AppError(
        "server_file_unreadable",
        text("The file {name} can't be read, or it was altered.", name=SERVER_NAME),
        text("Please copy it again from another seat of this office. The data are unharmed."),
    )


def _seal_of(address: ServerAddress) -> bytes:
    return _PURPOSE + json.dumps(asdict(address), sort_keys=True).encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
