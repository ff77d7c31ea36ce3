"""The local encrypted file (SQLCipher), and statements that databases want told differently.

What is special to PostgreSQL is in `server_engine.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    ExceptionContext,
    Select,
    Table,
    create_engine,
    event,
    insert,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from dsurvey_desktop.domain.log_chain import GENESIS, Head
from dsurvey_desktop.storage.network_share import lacks_shared_memory

DATABASE_NAME = "office.db"
_AT_ONCE = 50
"""Rows to a statement: with one each, the driver asks for Python's lock as often as there are
rows; with 1,000, reading the statement takes a quarter of the time."""
_SHORT_SWITCH_S = 0.0005
_FETCHED_ROWS = 1000
_CACHE = -48_000
"""KiB of pages kept; with less, the list of 100,000 entries is decrypted anew at every look."""
_SPILLING_CACHE = -12_000
_MOST_JOURNAL = 16_000
"""Pages (64 MB) in the journal from which on a commit itself moves them into the file."""

_DRIVE_AWAY = (10, 14, 15)
"""SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_PROTOCOL."""

_NEWEST_LINE = "SELECT sequence, digest FROM copy.log_line ORDER BY sequence DESC LIMIT 1"

T = TypeVar("T")


def local_engine(path: Path, key: bytes) -> Engine:
    """An engine on the SQLCipher file at `path`, opened with the 32 byte raw key.

    WAL with full sync: what was committed survives a power cut; on a network share the rollback
    journal, which needs no memory in common. Foreign keys are on. Temporary tables stay in memory,
    so nothing is spilled to disk in the clear. After a drive could not be read or written, the next
    unit of work opens the file anew: it may be back.
    """
    journal = "DELETE" if lacks_shared_memory(path.parent) else "WAL"
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - slow to load, needed once

    def connect() -> Any:
        connection = driver.connect(os.fspath(path), check_same_thread=False, timeout=10)
        try:
            _make_ready(connection, key, journal)
        except BaseException:
            connection.close()  # Windows lets nobody put another file in the place of an open one
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=driver,
        poolclass=QueuePool,
        pool_size=2,
        hide_parameters=True,  # an error must not repeat what it was given
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _see_drive)
    event.listen(engine, "connect", _leave_transactions_to_sqlalchemy)
    return engine


def _make_ready(connection: Any, key: bytes, journal: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # what is wrong is said in words
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # A file that kept the other journal till now is read by one alone, without memory in common.
    alone = ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "locking_mode = NORMAL")
    for pragma in (
        "temp_store = MEMORY",
        *(alone if journal == "DELETE" else (f"journal_mode = {journal}",)),
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = {_CACHE}",
        f"wal_autocheckpoint = {_MOST_JOURNAL}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _see_drive(context: ExceptionContext) -> None:
    """A handle to a drive that went away stays dead when it comes back."""
    error = context.original_exception
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DRIVE_AWAY:
        context.is_disconnect = True


def _leave_transactions_to_sqlalchemy(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None


def _begin(connection: Any) -> None:
    wants_write = connection.get_execution_options().get("is_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_write else "BEGIN")


def begins_with(column: Column[str], prefix: str) -> ColumnElement[bool]:
    """True for ASCII texts with that beginning; a range, because the local LIKE uses no index.

    Texts sort by their signs in every database (`server_engine.level_texts`).
    """
    return column.between(*range_of(prefix))


def range_of(prefix: str) -> tuple[str, str]:
    """The first and last ASCII text with that beginning."""
    return prefix, prefix + "~"  # sorts after every letter and digit


def in_chunks(ids: Sequence[T]) -> Iterator[list[T]]:
    """Ids by the 500: databases limit how many values one statement may hold."""
    for start in range(0, len(ids), 500):
        yield list(ids[start : start + 500])


def plain_rows(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement as the driver gives them, whose columns are texts and numbers.

    They come by the thousand: all at once, those of a large roster would fill 40 MB.
    """
    cursor = connection.execute(statement).cursor
    assert cursor is not None
    while lot := cursor.fetchmany(_FETCHED_ROWS):
        yield from lot


def whole_numbers(connection: Connection, statement: Select[Any]) -> list[int]:
    """The one column of a statement; 100,000 numbers in half the time of `scalars()`."""
    return [number for (number,) in plain_rows(connection, statement)]


