"""What is committed lies in the journal first and is moved into the file beside other work."""

from __future__ import annotations

import shutil

import pytest

from dsurvey_desktop.storage import database, key_slots, office_store
from dsurvey_desktop.storage.dialect import DATABASE_NAME

KEY = "test_of_the_journal"


def save(opened, value):
    with opened.write() as connection:
        office_store.save_setting(connection, KEY, value)


@pytest.fixture
def read_file_alone(tmp_path, password):
    """What the file says without its journal."""

    def read(opened):
        alone = tmp_path / "alone"
        shutil.rmtree(alone, ignore_errors=True)
        alone.mkdir()
        for name in (DATABASE_NAME, key_slots.SLOTS_NAME):
            shutil.copy2(opened.folder / name, alone / name)
        copy = database.open_database(alone, password)
        with copy.read() as connection:
            value = office_store.load_setting(connection, KEY)
        copy.close()
        return value

    return read


def test_what_was_moved_stands_in_the_file(opened, read_file_alone):
    save(opened, "first")
    assert read_file_alone(opened) is None
    opened.settle()
    save(opened, "second")
    opened.mover.finish()
    assert read_file_alone(opened) in {"first", "second"}
    opened.settle()
    opened.mover.finish()
    assert read_file_alone(opened) == "second"


def test_an_office_that_is_closed_meanwhile_is_whole(opened, password):
    save(opened, ["much"] * 100_000)
    opened.settle()
    opened.close()
    assert not (opened.folder / f"{DATABASE_NAME}-wal").exists()
    again = database.open_database(opened.folder, password)
    with again.read() as connection:
        assert office_store.load_setting(connection, KEY) == ["much"] * 100_000
    again.close()


def test_what_cannot_be_moved_stays_in_the_journal(opened, password):
    save(opened, "old")
    with opened.read() as connection:
        assert office_store.load_setting(connection, KEY) == "old"
        save(opened, "new")
        opened.settle()
        opened.mover.finish()
        assert office_store.load_setting(connection, KEY) == "old"
    opened.close()
    again = database.open_database(opened.folder, password)
    with again.read() as connection:
        assert office_store.load_setting(connection, KEY) == "new"
    again.close()
