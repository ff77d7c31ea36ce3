"""Invented people with right numbers: citizen IDs by GB 11643, certificates by their parts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from town_words import (
    ETHNIC,
    GIVEN,
    LANES,
    ODD_COMMUNITIES,
    PLACE_FIRST,
    PLACE_SECOND,
    RARE,
    SURNAMES,
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CATEGORY_SHARES = {"1": 12, "2": 12, "3": 5, "4": 42, "5": 14, "6": 13, "7": 8}
_AGE_BANDS = (
    (0, 2),
    (3, 5),
    (6, 14),
    (15, 15),
    (16, 17),
    (18, 19),
    (20, 22),
    (23, 44),
    (45, 59),
    (60, 99),
)
_AGE_SHARES = (1, 2, 6, 3, 3, 3, 5, 24, 28, 30)


@dataclass(slots=True)
class Person:
    """Somebody on the roster; `roster` holds roster columns that say otherwise than the number."""

    name: str
    number: str
    community: str
    community_code: str
    hukou: str
    address: str
    mobile: str
    certified_on: date
    age: int
    roster: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    clean: dict | None = None
    sent: dict | None = None
    file: str | None = None
    lossy: bool = False

    @property
    def citizen_id(self) -> str:
        return self.number[:18]

    @property
    def category(self) -> str:
        return self.number[18]

    @property
    def grade(self) -> str:
        return self.number[19]

    @property
    def sex(self) -> str:
        return "1" if int(self.number[16]) % 2 else "2"


def check_character(body: str) -> str:
    """GB 11643 by weights, as the standard prints it."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def citizen_id(chance: random.Random, area: str, born: date) -> str:
    body = f"{area}{born:%Y%m%d}{chance.randrange(1, 1000):03d}"
    return body + check_character(body)


def born_at(chance: random.Random, age: int, reference: date) -> date:
    """A birthday that makes somebody this old on the reference date; often at the edge."""
    latest = _years_before(reference, age)
    earliest = _years_before(reference, age + 1) + timedelta(days=1)
    if chance.random() < 0.1:
        return chance.choice((earliest, latest))
    return earliest + timedelta(days=chance.randrange((latest - earliest).days + 1))


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)


def some_age(chance: random.Random) -> int:
    low, high = chance.choices(_AGE_BANDS, _AGE_SHARES)[0]
    return chance.randint(low, high)


def some_name(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.06:
        return f"{chance.choice(ETHNIC)}·{chance.choice(ETHNIC)}"
    given = chance.choices(GIVEN, k=chance.choice((1, 2, 2, 2)))
    if kind < 0.16:
        given[-1] = chance.choice(RARE)
    return chance.choice(SURNAMES) + "".join(given)


def some_mobile(chance: random.Random) -> str:
    return f"1{chance.randint(3, 9)}{chance.randrange(10**9):09d}"


def some_landline(chance: random.Random) -> str:
    area = chance.choice(("010", "021", "0574", "0571", "0311", "0991", "0755"))
    return f"{area}-{chance.randrange(2, 9)}{chance.randrange(10 ** chance.choice((6, 7))):06d}"


def some_communities(chance: random.Random, town_code: str, count: int) -> list[dict[str, str]]:
    names = set(chance.sample(ODD_COMMUNITIES, min(len(ODD_COMMUNITIES), count // 4)))
    while len(names) < count:
        stem = chance.choice(PLACE_FIRST) + chance.choice(PLACE_SECOND)
        names.add(stem + chance.choice(("村", "村", "村", "社区")))
        if chance.random() < 0.1:
            names.add(f"大{stem}村")  # one name inside another
    ordered = sorted(names)[:count]
    chance.shuffle(ordered)
    return [
        {"code": f"{town_code}{number:03d}", "name": name}
        for number, name in enumerate(ordered, start=201)
    ]


def some_person(
    chance: random.Random, community: dict[str, str], town: str, area: str, reference: date
) -> Person:
    age = some_age(chance)
    owner = citizen_id(
        chance, area if chance.random() < 0.85 else "110101", born_at(chance, age, reference)
    )
    category = chance.choices(list(_CATEGORY_SHARES), list(_CATEGORY_SHARES.values()))[0]
    reissue = chance.choices(("", "B1", "B2", "B12"), (80, 12, 6, 2))[0]
    return Person(
        name=some_name(chance),
        number=f"{owner}{category}{chance.randint(1, 4)}{reissue}",
        community=community["name"],
        community_code=community["code"],
        hukou=chance.choices("12", (7, 3))[0],
        address=f"{town}{community['name']}{chance.choice(LANES)}{chance.randint(1, 200)}号",
        mobile=some_mobile(chance),
        certified_on=reference - timedelta(days=chance.choice((0, 1, chance.randrange(2, 4000)))),
        age=age,
    )
