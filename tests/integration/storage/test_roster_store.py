"""The roster: replaced by a later one without anybody being lost."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.storage import batch_store, roster_store

PERSON = Person(
    certificate_no="11010519491231002X43",
    citizen_id="11010519491231002X",
    name="阿依·古丽",
    sex="2",
    category="4",
    grade="3",
    hukou="1",
    community_code="330282105203",
    community_name="上塘村",
    address="上塘村前街7号",
    phone="13800138000",
    certified_on=date(2015, 5, 4),
    card_state="有效",
    out_of_scope="",
    place=Place("名册.xlsx", "Sheet1", 4),
)
OTHER = PERSON._replace(certificate_no="44052418800101001442", name="王阿大", certified_on=None)
THIRD = PERSON._replace(
    certificate_no="33028219970209509541",
    name="李小花",
    community_code="330282105206",
    out_of_scope="after_cutoff",
)


@pytest.fixture
def save(opened):
    """Take a roster in; gives `(new, changed, gone)`."""

    def take(*people: Person, file: str = "名册.xlsx") -> tuple[int, int, int]:
        with opened.write() as connection:
            digest = hashlib.sha256(file.encode()).hexdigest()
            file_id = batch_store.save_file(connection, file, digest, file.encode())
            pairs = [(person, f"{person.name}\nsearch") for person in people]
            changes = roster_store.save_people(connection, pairs, file_id)
        came = [one for one in changes if one.before is None or one.before["is_gone"]]
        gone = [one for one in changes if one.after is None]
        return len(came), len(changes) - len(came) - len(gone), len(gone)

    return take


def load(opened):
    with opened.read() as connection:
        return roster_store.load_people(connection)


def test_people_come_back_as_they_went_in(opened, save):
    assert save(PERSON, OTHER, THIRD) == (3, 0, 0)
    assert load(opened) == {one.certificate_no: one for one in (PERSON, OTHER, THIRD)}
    with opened.read() as connection:
        assert roster_store.load_person(connection, PERSON.certificate_no) == PERSON
        assert roster_store.load_person(connection, "no such number") is None


def test_the_same_roster_again_changes_nothing(opened, save):
    save(PERSON, OTHER)
    assert save(PERSON, OTHER) == (0, 0, 0)
    assert len(load(opened)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"name": "阿依古丽"},
        {"community_code": "330282105206"},
        {"certified_on": date(2016, 5, 4)},
        {"certified_on": None},
        {"out_of_scope": "not_valid"},
        {"phone": ""},
    ],
)
def test_what_a_later_roster_changes_is_counted_and_taken(opened, save, change):
    save(PERSON, OTHER)
    changed = PERSON._replace(**change)
    assert save(changed, OTHER) == (0, 1, 0)
    assert load(opened)[PERSON.certificate_no] == changed


def test_who_is_said_the_same_of_again_keeps_the_place_where_it_was_said_first(opened, save):
    save(PERSON)
    moved = PERSON._replace(place=Place("名册10月.xlsx", "Sheet2", 9))
    assert save(moved, file="名册10月.xlsx") == (0, 0, 0)
    assert load(opened)[PERSON.certificate_no].place == PERSON.place


def test_people_stand_again_as_they_stood(opened, save):
    save(PERSON, OTHER)
    before = load(opened)
    with opened.write() as connection:
        digest = hashlib.sha256(b"later").hexdigest()
        file_id = batch_store.save_file(connection, "后.xlsx", digest, b"later")
        people = [(PERSON._replace(name="别名"), "x"), (THIRD, "y")]
        changes = roster_store.save_people(connection, people, file_id)
    assert set(load(opened)) == {PERSON.certificate_no, THIRD.certificate_no}
    with opened.write() as connection:
        stood = {one.certificate_no: one.before for one in changes}
        roster_store.put_people_back(connection, stood)
    assert load(opened) == before


def test_who_is_no_longer_listed_is_gone_and_comes_back_when_listed_again(opened, save):
    save(PERSON, OTHER)
    assert save(OTHER) == (0, 0, 1)
    assert set(load(opened)) == {OTHER.certificate_no}
    with opened.read() as connection:
        assert roster_store.search_text_of(connection, PERSON.certificate_no)
    assert save(OTHER) == (0, 0, 0)
    save(PERSON, OTHER)
    assert load(opened)[PERSON.certificate_no] == PERSON


def test_only_people_in_scope_count_for_their_community(opened, save):
    in_206 = OTHER._replace(community_code="330282105206")
    save(PERSON, in_206, THIRD)
    with opened.read() as connection:
        assert roster_store.people_per_community(connection) == {
            "330282105203": 1,
            "330282105206": 1,
        }


def test_the_missing_are_those_in_scope_without_entry(stocked, save, add_entry):
    fourth = PERSON._replace(certificate_no="11010519491231002X44", name="丁四", phone="110")
    save(PERSON, OTHER, THIRD, fourth)
    with stocked.write() as connection:
        add_entry(connection, PERSON.certificate_no)
    with stocked.read() as connection:
        missing = roster_store.list_missing(connection)
        assert [one.name for one in missing] == ["丁四", "王阿大"]
        assert (missing[0].phone, missing[0].community_name) == ("110", "上塘村")
        assert roster_store.list_missing(connection, "330282105206") == ()
    save(PERSON, OTHER, THIRD)
    with stocked.read() as connection:
        assert [one.name for one in roster_store.list_missing(connection)] == ["王阿大"]


def test_the_digest_is_over_the_numbers_in_scope(opened, save):
    save(PERSON, OTHER, THIRD)
    numbers = sorted([PERSON.certificate_no, OTHER.certificate_no])
    with opened.read() as connection:
        digest = roster_store.roster_digest(connection)
    assert digest == hashlib.sha256("\n".join(numbers).encode()).hexdigest()
