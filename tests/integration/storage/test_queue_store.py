"""The queue in SQL gives what plain Python gives on some hundred made-up entries."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import asdict, dataclass, replace
from itertools import product

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.numbers import check_character
from dsurvey_desktop.storage import database, queue_store

COMMUNITIES = {"330282105203": "上塘村", "330282105206": "白鹭社区"}
UNNAMED = "330282105299"
SYLLABLES = {"张": "zhang", "李": "li", "曾": "zeng", "国": "guo", "伟": "wei", "小": "xiao"}
APPROVED = {EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED}
SORTS = ("weight", "name", "certificate_no", "community", "state", "row")
QUALITIES = ("", "error", "warning", "unconfirmed", "ready", "open")
SEARCHES = (
    "张",
    "张国",
    "zhang",
    "ZHANG",
    "zg",
    "zhang guo",
    "330282",
    "19491231",
    "330282 19491231",
    "X",
    "b1",
    "伟 3302",
    "%",
    "_",
    "\\",
    "'",
    "nobody",
    "  ",
)


@dataclass(frozen=True)
class Line:
    """What the oracle knows of an entry."""

    id: int
    name: str
    certificate_no: str
    community_code: str
    state: EntryState
    errors: int
    warnings: int
    is_unconfirmed: bool
    row_id: int
    search: str


def make_lines(count: int) -> list[Line]:
    chance = random.Random(7)
    return [make_line(number, chance) for number in range(1, count + 1)]


def make_line(number: int, chance: random.Random) -> Line:
    letters = chance.choices(sorted(SYLLABLES), k=chance.choice([2, 3]))
    syllables = [SYLLABLES[letter] for letter in letters]
    name = "".join(letters)
    digits = f"330282{chance.choice([1949, 1962, 1997])}1231{number:03d}"
    mark = chance.choice(["", "", "B1"])
    return Line(
        id=number,
        name=name,
        certificate_no=f"{digits}{check_character(digits)}{chance.choice('1234567')}2{mark}",
        community_code=chance.choice([*COMMUNITIES, UNNAMED]),
        state=chance.choice(list(EntryState)),
        errors=chance.choice([0, 0, 1, 3]),
        warnings=chance.choice([0, 1, 2]),
        is_unconfirmed=chance.random() < 0.3,
        row_id=number,
        search="\n".join([name, "".join(syllables), "".join(one[0] for one in syllables)]),
    )


@pytest.fixture(scope="module")
def lines() -> list[Line]:
    made = make_lines(400)
    rows = list(range(1, len(made) + 1))
    random.Random(8).shuffle(rows)
    return [replace(line, row_id=row) for line, row in zip(made, rows, strict=True)]


@pytest.fixture(scope="module")
def queue(made_folder, password, tmp_path_factory, lines, stock, add_batch, add_row, add_entry):
    """A database of its own for this module, filled once and only read."""
    folder = shutil.copytree(made_folder, tmp_path_factory.mktemp("queue") / "office")
    opened = database.open_database(folder, password)
    with opened.write() as connection:
        stock(connection)
        batch_id = add_batch(connection)
        for _ in lines:
            add_row(connection, batch_id)
        for line in lines:
            add_entry(connection, **asdict(line))
    yield opened
    opened.close()


def is_in(line: Line, wanted: EntryFilter) -> bool:
    """The filter without its quality, said in Python."""
    return (
        wanted.community in ("", line.community_code)
        and wanted.state in (None, line.state)
        and all(matches(line, word) for word in wanted.text.lower().split())
    )


def matches(line: Line, word: str) -> bool:
    is_number = not set(word) - set("0123456789xb")
    return word in line.search or (is_number and word.upper() in line.certificate_no)


def has(line: Line, quality: str) -> bool:
    return {
        "": True,
        "error": line.errors > 0,
        "warning": line.warnings > 0,
        "unconfirmed": line.is_unconfirmed,
        "ready": line.state is EntryState.READY,
        "open": line.state not in APPROVED,
    }[quality]


def sort_key(sort: str):
    return {
        "weight": lambda line: (-line.errors, -line.warnings),
        "name": lambda line: line.name,
        "certificate_no": lambda line: line.certificate_no,
        "community": lambda line: line.community_code,
        "state": lambda line: line.state.value,
        "row": lambda line: line.row_id,
    }[sort]


def oracle(lines: list[Line], wanted: EntryFilter) -> list[int]:
    kept = [line for line in lines if is_in(line, wanted) and has(line, wanted.quality)]
    key = sort_key(wanted.sort)
    kept.sort(key=lambda line: (key(line), line.id), reverse=wanted.is_descending)
    return [line.id for line in kept]


def find(queue, wanted: EntryFilter) -> list[int]:
    with queue.read() as connection:
        return queue_store.find_ids(connection, wanted)


@pytest.mark.parametrize("is_descending", [False, True], ids=["up", "down"])
@pytest.mark.parametrize("sort", SORTS)
def test_every_order(queue, lines, sort, is_descending):
    wanted = EntryFilter(sort=sort, is_descending=is_descending)
    assert find(queue, wanted) == oracle(lines, wanted)


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("state", [None, *EntryState])
def test_every_state_and_quality(queue, lines, state, quality):
    for community in ("", *COMMUNITIES, UNNAMED, "000000000000"):
        wanted = EntryFilter(community=community, state=state, quality=quality, sort="row")
        assert find(queue, wanted) == oracle(lines, wanted)


@pytest.mark.parametrize("words", SEARCHES)
def test_every_search(queue, lines, words):
    wanted = EntryFilter(text=words, sort="name")
    assert find(queue, wanted) == oracle(lines, wanted)


@pytest.mark.parametrize("words", ["张", "zhang", "zg", "330282", "X", "b1", "伟 3302"])
def test_the_searches_above_find_some_but_not_all(queue, lines, words):
    assert 0 < len(find(queue, EntryFilter(text=words))) <= len(lines)


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "nobody"])
def test_signs_of_the_query_language_are_plain_characters(queue, words):
    assert find(queue, EntryFilter(text=words)) == []


def test_a_whole_number_finds_its_one_entry_grouped_or_not(queue, lines):
    number = next(line for line in lines if line.certificate_no.endswith("B1")).certificate_no
    grouped = f"{number[:6]} {number[6:14]} {number[14:18]} {number[18:20]} {number[20:]}"
    for typed in (number, number.lower(), grouped):
        assert len(find(queue, EntryFilter(text=typed))) == 1


@pytest.mark.parametrize(
    ("community", "state", "words"),
    [*product(("", "330282105203", "000000000000"), (None, EntryState.READY), ("", "zhang"))],
)
def test_counts_are_those_of_the_lists(queue, lines, community, state, words):
    wanted = EntryFilter(text=words, community=community, state=state, quality="error")
    kept = [line for line in lines if is_in(line, wanted)]
    expected = {quality or "all": sum(has(line, quality) for line in kept) for quality in QUALITIES}
    expected["approved"] = sum(line.state in APPROVED for line in kept)
    with queue.read() as connection:
        assert queue_store.count(connection, wanted) == expected


def test_lines_come_in_the_order_asked_and_gone_ones_are_left_out(queue, lines):
    by_id = {line.id: line for line in lines}
    asked = [17, 3, 9999, 250, 3]
    with queue.read() as connection:
        found = queue_store.load_lines(connection, asked)
    assert [line.id for line in found] == [17, 3, 250, 3]
    for line in found:
        known = by_id[line.id]
        assert line == queue_store.LineRecord(
            known.id,
            known.name,
            known.certificate_no,
            known.community_code,
            COMMUNITIES.get(known.community_code, ""),
            known.state,
            known.errors,
            known.warnings,
        )


def test_the_made_up_entries_are_worth_asking(lines):
    assert {line.state for line in lines} == set(EntryState)
    assert max(Counter(line.name for line in lines).values()) > 1
    assert any(line.certificate_no[17] == "X" for line in lines)
    assert len({line.certificate_no for line in lines}) == len(lines)
