"""All that is special to PostgreSQL: connecting, taking turns at writing, texts, its errors."""

from __future__ import annotations

import ctypes
import select
from functools import partial
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DisconnectionError

from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.server_address import Server, ServerAddress
from dsurvey_desktop.storage import line_check
from dsurvey_desktop.storage.server_cursor import ServerCursor

Line = psycopg.Connection[Any]
_LOOKING = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",)
WRITE_LOCK = 0x64_73_75_72  # "dsur"
"""One office a database, so one number: whoever holds this advisory lock writes."""
MOST_WAIT_S = 30
"""How long a seat waits for another's unit of work, such as a large intake."""
_CONNECT_S = 8
_WRITING = ("BEGIN", f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
_FIRST = "first_asked"
_FIRST_ASKED = (
    "SELECT 'setting', key, value_json FROM setting"
    " UNION ALL SELECT 'version', '', version_num FROM alembic_version"
    " UNION ALL SELECT 'roles', '', roles FROM account WHERE id = {}"
)
_LONGEST_PATH = 1024
_SESSION = {
    "lock_timeout": f"{MOST_WAIT_S}s",
    # a seat that lost its power must not hold the lock: the server finds out by itself
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "4",
    "tcp_user_timeout": "30s",
    "client_encoding": "UTF8",
}


class FirstSeen(NamedTuple):
    """What stood there as a unit of work began: settings as stored, schema, roles of the person."""

    settings: dict[str, str]
    version: str
    roles: str


def server_engine(server: Server) -> Engine:
    """An engine on the office's database at a server.

    Units of work that write take turns, as they do on a local file: the log's chain, numbers that
    go on and rules that hold across entries never see a half-done neighbour. Looking needs no
    turn and sees one moment. A connection that broke is replaced when the next one is asked for.
    """
    engine = create_engine(
        _url(server),
        connect_args={
            "connect_timeout": _CONNECT_S,
            "keepalives_idle": 20,
            "keepalives_interval": 5,
            "keepalives_count": 4,
            "tcp_user_timeout": 30_000,  # ms; where the system knows it
            "application_name": "dsurvey",
            "autocommit": True,  # `_begin` says BEGIN itself, with more in the same round trip
            "cursor_factory": ServerCursor,
            "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
        },
        pool_size=2,
        hide_parameters=True,  # an error must not repeat what it was given
    )
    event.listen(engine, "handle_error", partial(_say_why, server.address))
    event.listen(engine, "checkout", _check_line)
    event.listen(engine, "begin", _begin)
    return engine


def _url(server: Server) -> URL:
    address = server.address
    query = {"sslmode": address.ssl_mode}
    if address.root_certificate:
        query["sslrootcert"] = _for_driver(address.root_certificate)
    is_socket = address.host.startswith("/")
    if is_socket:
        query["host"] = address.host
    return URL.create(
        "postgresql+psycopg",
        address.user,
        server.secret or None,
        None if is_socket else address.host,
        address.port,
        address.database,
        query,
    )


def _for_driver(path: str) -> str:
    """On Windows libpq reads a path in the system's code page: short names are plain ASCII."""
    windows = getattr(ctypes, "windll", None)
    if windows is None or path.isascii():
        return path
    short = ctypes.create_unicode_buffer(_LONGEST_PATH)
    length = windows.kernel32.GetShortPathNameW(path, short, _LONGEST_PATH)
    return short.value if length else path


def _say_why(address: ServerAddress, met: ExceptionContext) -> None:
    """Where no line came about, the driver has words only: find out what stands in the way."""
    is_new_line = met.connection is None and isinstance(
        met.original_exception, psycopg.OperationalError
    )
    found = line_check.why_not(address) if is_new_line else None
    if found is not None:
        raise found from met.original_exception


def _check_line(line: Line, _record: object, _proxy: object) -> None:
    """Replace a line that the server has ended, without the round trip of a question.

    Nobody speaks on a line at rest but a server that ends it, or is told other settings.
    """
    if line.closed or select.select([line.fileno()], [], [], 0)[0]:
        raise DisconnectionError


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    steps = _WRITING if options.get("is_write", False) else _LOOKING
    first = options.get(_FIRST)
    if first is None:
        connection.exec_driver_sql("; ".join(steps))
        return
    rows = connection.exec_driver_sql("; ".join([*steps, first])).all()
    connection.info[_FIRST] = rows


def begin_unit(connection: Connection, user_id: UserId) -> FirstSeen:
    """Begin a unit of work with what almost every one asks first, in the same round trip."""
    first = _FIRST_ASKED.format(int(user_id))
    connection.execution_options(**{_FIRST: first}).begin()
    rows = connection.info.pop(_FIRST)
    settings = {key: value for kind, key, value in rows if kind == "setting"}
    seen = {kind: value for kind, _key, value in rows if kind != "setting"}
    return FirstSeen(settings, seen["version"], seen.get("roles", ""))


def holds_tables(engine: Engine) -> bool:
    """Whether anything lies in the database yet."""
    return bool(inspect(engine).get_table_names())


def is_unicode(engine: Engine) -> bool:
    """Whether the database can hold every name."""
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    return bool(encoding == "UTF8")


def level_texts(connection: Connection) -> None:
    """Let texts be of any length and sort by their signs, as in the local file.

    Lengths of columns are only noted there, never enforced; and how a server sorts texts by
    itself depends on how it was set up.
    """
    found = connection.execute(
        sql(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND data_type IN ('character varying', 'text')"
            " AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'alembic_version'"
            " ORDER BY table_name, ordinal_position"
        )
    ).all()
    changes: dict[str, list[str]] = {}
    for table, column in found:
        change = f'ALTER COLUMN "{column}" TYPE text COLLATE "C"'
        changes.setdefault(table, []).append(change)
    for table, steps in changes.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {", ".join(steps)}')


def remove_all(engine: Engine, tables: MetaData) -> None:
    """Take away the tables of an office whose set-up failed."""
    with engine.connect().execution_options(is_write=True) as connection, connection.begin():
        tables.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
