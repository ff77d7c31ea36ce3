"""The small file in an office's folder that names its server.

The password for the server lies in it sealed with the key that the slots of `office.keys` hold,
so that each person's own password opens the way to the server. The seal covers the address too:
whoever alters it gets no password. So does the certificate that the server is known by: it goes
with each copy of the file, since another seat has not got the first one's folders.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.server_address import SERVER_FILE, Server, ServerAddress
from dsurvey_desktop.domain.texts import text

CERTIFICATE_NAME = "office.crt"
SYSTEM_AUTHORITIES = "system"
"""Instead of a file: those that this computer trusts (libpq)."""
_FORMAT = 1
_PURPOSE = b"dsurvey server secret 1 "


def is_server_office(folder: Path) -> bool:
    """True when the office in `folder` keeps its database on a server."""
    return os.path.isfile(folder / SERVER_FILE)  # noqa: PTH113 - False where nothing may be read


def check_on_server(folder: Path) -> None:
    """AppError `not_on_server` for an office on this machine, or none."""
    if not is_server_office(folder):
        raise AppError(
            "not_on_server",
            text("The data of this office are not on a server."),
            text("Nothing needs to be changed here."),
        )


def write_server(folder: Path, server: Server, key: bytes) -> None:
    """Name the server in `folder`, its password sealed.

    AppError `server_file_not_writable`, `certificate_unreadable`.
    """
    address, certificate = _with_certificate(server.address)
    nonce = os.urandom(12)
    seal = _seal_of(address, certificate)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, server.secret.encode(), seal)
    content = {"format": _FORMAT, **asdict(address), "nonce": _b64(nonce)}
    if certificate:
        content["certificate"] = certificate
    words = json.dumps(content | {"sealed": _b64(sealed)}, ensure_ascii=False, indent=1)
    _write(folder / SERVER_FILE, words)


def _with_certificate(address: ServerAddress) -> tuple[ServerAddress, str]:
    """The address as it is kept, and the certificate that its file holds."""
    if address.root_certificate in {"", SYSTEM_AUTHORITIES}:
        return address, ""
    try:
        certificate = Path(address.root_certificate).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise certificate_unreadable() from error
    return replace(address, root_certificate=CERTIFICATE_NAME), certificate


def certificate_unreadable() -> AppError:
    """What to say of a file that is no certificate."""
    return AppError(
        "certificate_unreadable",
        text("The file of the server's certificate is missing, or is not one. Nothing changed."),
        text("Please ask whoever runs the server for the file, such as root.crt."),
    )


def _write(path: Path, words: str) -> None:
    temporary = path.with_name(f"{path.name}.new")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    except OSError as error:
        raise AppError(
            "server_file_not_writable",
            text("The file {name} can't be written; the one before is unharmed.", name=path.name),
            text("Please check the drive and its free space, then try again."),
        ) from error


def read_address(folder: Path) -> ServerAddress:
    """Where the office in `folder` keeps its database; AppError `server_file_unreadable`."""
    return _read(folder)[0]


def read_server(folder: Path, key: bytes) -> Server:
    """The server with its password; AppError `server_file_unreadable`, also when it was altered."""
    address, certificate, nonce, sealed = _read(folder)
    try:
        seal = _seal_of(address, certificate)
        secret = ChaCha20Poly1305(key).decrypt(nonce, sealed, seal).decode()
    except InvalidTag as error:
        raise _unreadable() from error
    return Server(_at_this_seat(folder, address, certificate), secret)


def _at_this_seat(folder: Path, address: ServerAddress, certificate: str) -> ServerAddress:
    """With the certificate as a file of this seat, which is what the driver wants."""
    if not certificate:
        return address
    path = folder / CERTIFICATE_NAME
    if not path.is_file() or path.read_bytes() != certificate.encode():
        _write(path, certificate)
    return replace(address, root_certificate=str(path))


def _read(folder: Path) -> tuple[ServerAddress, str, bytes, bytes]:
    try:
        content = json.loads((folder / SERVER_FILE).read_text("utf-8"))
        names = asdict(ServerAddress("", 0, "", "", ""))
        address = ServerAddress(**{name: content[name] for name in names})
        nonce, sealed = base64.b64decode(content["nonce"]), base64.b64decode(content["sealed"])
        return address, str(content.get("certificate", "")), nonce, sealed
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable() from error


def _unreadable() -> AppError:
    return AppError(
        "server_file_unreadable",
        text("The file {name} can't be read, or it was altered.", name=SERVER_FILE),
        text("Please copy it again from another seat of this office. The data are unharmed."),
    )


def _seal_of(address: ServerAddress, certificate: str) -> bytes:
    return _PURPOSE + json.dumps(asdict(address), sort_keys=True).encode() + certificate.encode()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
