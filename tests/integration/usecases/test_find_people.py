"""Finding anyone: by name, sound, number, telephone, community; whoever is on no roster, too."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_entry import find_entry
from dsurvey_desktop.usecases.find_people import find_people, find_person, reveal_person
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_entries import list_entry_ids

NAMES = ("张三", "章散", "张三丰", "阿依·古丽", "曾小超", "李张三妹")


@pytest.fixture
def named(small_desk: Desk, small) -> Desk:
    """Six people of these names, the first two with a form, the fourth with a telephone."""
    import_roster(small_desk, small.roster(*({"name": name} for name in NAMES), name="另.csv"))
    forms = [one | {"name": name} for one, name in zip(small.people, NAMES, strict=True)]
    forms[0]["mobile"] = "13911112222"
    add_submissions(small_desk, [small.submission("甲.csv", *forms[:2])])
    return small_desk


def names(desk: Desk, words: str) -> list[str]:
    return [one.name for one in find_people(desk, words).people]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("张三", ["张三", "张三丰", "李张三妹"]),
        ("zs", ["张三", "章散", "张三丰"]),
        ("zhangsan", ["张三", "章散", "张三丰"]),
        ("ZhangSan", ["张三", "章散", "张三丰"]),
        ("ceng", ["曾小超"]),
        ("zxc", ["曾小超"]),
        ("cxc", ["曾小超"]),
        ("阿依古丽", ["阿依·古丽"]),
        ("ayigu", ["阿依·古丽"]),
        ("a", ["阿依·古丽"]),
        ("１３９１１１１", ["张三"]),
        ("9111 张", ["张三"]),
        ("小朝", ["曾小超"]),
        ("", []),
        ("   ", []),
        ("%", []),
        ("张%三", []),
        ("没有这人", []),
    ],
)
def test_people_are_found(named: Desk, words: str, found: list[str]) -> None:
    got = names(named, words)
    assert got[: len(found)] == found
    assert bool(got) == bool(found)


def test_names_written_so_come_before_those_that_sound_alike(named: Desk) -> None:
    got = names(named, "张三")
    assert got.index("章散") > got.index("李张三妹")
    assert names(named, "章伞")[0] in {"章散", "张三"}


def test_a_part_of_the_number_and_a_community_are_found(named: Desk, small) -> None:
    number = small.people[4]["certificate_no"]
    (one,) = find_people(named, number[6:]).people
    assert one.certificate_no == number
    assert (one.entry, one.state, one.standing) == (None, None, "in_scope")
    home = small.setup.communities[0].name
    assert len(names(named, home)) == len(NAMES)
    assert names(named, f"{home} 曾") == ["曾小超"]


def test_no_more_than_wanted_are_listed_and_it_is_said(named: Desk) -> None:
    found = find_people(named, "zh", most=2)
    assert (len(found.people), found.has_more) == (2, True)
    assert not find_people(named, "zh", most=50).has_more


def test_who_left_the_roster_is_found_and_told(named: Desk, small) -> None:
    changes = [{"name": name} for name in NAMES]
    import_roster(named, small.roster(*changes, but=0, name="后.csv"))
    (one,) = [p for p in find_people(named, "张三").people if p.name == "张三"]
    assert one.standing == "gone"
    assert one.entry is not None


def test_a_corrected_telephone_is_found_in_search_and_queue(named: Desk, small) -> None:
    entry = find_entry(named, small.people[1]["certificate_no"])
    correct_entry(named, entry, "mobile", "13755556666", "电话核实")
    assert names(named, "5555666") == ["章散"]
    assert list_entry_ids(named, EntryFilter(text="5555666")) == [entry]


def test_showing_numbers_is_logged_without_a_name(named: Desk, small) -> None:
    numbers = [small.people[index]["certificate_no"] for index in (0, 5)]
    for number in numbers:
        reveal_person(named, number)
    with named.database.read() as connection:
        lines = [one for one in log_store.lines(connection) if one.action == "number_shown"]
    assert [one.subject.split()[0] for one in lines] == ["entry", "roster"]
    check_log(named)
    with pytest.raises(AppError) as refused:
        reveal_person(named, "000")
    assert refused.value.code == "no_person"
    assert find_person(named, numbers[1]).name == "李张三妹"
