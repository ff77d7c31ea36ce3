"""The office's database, opened by a password; every write is one unit of work."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy import text as sql
from sqlalchemy.exc import DatabaseError, NoResultFound

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.leftovers import temporary_name
from dsurvey_desktop.domain.moves import move
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.server_address import SERVER_FILE
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    account_store,
    backup_store,
    dialect,
    key_slots,
    office_store,
    presence,
    server_file,
)
from dsurvey_desktop.storage.journal import Mover
from dsurvey_desktop.storage.presence import Presence
from dsurvey_desktop.storage.trouble import Trouble, explained, in_words, saving, trouble_of
from dsurvey_desktop.storage.unit_memory import remember

if TYPE_CHECKING:
    from dsurvey_desktop.storage.server_engine import FirstSeen

SCHEMA_VERSION = "0047"
"""Revision of `migrations/` that this program reads and writes."""
KNOWN_VERSIONS = (
    "0001", "0002", "0003", "0006", "0007", "0008", "0009", "0012", "0015", "0016", "0017",
    "0018", "0030", "0031", "0032", "0033", "0034", "0035", "0038", "0041",
    "0042", "0043", "0044", "0045", "0046", "0047",
)  # fmt: skip
"""Older ones are brought up to date when the office is opened."""
WORKSHOP_NAME = ".setup"
_JOURNAL_INDEX_BYTES = 32_768
"""What SQLite must have room for to open a database that has a journal (WAL)."""
BEFORE_UPGRADE = "before_upgrade"
"""Kind of the backup that is made before an older office is brought up to date."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database.

    Attributes:
        engine: stays inside `storage` and the stores' callers.
        user_id: whose password opened it.
        slot_id: the key slot that was opened.
        admitted: the person's roles as they signed in at a server's office; None where a seat is
            the only one.
        presence: what other windows of this machine see of this one; None for a server's office.
        mover: of the local file's journal.
    """

    engine: Engine
    user_id: UserId
    slot_id: str
    folder: Path
    admitted: str | None = None
    presence: Presence | None = None
    mover: Mover = field(default_factory=Mover, repr=False, compare=False)

    @property
    def is_on_server(self) -> bool:
        """True for an office of several seats."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent look; nothing is written. AppError of `trouble` when the file fails."""
        with explained(), self.engine.connect() as connection:
            self._begin(connection)
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A unit of work: committed when the block ends well, else rolled back whole.

        Raises:
            AppError: `account_removed`, `roles_changed`, `newer_database`, or of `trouble`, such as
                `database_busy`; nothing of the unit is kept then.
        """
        with explained(), writing(self.engine) as connection:
            first = self._begin(connection)
            transaction = connection.get_transaction() or connection.begin()
            try:
                if self.admitted is not None and first is not None:
                    self._check_admitted(first, self.admitted)
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            with saving():
                transaction.commit()

    @contextmanager
    def trial(self) -> Iterator[Connection]:
        """A unit of work of which nothing is kept, to see what it would do.

        Raises:
            AppError: of `trouble`.
        """
        with explained(), writing(self.engine) as connection:
            self._begin(connection)
            transaction = connection.get_transaction() or connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()

    def _begin(self, connection: Connection) -> FirstSeen | None:
        """At a server, what each unit asks first comes with its beginning; None on a local file."""
        if not self.is_on_server:
            return None
        from dsurvey_desktop.storage.server_engine import begin_unit  # noqa: PLC0415 - only there

        first = begin_unit(connection, self.user_id)
        remember(connection, office_store.SETTINGS, first.settings)
        return first

    def _check_admitted(self, first: FirstSeen, roles: str) -> None:
        """A seat stays open while others change roles, or bring the office up to date."""
        if first.version != SCHEMA_VERSION:
            raise newer_database()
        account_store.check_admitted(first.roles, roles)

    def settle(self) -> None:
        """After much was written: have it moved from the journal into the file meanwhile."""
        if not self.is_on_server:
            self.mover.start(self.engine)

    def close(self) -> None:
        """Let go of the file, or of the server."""
        self.mover.finish()
        self.engine.dispose()
        if self.presence is not None:
            self.presence.leave()


def writing(engine: Engine) -> Connection:
    """A connection whose transactions take the write lock at once, so that none dies half way."""
    return engine.connect().execution_options(is_write=True)


def is_office(folder: Path) -> bool:
    """True when `folder` holds an office, and is no backup of one."""
    is_local = os.path.isfile(folder / dialect.DATABASE_NAME)  # noqa: PTH113 - False where nothing may be read
    has_data = is_local or server_file.is_server_office(folder)
    return has_data and not backup_store.is_backup(folder)


@contextmanager
def new_database(folder: Path, password: str, user_id: UserId) -> Iterator[Database]:
    """Make a new encrypted database; `folder` holds it only when the block ends well.

    It is made in a folder of its own and moved into place last, so that a set-up that was cut
    short leaves no half office.

    Raises:
        AppError: `office_exists`, `folder_not_writable`, or of `trouble`.
    """
    check_free(folder)
    workshop = make_workshop(folder)
    key = key_slots.new_key()
    slot_id = key_slots.add_slot(workshop / key_slots.SLOTS_NAME, key, user_id, password)
    engine = dialect.local_engine(workshop / dialect.DATABASE_NAME, key)
    try:
        with explained():
            migrate(engine)
        yield Database(engine, user_id, slot_id, workshop)
    finally:
        engine.dispose()
    for name in (key_slots.SLOTS_NAME, dialect.DATABASE_NAME):
        move(workshop / name, folder / name)
    shutil.rmtree(workshop, ignore_errors=True)  # empty; the office is there


def check_free(folder: Path) -> None:
    """Refuse a folder with any part of an office: its keys may open a database kept elsewhere."""
    local = (dialect.DATABASE_NAME, f"{dialect.DATABASE_NAME}-wal")
    parts = (*local, key_slots.SLOTS_NAME, SERVER_FILE)
    if any((folder / name).exists() for name in parts):
        raise AppError(
            "office_exists",
            text("This folder already holds an office. Nothing was changed."),
            text("Please open it, or choose an empty folder."),
        )


def make_workshop(folder: Path) -> Path:
    """An empty folder inside `folder`; what an earlier attempt left there is removed."""
    workshop = folder / WORKSHOP_NAME
    try:
        if workshop.exists():
            shutil.rmtree(workshop)
        workshop.mkdir(parents=True)
    except OSError as error:
        raise AppError(
            "folder_not_writable",
            text("Nothing can be written in this folder."),
            text("Please choose a folder of your own, for example under Documents."),
        ) from error
    return workshop


def open_database(folder: Path, password: str, progress: Progress = no_progress) -> Database:
    """Open the office in `folder`; an older program's is brought up to date, which is reported.

    Raises:
        AppError: `no_office`, `office_is_backup`, `wrong_password`, `keys_unreadable`,
            `newer_database`, or of `trouble`, such as `database_unreadable` or `office_read_only`.
    """
    if backup_store.is_backup(folder):
        raise backup_store.no_office_but_backup()
    if not is_office(folder):
        raise AppError(
            "no_office",
            text("There is no office in this folder."),
            text("Please choose the folder that holds office.db, or set up a new office."),
        )
    slot = key_slots.open_slot(folder / key_slots.SLOTS_NAME, password)
    engine = _engine(folder, slot.key)
    try:
        with _explained_of(folder):
            _bring_up_to_date(engine, folder, progress)
    except BaseException:
        engine.dispose()
        raise
    here = None if server_file.is_server_office(folder) else presence.enter(folder)
    return Database(engine, slot.user_id, slot.slot_id, folder, presence=here)


@contextmanager
def _explained_of(folder: Path) -> Iterator[None]:
    """As `explained`; SQLite only says that it can't put its journal into a folder, not why."""
    try:
        with explained():
            yield
    except AppError as error:
        if error.code != "office_unreachable":
            raise
        if not _can_be_written(folder):
            raise in_words(Trouble.READ_ONLY) from error
        if _is_full(folder):
            raise in_words(Trouble.FULL) from error
        raise


