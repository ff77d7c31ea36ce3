"""Where the database of an office of several seats is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text

DEFAULT_PORT = 5432
SERVER_FILE = "office.server"
"""In the folder of each seat."""
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A PostgreSQL database and who signs in there; its password is kept elsewhere, sealed.

    Attributes:
        host: name or number of the machine, or the folder of a local socket.
        port: of the server.
        database: its name; it holds one office and nothing else.
        user: the server's role for this program.
        ssl_mode: how the line is guarded, in PostgreSQL's words.
        root_certificate: file with the authority that signs the server's certificate, or empty.
    """

    host: str
    port: int
    database: str
    user: str
    ssl_mode: str
    root_certificate: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A server and the password it wants; empty where it knows this machine otherwise."""

    address: ServerAddress
    secret: str = field(repr=False)


def read_server_address(words: str) -> ServerAddress:
    """The address in `postgresql://USER@HOST:PORT/DATABASE?sslmode=M&sslrootcert=FILE`.

    Without `sslmode` a line to another machine must be encrypted.

    Raises:
        AppError: `server_address_wrong`, `server_password_shown`.
    """
    try:
        parts = urlsplit(words)
        port = parts.port or DEFAULT_PORT
    except ValueError as error:
        raise _wrong() from error
    if parts.scheme not in {"postgresql", "postgres"}:
        raise _wrong()
    if parts.password is not None:
        raise AppError(
            "server_password_shown",
            text("A password in the address can be read by others."),
            text("Please leave it out; the program asks for it."),
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = options.get("host") or unquote(parts.hostname or "")
    return server_address(
        host,
        port,
        unquote(parts.path.strip("/")),
        unquote(parts.username or ""),
        options.get("sslmode", ""),
        options.get("sslrootcert", ""),
    )


def server_address(
    host: str,
    port: int,
    database: str,
    user: str,
    ssl_mode: str = "",
    root_certificate: str = "",
) -> ServerAddress:
    """The same from its parts; AppError `server_address_wrong` where one is missing."""
    ssl_mode = ssl_mode or _usual_mode(host)
    is_whole = bool(host.strip() and database.strip() and user.strip())
    if not (is_whole and 0 < port < 65_536 and ssl_mode in SSL_MODES):
        raise _wrong()
    return ServerAddress(
        host.strip(), port, database.strip(), user.strip(), ssl_mode, root_certificate.strip()
    )


def in_words(address: ServerAddress) -> Text:
    """The address as a person reads it."""
    return text(
        "{database} on {host}:{port}",
        database=address.database,
        host=address.host,
        port=str(address.port),
    )


def _usual_mode(host: str) -> str:
    is_here = host in OWN_MACHINE or host.startswith("/")
    return "prefer" if is_here else "require"


def _wrong() -> AppError:
    return AppError(
        "server_address_wrong",
        text("This address of a server is not whole."),
        text("Please write it like postgresql://dsurvey@192.168.1.10:5432/dsurvey."),
    )
