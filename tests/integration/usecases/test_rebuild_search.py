"""After an upgrade people are found by what this program makes of their names."""

from __future__ import annotations

from sqlalchemy import text as sql

from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_people import find_people
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.open_office import close_office, open_office

PASSWORD = "password for tests"
DOTTED = "阿依·古丽"


def age(desk: Desk) -> None:
    """What a program wrote that knew nothing of dots: name, pinyin and initials with the dot."""
    old = {"name": DOTTED, "search": f"{DOTTED}\nayi·guli\nay·gl"}
    with desk.database.write() as connection:
        for table in ("person", "entry"):
            statement = sql(f"UPDATE {table} SET search = :search WHERE name = :name")
            assert connection.execute(statement, old).rowcount == 1
        connection.execute(sql("DELETE FROM setting WHERE key = 'search_version'"))


def test_an_office_of_before_is_searched_by_names_without_their_dots(small_desk, small) -> None:
    import_roster(small_desk, small.roster({"name": DOTTED}, name="名册二.csv"))
    first = small.people[0] | {"name": DOTTED}
    add_submissions(small_desk, [small.submission("今年.csv", first)])
    age(small_desk)
    assert find_people(small_desk, "阿依古丽").people == ()
    folder = small_desk.folder
    close_office(small_desk)
    desk = open_office(folder, PASSWORD)
    try:
        for words in ("阿依古丽", "ayiguli", "aygl", DOTTED):
            assert [one.name for one in find_people(desk, words).people] == [DOTTED], words
        with desk.database.read() as connection:
            assert office_store.load_setting(connection, "search_version") == 2
            said = connection.execute(sql("SELECT search FROM entry")).scalar_one()
            assert "ayiguli" in said
    finally:
        close_office(desk)


def test_a_new_office_needs_no_second_writing(small_desk) -> None:
    with small_desk.database.read() as connection:
        assert office_store.load_setting(connection, "search_version") == 2
