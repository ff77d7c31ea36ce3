"""Why a server could not be signed in at: asked once more, after the driver has failed.

The driver tells such failures in words alone. This goes the same way as far as it can without the
password: SSLRequest, TLS, StartupMessage (PostgreSQL's manual, "Frontend/Backend Protocol").
"""

from __future__ import annotations

import socket
import ssl
import struct
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import ServerAddress
from dsurvey_desktop.domain.texts import N_, text
from dsurvey_desktop.storage.server_file import SYSTEM_AUTHORITIES, certificate_unreadable
from dsurvey_desktop.storage.trouble import in_words, of_code

_PATIENCE_S = 3
_SSL_REQUEST = struct.pack("!ii", 8, 80_877_103)
_PROTOCOL = 196_608
"""Version 3.0 of the protocol."""
_MOST_BYTES = 1 << 14
_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
_OTHER_NAME = frozenset({62, 64})
"""X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH of OpenSSL."""
_NOT_TODAY = frozenset({9, 10})
"""X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""
_ASK_OPERATOR = N_("Please ask whoever runs the server before you go on.")


def why_not(address: ServerAddress) -> AppError | None:
    """What stands in the way; None where the server can't be reached, or all seems right."""
    if address.host.startswith("/"):
        return None
    try:
        place = (address.host, address.port)
        with (
            socket.create_connection(place, _PATIENCE_S) as line,
            _guarded(line, address) as guarded,
        ):
            return _of_start(guarded, address)
    except AppError as error:
        return error
    except OSError:
        return None


def _guarded(line: socket.socket, address: ServerAddress) -> socket.socket:
    """The line as the address wants it; AppError where the server can't give that."""
    if address.ssl_mode not in _ENCRYPTED:
        return line
    line.sendall(_SSL_REQUEST)
    if line.recv(1) != b"S":
        raise AppError(
            "server_without_tls",
            text("The server does not encrypt the line. No password was sent."),
            text("Please ask whoever runs it to switch TLS on."),
        )
    try:
        return _context(address).wrap_socket(line, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        raise _of_certificate(error.verify_code, address) from error


def _context(address: ServerAddress) -> ssl.SSLContext:
    if address.ssl_mode == "require":
        return ssl._create_unverified_context()  # noqa: S323, SLF001 - asked for: encrypted only
    certificate = address.root_certificate
    try:
        known = None if certificate == SYSTEM_AUTHORITIES else str(Path(certificate))
        context = ssl.create_default_context(cafile=known)
    except OSError as error:
        raise certificate_unreadable() from error
    context.check_hostname = address.ssl_mode == "verify-full"
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Python 3.13 asks more than the driver does
    return context


def _of_certificate(code: int, address: ServerAddress) -> AppError:
    if code in _OTHER_NAME:
        return AppError(
            "server_other_name",
            text(
                "The server's certificate is made out to another name than {host}.",
                host=address.host,
            ),
            text("Please type the name it is made out to, or have one made for this name."),
        )
    if code in _NOT_TODAY:
        return AppError(
            "server_certificate_not_valid",
            text("The server's certificate is not valid today. No password was sent."),
            text(
                "Please check this computer's date; else ask whoever runs the server for a new one."
            ),
        )
    return AppError(
        "server_certificate_unknown",
        text(
            "Another server may be answering: its certificate is not signed by the one in the "
            "certificate file. No password was sent."
        ),
        text(_ASK_OPERATOR),
    )


def _of_start(line: socket.socket, address: ServerAddress) -> AppError | None:
    """What the server says before it wants a password, by its SQLSTATE."""
    names = ("user", address.user, "database", address.database)
    body = struct.pack("!i", _PROTOCOL) + b"".join(one.encode() + b"\0" for one in names) + b"\0"
    line.sendall(struct.pack("!i", len(body) + 4) + body)
    answer = line.recv(_MOST_BYTES)
    if answer[:1] != b"E":
        return None
    codes = [
        one[1:].decode("ascii", "replace") for one in answer[5:].split(b"\0") if one[:1] == b"C"
    ]
    kind = of_code(codes[0]) if codes else None
    return None if kind is None else in_words(kind)