def bulk_insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows given by column name; all must name the same columns."""
    if rows:
        names = tuple(rows[0])
        insert_tuples(connection, Fed(table, names), list(map(itemgetter(*names), rows)))


class Fed(NamedTuple):
    """A table, and the columns of it that rows are given by.

    Attributes:
        names: of the columns, several.
        spelled: those whose texts are given in UTF-8.
    """

    table: Table
    names: tuple[str, ...]
    spelled: frozenset[str] = frozenset()


def insert_tuples(connection: Connection, fed: Fed, rows: Sequence[Sequence[Any]]) -> None:
    """Insert many rows given as the values of these columns.

    The local driver is fed directly and with many rows a statement: it takes a third of the time
    of `insert()`, and other threads run meanwhile. Long texts come in UTF-8, as it keeps them.
    """
    if not rows:
        return
    assert fed.spelled <= set(fed.names) <= set(fed.table.columns.keys())
    if connection.dialect.name != "sqlite":
        connection.execute(insert(fed.table), [_by_name(fed, row) for row in rows])
        return
    rest = len(rows) - len(rows) % _AT_ONCE
    lots = [rows[start : start + _AT_ONCE] for start in range(0, rest, _AT_ONCE)]
    if lots:
        values = [tuple(chain.from_iterable(lot)) for lot in lots]
        connection.exec_driver_sql(_insert_statement(fed, _AT_ONCE), values)
    if lot := rows[rest:]:
        statement = _insert_statement(fed, len(lot))
        connection.exec_driver_sql(statement, tuple(chain.from_iterable(lot)))


def _by_name(fed: Fed, row: Sequence[Any]) -> dict[str, Any]:
    named = dict(zip(fed.names, row, strict=True))
    return named | {name: named[name].decode() for name in fed.spelled}


@lru_cache(maxsize=64)
def _insert_statement(fed: Fed, rows: int) -> str:
    marks = ("CAST(? AS TEXT)" if name in fed.spelled else "?" for name in fed.names)
    values = ", ".join([f"({', '.join(marks)})"] * rows)
    return f"INSERT INTO {fed.table.name} ({', '.join(fed.names)}) VALUES {values}"  # noqa: S608


@contextmanager
def beside_python() -> Iterator[None]:
    """While a connection works in another thread, beside other Python code.

    The local driver asks for Python's lock often and would wait the whole switch interval (5 ms)
    each time, longer than its own work.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_SWITCH_S)
    try:
        yield
    finally:
        sys.setswitchinterval(interval)


@contextmanager
def spilling(connection: Connection) -> Iterator[None]:
    """While many rows are added: full pages are encrypted meanwhile, and not all at the end."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size = {_SPILLING_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {_CACHE}")


def move_journal(engine: Engine) -> None:
    """Move what is committed from the journal (WAL) into the local file; it holds up nobody.

    Raises:
        DatabaseError: it stays in the journal.
    """
    with _driver_connection(engine) as driver:
        driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def copy_whole(engine: Engine, target: Path) -> None:
    """Write a consistent copy of the local file, sealed with the same key, to a new file."""
    with _driver_connection(engine) as driver:
        driver.execute("VACUUM INTO ?", (os.fspath(target),))


class CopyFacts(NamedTuple):
    """What stands in a copy: rows by table, number and digest of the newest line of its log."""

    counts: dict[str, int]
    log_head: Head


def look_into_copy(engine: Engine, copy: Path, tables: Sequence[str]) -> CopyFacts:
    """Open a copy with the same key, check every page, and count the rows of some tables.

    Raises:
        DamagedCopy: a page's digest or the structure is wrong.
    """
    with _driver_connection(engine) as driver:
        driver.execute("ATTACH DATABASE ? AS copy", (os.fspath(copy),))
        try:
            wrong_pages = driver.execute("PRAGMA copy.cipher_integrity_check").fetchall()
            if wrong_pages or driver.execute("PRAGMA copy.quick_check").fetchall() != [("ok",)]:
                raise DamagedCopy
            counts = {name: _count(driver, f"copy.{name}") for name in tables}
            newest = driver.execute(_NEWEST_LINE).fetchone()
            return CopyFacts(counts, (int(newest[0]), str(newest[1])) if newest else (0, GENESIS))
        finally:
            driver.execute("DETACH DATABASE copy")


class DamagedCopy(Exception):
    """A copy of the database that does not read back whole."""


def _count(driver: Any, table: str) -> int:
    return int(driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


@contextmanager
def _driver_connection(engine: Engine) -> Iterator[Any]:
    """The driver's own connection, outside any transaction; its errors as SQLAlchemy's."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - slow to load, needed once

    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    except driver.DatabaseError as error:
        raise DatabaseError("work on the whole file", None, error) from error
    finally:
        connection.close()
