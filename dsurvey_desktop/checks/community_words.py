"""Whether a text around a community's name speaks of it, and of it alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from dsurvey_desktop.domain.resources import resources_folder

_IDEOGRAPH = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_LONGEST_STEM = 10


def is_named(name: str, said: str) -> bool:
    """True where the name stands for itself: not 东溪村 in 新东溪村, which is another village.

    Right before it stands no ideograph, a word such as 镇 or 关于, or a name of several ideographs
    that no longer name ends with, as a town's (云溪东溪村).
    """
    return any(_stands_apart(said[: place.start()]) for place in re.finditer(re.escape(name), said))


def names_another(name: str, said: str) -> bool:
    """True where a text lists the name with another: `东溪村、外溪村`, `外溪村和东溪村`."""
    for place in re.finditer(re.escape(name), said):
        before = _listed_before().search(said[: place.start()])
        found = (before, listed_behind().match(said, place.end()))
        if any(one is not None and name not in one["other"] for one in found):
            return True
    return False


def _stands_apart(before: str) -> bool:
    if not re.match(_IDEOGRAPH, before[-1:]) or before.endswith(_words("before")):
        return True
    is_long = re.search(rf"{_IDEOGRAPH}{{2,}}$", before) is not None
    return is_long and not before.endswith(_words("part"))


@cache
def listed_behind() -> re.Pattern[str]:
    """`、西溪村`, right behind another name; the group `other` is the name in it."""
    return re.compile(rf"\s*(?:{_one_of('and')})\s*{_other()}")


@cache
def _listed_before() -> re.Pattern[str]:
    return re.compile(rf"{_other()}\s*(?:{_one_of('and')})\s*$")


def _other() -> str:
    return rf"(?P<other>{_IDEOGRAPH}{{1,{_LONGEST_STEM}}}?(?:{_one_of('ending')}))"


def _one_of(kind: str) -> str:
    return "|".join(map(re.escape, _words(kind)))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for one, word in _lines() if one == kind)


def _lines() -> Iterator[list[str]]:
    path = resources_folder() / "survey" / "community_surroundings.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from rows
