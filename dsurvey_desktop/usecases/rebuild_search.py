"""Giving people and entries the search text that this program makes, after an upgrade."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import office_store, search_store
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.usecases.search_text import SEARCH_VERSION, entry_search, search_text

T = TypeVar("T")
_VERSION = "search_version"


def rebuild_search(opened: Database) -> None:
    """Where another program wrote the search text, write it anew; nothing else changes.

    Where this cannot be done now, as on a protected drive, the next opening tries again and people
    are found as before.
    """
    with opened.read() as connection:
        if office_store.load_setting(connection, _VERSION) == SEARCH_VERSION:
            return
    with suppress(AppError), opened.write() as connection:
        _rebuild(connection)
        note_version(connection)


def note_version(connection: Connection) -> None:
    """What is kept from now on is of this program."""
    office_store.save_setting(connection, _VERSION, SEARCH_VERSION)


def _rebuild(connection: Connection) -> None:
    people = search_store.searched_people(connection)
    now = {one.certificate_no: search_text(one.name) for one in people}
    before = {one.certificate_no: one.search for one in people}
    search_store.set_people(connection, _changed(before, now))
    entries = search_store.searched_entries(connection)
    found = {
        number: entry_search(now.get(one.certificate_no, ""), one.name)
        for number, one in entries.items()
    }
    was = {number: one.search for number, one in entries.items()}
    search_store.set_entries(connection, _changed(was, found))


def _changed(before: Mapping[T, str], now: Mapping[T, str]) -> dict[T, str]:
    return {key: said for key, said in now.items() if said != before[key]}