def _can_be_written(folder: Path) -> bool:
    """Tried, as `os.access` of Windows knows nothing of rights."""
    probe = folder / temporary_name(f"try-{os.getpid()}")
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}
    return True


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _JOURNAL_INDEX_BYTES
    except OSError:
        return False


def _engine(folder: Path, key: bytes) -> Engine:
    if not server_file.is_server_office(folder):
        return dialect.local_engine(folder / dialect.DATABASE_NAME, key)
    from dsurvey_desktop.storage.server_engine import server_engine  # noqa: PLC0415 - only there

    return server_engine(server_file.read_server(folder, key))


def own_slot(database: Database, password: str) -> key_slots.OpenSlot:
    """The slot of the person at the desk; AppError `wrong_password`, also for another's."""
    slot = key_slots.open_slot(database.folder / key_slots.SLOTS_NAME, password)
    if slot.user_id != database.user_id:
        raise key_slots.wrong_password()
    return slot


def _bring_up_to_date(engine: Engine, folder: Path, progress: Progress) -> None:
    version = _schema_version(engine)
    if version == SCHEMA_VERSION:
        return
    if version not in KNOWN_VERSIONS:
        raise newer_database()
    from dsurvey_desktop.storage import upgrade  # noqa: PLC0415 - Alembic loads slowly

    upgrade.bring_up_to_date(engine, folder, progress)


def newer_database() -> AppError:
    """What to say of an office that a newer program has brought up to date."""
    return AppError(
        "newer_database",
        text("This office was last opened by a newer program. Nothing was changed."),
        text("Please install the newer program on this computer too."),
    )


def _schema_version(engine: Engine) -> str:
    try:
        with engine.connect() as connection:
            return version_in(connection)
    except (DatabaseError, NoResultFound) as error:
        if isinstance(error, DatabaseError) and trouble_of(error) is not None:
            raise
        raise in_words(Trouble.DAMAGED) from error  # a database, but not an office's


def version_in(connection: Connection) -> str:
    """The schema the database has now."""
    return str(connection.execute(sql("SELECT version_num FROM alembic_version")).scalar_one())


def migrate(engine: Engine) -> None:
    """Bring a database to the newest schema."""
    from dsurvey_desktop.storage import migrate as migrating  # noqa: PLC0415 - Alembic loads slowly

    migrating.migrate(engine)
