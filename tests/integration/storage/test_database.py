"""The encrypted file: made, opened, refused, written in whole units of work."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError, OperationalError

from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Community, Office
from dsurvey_desktop.storage import (
    backup_store,
    database,
    dialect,
    key_slots,
    log_store,
    office_store,
    presence,
)
from dsurvey_desktop.storage.migrate import migrate
from dsurvey_desktop.storage.tables import metadata
from tests.older_schema import OLDER, make_older

NOW = datetime(2025, 10, 8, tzinfo=UTC)
SECRETS = ("张建国", "33028219620101123441", "13800138000", "上塘村民委员会三组")


def code_of(action) -> str:
    with pytest.raises(AppError) as caught:
        action()
    return caught.value.code


def test_what_was_stored_is_there_after_opening_again(folder, password):
    office = Office("330282105", "云溪镇残联")
    first = database.open_database(folder, password)
    with first.write() as connection:
        office_store.save_office(connection, office)
    first.close()
    second = database.open_database(folder, password)
    with second.read() as connection:
        assert office_store.load_office(connection) == office
    second.close()


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_migrations_make_exactly_the_tables_of_the_program(tmp_path):
    engine = dialect.local_engine(tmp_path / "new.db", key_slots.new_key())
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == database.SCHEMA_VERSION
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_migrations_make_the_indexes_of_expressions_too(tmp_path):
    migrated, made = (
        dialect.local_engine(tmp_path / name, key_slots.new_key()) for name in ("a.db", "b.db")
    )
    migrate(migrated)
    metadata.create_all(made)
    found = []
    for engine in (migrated, made):
        with engine.connect() as connection:
            rows = connection.execute(
                sql("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '%substr%'")
            )
            found.append(sorted(" ".join(row[0].split()) for row in rows))
        engine.dispose()
    assert len(found[0]) == 2
    assert found[0] == found[1]


def test_migrating_again_changes_nothing(opened):
    with opened.write() as connection:
        office_store.save_setting(connection, "kept", 1)
    migrate(opened.engine)
    with opened.read() as connection:
        assert office_store.load_setting(connection, "kept") == 1


def test_a_database_of_a_newer_program_is_refused_and_left_alone(folder, password):
    opened = database.open_database(folder, password)
    with opened.write() as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    before = (folder / dialect.DATABASE_NAME).read_bytes()
    assert code_of(lambda: database.open_database(folder, password)) == "newer_database"
    assert (folder / dialect.DATABASE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("temp_store", 2),
    ],
)
def test_how_the_file_is_kept(opened, pragma, value):
    with opened.read() as connection:
        assert connection.execute(sql(f"PRAGMA {pragma}")).scalar() == value


def test_every_page_is_encrypted(folder, opened):
    assert not (folder / dialect.DATABASE_NAME).read_bytes().startswith(b"SQLite format 3")
    plain = sqlite3.connect(folder / dialect.DATABASE_NAME)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open, with its WAL"])
def test_no_plain_text_lies_in_the_folder(folder, password, is_closed):
    opened = database.open_database(folder, password)
    with opened.write() as connection:
        office_store.save_setting(connection, "secrets", SECRETS)
        office_store.save_communities(connection, [Community("330282105203", SECRETS[0])])
    with opened.read() as connection:
        assert office_store.load_setting(connection, "secrets") == list(SECRETS)
        if is_closed:
            connection.close()
            opened.close()
        found = [
            (path.name, secret)
            for path in folder.rglob("*")
            if path.is_file()
            for secret in (*SECRETS, "office_key", "CREATE TABLE")
            for encoding in ("utf-8", "utf-16-le", "gb18030")
            if secret.encode(encoding) in path.read_bytes()
        ]
    opened.close()
    assert found == []


def test_a_unit_of_work_that_fails_leaves_nothing(opened):
    def half_way():
        with opened.write() as connection:
            office_store.save_setting(connection, "half", 1)
            office_store.save_communities(connection, [Community("330282105203", "上塘村")])
            log_store.append(connection, NOW, UserId(1), "half", "")
            message = "half way"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="half way"):
        half_way()
    with opened.read() as connection:
        assert office_store.load_setting(connection, "half") is None
        assert office_store.load_communities(connection) == ()
        assert log_store.check(connection) == 0


def test_a_look_never_writes(opened):
    with opened.read() as connection:
        office_store.save_setting(connection, "looked", 1)
    with opened.read() as connection:
        assert office_store.load_setting(connection, "looked") is None


def test_a_look_stays_what_it_was_while_another_writes(opened):
    with opened.read() as looking:
        assert office_store.load_setting(looking, "later") is None
        with opened.write() as connection:
            office_store.save_setting(connection, "later", 1)
        assert office_store.load_setting(looking, "later") is None
    with opened.read() as looking:
        assert office_store.load_setting(looking, "later") == 1


def test_a_second_writer_waits_outside_not_half_way(folder, opened, password):
    other = database.open_database(folder, password)
    with other.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        connection.rollback()
        with opened.write(), pytest.raises(OperationalError, match="locked"):
            connection.execution_options(is_write=True).begin()
    other.close()


def test_foreign_keys_hold(opened):
    def orphan():
        with opened.write() as connection:
            connection.execute(
                sql(
                    "INSERT INTO explanation (entry_id, rule, item, explanation, explained_by,"
                    " explained_at) VALUES (99, 'K02', '', '', 1, '')"
                )
            )

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        orphan()


def test_an_empty_folder_is_no_office(tmp_path, password):
    assert not database.is_office(tmp_path)
    assert code_of(lambda: database.open_database(tmp_path, password)) == "no_office"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_opens_nothing(folder):
    assert code_of(lambda: database.open_database(folder, "no such one")) == "wrong_password"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: b"not a database " * 500, id="another file"),
        pytest.param(lambda content: b"\x00" * 64 + content[64:], id="first bytes overwritten"),
        pytest.param(lambda content: content[:2000], id="cut off in the first page"),
    ],
)
def test_a_damaged_database_is_told_and_not_replaced(folder, password, damage):
    path = folder / dialect.DATABASE_NAME
    path.write_bytes(damage(path.read_bytes()))
    assert code_of(lambda: database.open_database(folder, password)) == "database_unreadable"


def test_the_key_of_another_office_does_not_open_this_one(folder, tmp_path, password):
    other = tmp_path / key_slots.SLOTS_NAME
    key_slots.add_slot(other, key_slots.new_key(), UserId(1), password)
    other.replace(folder / key_slots.SLOTS_NAME)
    assert code_of(lambda: database.open_database(folder, password)) == "database_unreadable"


def _make(folder, password):
    with database.new_database(folder, password, UserId(1)):
        pass


def test_a_folder_that_holds_an_office_is_left_alone(folder, password):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert code_of(lambda: _make(folder, "other password")) == "office_exists"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_set_up_that_breaks_off_leaves_no_office_and_can_be_repeated(tmp_path, password):
    def broken():
        with database.new_database(tmp_path, password, UserId(1)):
            message = "power cut"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="power cut"):
        broken()
    assert not database.is_office(tmp_path)
    _make(tmp_path, password)
    database.open_database(tmp_path, password).close()
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {dialect.DATABASE_NAME, key_slots.SLOTS_NAME, presence.FILE_NAME}


def test_a_place_that_cannot_be_written_is_told(tmp_path, password):
    (tmp_path / "office").write_bytes(b"a file where the folder should be")
    assert code_of(lambda: _make(tmp_path / "office", password)) == "folder_not_writable"


def begin_elsewhere(folder, password):
    """Another window that is writing."""
    other = database.open_database(folder, password)
    return other, other.write()


def test_a_second_writer_waits_and_is_then_told(folder, password, opened, monkeypatch):
    with opened.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    other, writing = begin_elsewhere(folder, password)
    with writing as elsewhere:
        office_store.save_setting(elsewhere, "theirs", 1)

        def write_too():
            with opened.write() as connection:
                office_store.save_setting(connection, "mine", 1)

        assert code_of(write_too) == "database_busy"
    write_too()
    with other.read() as connection:
        assert office_store.load_setting(connection, "theirs") == 1
        assert office_store.load_setting(connection, "mine") == 1
    other.close()


@pytest.mark.parametrize(
    ("pragma", "code"),
    [("query_only = ON", "office_read_only"), ("max_page_count = 1", "disk_full")],
)
def test_trouble_while_writing_is_told_in_words_and_nothing_is_kept(opened, pragma, code):
    def write():
        with opened.write() as connection:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
            office_store.save_setting(connection, "large", "x" * 1_000_000)

    assert code_of(write) == code
    opened.engine.dispose()
    with opened.read() as connection:
        assert office_store.load_setting(connection, "large") is None


@pytest.mark.parametrize("page", [3, 10])
def test_a_page_damaged_while_in_use_is_told(folder, password, opened, page):
    with opened.write() as connection:
        office_store.save_setting(connection, "large", "x" * 300_000)
    opened.close()
    path = folder / dialect.DATABASE_NAME
    content = bytearray(path.read_bytes())
    for place in range(4096 * page, len(content), 4096):
        content[place + 100] ^= 1
    path.write_bytes(content)

    def look():
        again = database.open_database(folder, password)
        try:
            with again.read() as connection:
                office_store.load_setting(connection, "large")
        finally:
            again.close()

    assert code_of(look) == "database_unreadable"


def test_a_folder_in_place_of_the_database_is_no_office(folder, password):
    (folder / dialect.DATABASE_NAME).unlink()
    (folder / dialect.DATABASE_NAME).mkdir()
    assert code_of(lambda: database.open_database(folder, password)) == "no_office"


@pytest.mark.parametrize("left", ["office.keys", "office.db-wal", "office.db"])
def test_a_new_office_never_takes_the_place_of_a_part_of_another(tmp_path, password, left):
    (tmp_path / left).write_bytes(b"precious")

    def make():
        with database.new_database(tmp_path, password, UserId(1)):
            pass

    assert code_of(make) == "office_exists"
    assert (tmp_path / left).read_bytes() == b"precious"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("version", OLDER)
def test_an_older_office_is_brought_up_to_date_and_loses_nothing(folder, password, opened, version):
    with opened.write() as connection:
        office_store.save_setting(connection, "kept", 1)
    make_older(opened.engine, version)
    opened.close()
    again = database.open_database(folder, password)
    with again.read() as connection:
        assert office_store.load_setting(connection, "kept") == 1
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == database.SCHEMA_VERSION
    again.close()


def kinds_of_backups(folder):
    return [one.kind for one in backup_store.list_backups(folder / backup_store.FOLDER_NAME)]


def schema_of(folder, password):
    key = key_slots.open_slot(folder / key_slots.SLOTS_NAME, password).key
    engine = dialect.local_engine(folder / dialect.DATABASE_NAME, key)
    with engine.connect() as connection:
        version = database.version_in(connection)
    engine.dispose()
    return version


def test_bringing_an_office_up_to_date_tells_how_far_it_is(folder, password, opened):
    make_older(opened.engine, "0016")
    opened.close()
    steps = len(database.KNOWN_VERSIONS) - database.KNOWN_VERSIONS.index("0016")
    told = []
    for _time in range(2):  # at the second opening there is nothing to tell
        database.open_database(folder, password, lambda *news: told.append(news[:2])).close()
    assert told == [(done, steps) for done in range(steps + 1)]
    assert kinds_of_backups(folder) == ["before_upgrade"]


@pytest.mark.parametrize("stopped_at", [0, 1, 3])
def test_stopped_on_the_way_the_older_office_stays_and_its_backup_is_made_once(
    folder, password, opened, stopped_at
):
    make_older(opened.engine, "0016")
    opened.close()

    def stop(done, _total, _what):
        if done == stopped_at:
            raise Cancelled

    for _time in range(2):
        with pytest.raises(Cancelled):
            database.open_database(folder, password, stop)
        assert schema_of(folder, password) == "0016"
    database.open_database(folder, password).close()
    assert schema_of(folder, password) == database.SCHEMA_VERSION
    assert kinds_of_backups(folder) == ["before_upgrade"]
