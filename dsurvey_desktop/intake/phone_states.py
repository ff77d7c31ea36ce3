"""Which telephone numbers of a text it says are no longer in use, and which are meant instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.telephones import numbers_among_words
from dsurvey_desktop.intake.vocabulary import vocabulary

_APART = re.compile(r"[\s,，、;；/\\|。.)）\]】]+")
_OPENING = re.compile(r"[(（\[【]")


class PhoneStates(NamedTuple):
    """The numbers of a text that says of at least one that it is no longer in use.

    `is_certain`: what it says can be of no other number than of those in `dead`.
    """

    living: tuple[str, ...]
    dead: tuple[str, ...]
    is_certain: bool


def phone_states(raw: str) -> PhoneStates | None:
    """Who is reached no more: `13800000001(停机)，13900000002`, `13800000001换成13900000002`.

    None for a text that says so of no number: `普通话不通`, `已换号为13900000002`.
    """
    found = list(numbers_among_words(clean_text(raw)))
    if not found:
        return None
    numbers = [one.number for one in found]
    gaps = [found[0].before, *(one.behind for one in found)]
    said = [*_of_ends(gaps[0], gaps[-1], len(numbers))]
    for at, gap in enumerate(gaps[1:-1]):
        said += (state if state is None else at + state for state in _between(gap))
    if not said:
        return None
    dead = {numbers[at] for at in said if at is not None}
    living = tuple(dict.fromkeys(one for one in numbers if one not in dead))
    is_certain = None not in said and not (dead and _is_said_before(gaps[0]) and len(numbers) > 1)
    return PhoneStates(living, tuple(dict.fromkeys(dead)), is_certain)


def _of_ends(first: str, last: str, count: int) -> Iterator[int | None]:
    """Places of dead numbers by words before the first and behind the last; None: unclear."""
    if _is_said_before(first) and not _changed().search(first):
        yield 0
    clauses = [at for at, one in enumerate(_clauses(last)) if _is_dead(one)]
    if clauses:
        is_of_last = count == 1 or (clauses[0] == 0 and not _all().search(last))
        yield count - 1 if is_of_last else None


def _between(gap: str) -> Iterator[int | None]:
    """What words between two numbers say: 0 of the first, 1 of the second, None unclear."""
    *behind, before = _clauses(gap)
    if any(map(_is_dead, behind)) or _changed().search(before):
        yield 0
    if _is_dead(before) and not _changed().search(before):
        is_of_second = bool(gap.removesuffix(before).strip())
        yield 1 if is_of_second else None


def _clauses(gap: str) -> Sequence[str]:
    """Parts between separators; the first stands right behind a number, the last right before.

    Brackets stand right behind it too.
    """
    is_bracket = _OPENING.match(gap.lstrip())
    return _APART.split(_OPENING.sub("", gap.lstrip() if is_bracket else gap))


def _is_said_before(first: str) -> bool:
    return any(map(_is_dead, _clauses(first)))


def _is_dead(clause: str) -> bool:
    marks = vocabulary().marks
    return any(one in clause for one in marks["unreachable"]) or bool(_alone().search(clause))


@cache
def _alone() -> re.Pattern[str]:
    """Words that say so only with a telephone before them or nothing: `电话不通`, `一直不通`."""
    marks = vocabulary().marks
    before = _one_of([*marks["part_label"], *marks["often"]])
    return re.compile(rf"^(?:{before})*(?:{_one_of(marks['unreachable_alone'])})$")


@cache
def _changed() -> re.Pattern[str]:
    """`已换号为` right before a number: it is the new one."""
    return re.compile(rf"(?:{_one_of(vocabulary().marks['changed_number'])})[:\uff1a\s]*$")


@cache
def _all() -> re.Pattern[str]:
    return re.compile(_one_of(vocabulary().marks["said_of_all"]))


def _one_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
