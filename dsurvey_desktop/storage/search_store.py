"""The search text of everybody, for writing it anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from dsurvey_desktop.storage.tables import entry, person


class Searched(NamedTuple):
    """Somebody and the text by which they are found now."""

    certificate_no: str
    name: str
    search: str


def searched_people(connection: Connection) -> list[Searched]:
    """Everybody who is or was on the roster."""
    columns = (person.c.certificate_no, person.c.name, person.c.search)
    return [Searched(*row) for row in connection.execute(select(*columns))]


def searched_entries(connection: Connection) -> dict[int, Searched]:
    """All entries, by id, with the name on the form."""
    columns = (entry.c.id, entry.c.certificate_no, entry.c.name, entry.c.search)
    return {number: Searched(*rest) for number, *rest in connection.execute(select(*columns))}


def set_people(connection: Connection, texts: Mapping[str, str]) -> None:
    """Give people of the roster other search texts, by certificate number."""
    if texts:
        own = update(person).where(person.c.certificate_no == bindparam("own"))
        rows = [{"own": number, "found_by": said} for number, said in texts.items()]
        connection.execute(own.values(search=bindparam("found_by")), rows)


def set_entries(connection: Connection, texts: Mapping[int, str]) -> None:
    """Give entries other search texts, by id."""
    if texts:
        own = update(entry).where(entry.c.id == bindparam("own"))
        rows = [{"own": number, "found_by": said} for number, said in texts.items()]
        connection.execute(own.values(search=bindparam("found_by")), rows)
