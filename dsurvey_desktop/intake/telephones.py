"""Telephone numbers as they were meant, one in a cell or several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dsurvey_desktop.intake.cleaning import OUTER, clean_text, wide
from dsurvey_desktop.intake.vocabulary import vocabulary

_AROUND = r"[\u3400-\u9fff:\uff1a()（）\s]*"
_AMONG_WORDS = (
    rf"{_AROUND}(1\d{{10}}|1\d\d[ -]\d{{4}}[ -]\d{{4}}|0\d{{2,3}}-\d{{7,8}})"
    r"[\u3400-\u9fff()（）\s]*"
)
_DONE = re.compile(r"1\d{10}|0\d{2,3}-\d{7,8}", re.ASCII)
_SHAPE = re.compile(r"[+\d\s\-()‐-―－（）]+")
_WITH_FRACTION = re.compile(r"\d{7,12}\.0+", re.ASCII)
_WITH_POWER = re.compile(r"1\.\d{10}[Ee]\+10", re.ASCII)
_COUNTRY = re.compile(r"^(?:(?:\+|00)?86(?=1\d{10}$)|0(?=1[3-9]\d{9}$))")
"""Also the 0 that is dialled before a mobile of another place."""
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(rf"({_AREA})(\d{{7,8}})", re.ASCII)
_AREA_APART = re.compile(r"[^\d+]*(0[1-9]\d{1,2})[^\d+]+(\d+)[^\d+]*", re.ASCII)
_WITH_AREA = re.compile(r"0\d{2,3}-\d{7,8}", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_STROKE = r"[\s\-‐-―－)）]*"
_RUN = re.compile(rf"(?<!\d)(1[3-9]\d{{9}})(?=(?:1[3-9]\d{{9}}|{_AREA}[2-9]\d{{6,7}})(?!\d))")
_LONG = re.compile(r"\d{7,}", re.ASCII)
_IDEOGRAPH = r"[\u3400-\u9fff]"
_LONGEST = 12
"""Digits of one number."""


class Phones(NamedTuple):
    """The numbers of a cell, each once; the person's own first where the cell says whose it is.

    `has_more`: it holds other long numbers or an extension besides.
    """

    numbers: tuple[str, ...]
    has_more: bool = False


class PhoneFound(NamedTuple):
    """A number with the words right before and behind it."""

    number: str
    before: str
    behind: str


def is_mobile(number: str) -> bool:
    """True for the number of a mobile as `clean_phone` gives it."""
    return _MOBILE.fullmatch(number) is not None


def is_landline(number: str) -> bool:
    """True for a landline with its area, as `clean_phone` gives it."""
    return _WITH_AREA.fullmatch(number) is not None


def clean_phone(raw: str) -> str:
    """A telephone number: mobile as 11 digits, landline as `area-number`, too short ones too.

    Words around one number say whose or what it is. Several numbers without words stay apart.
    """
    if _DONE.fullmatch(raw):
        return raw
    cleaned = _of_number(clean_text(raw).strip(OUTER))
    if not _SHAPE.fullmatch(cleaned):
        among_words = wide(_AMONG_WORDS, re.ASCII).fullmatch(cleaned)
        return clean_phone(among_words[1]) if among_words else cleaned
    digits = _COUNTRY.sub("", re.sub(r"[^\d+]", "", cleaned))
    landline = _LANDLINE.fullmatch(digits) or _AREA_APART.fullmatch(cleaned)
    if landline:
        return f"{landline[1]}-{landline[2]}"
    several = phones_in(cleaned) if len(digits) > _LONGEST else Phones(())
    if several.has_more:
        return cleaned
    return "/".join(several.numbers) if len(several.numbers) > 1 else digits


def phones_in(raw: str) -> Phones:
    """The numbers that are certain in a text: mobiles, and landlines with their area."""
    text = _RUN.sub(r"\1 ", _of_number(clean_text(raw)))
    found = list(numbers_among_words(text))
    own = [one for one in found if _is_own(one, found)]
    ordered = (*own, *found) if len(own) == 1 else found
    rest = _numbers().sub(" ", text)
    has_extension = any(match["extension"] for match in _numbers().finditer(text))
    numbers = tuple(dict.fromkeys(one.number for one in ordered))
    return Phones(numbers, has_extension or _LONG.search(rest) is not None)


def are_of_others(raw: str) -> bool:
    """True where a text says that the person has no number before it gives one.

    `本人：无，儿子13900000002`: it is the son's. `手机无，座机0574-63410001` says so of mobiles.
    `不会用手机` says it too, behind the only number of a text as well where that is a mobile.
    """
    cleaned = clean_text(raw)
    first = _numbers().search(_RUN.sub(r"\1 ", cleaned))
    if first is None:
        return False
    none = _has_none().match(cleaned, 0, first.start()) or _uses_none().match(
        cleaned, 0, first.start()
    )
    if none is None:
        return _is_of_no_user(cleaned)
    other_kind = "landline_label" if first["mobile"] else "mobile_label"
    return not any(label in none[0] for label in vocabulary().marks[other_kind])


def without_phones(raw: str) -> str:
    """A text without the numbers that `phones_in` finds."""
    return _numbers().sub(" ", _RUN.sub(r"\1 ", clean_text(raw)))


def numbers_among_words(cleaned: str) -> Iterator[PhoneFound]:
    """The numbers of a text as `clean_text` gives it, with the words between them."""
    text = _RUN.sub(r"\1 ", cleaned)
    matches = list(_numbers().finditer(text))
    starts = [*(match.start() for match in matches[1:]), len(text)]
    end = 0
    for match, start in zip(matches, starts, strict=False):
        mobile = re.sub(r"\D", "", match["mobile"] or "")
        number = mobile or f"{match['area']}-{match['local']}"
        yield PhoneFound(number, text[end : match.start()], text[match.end() : start])
        end = match.end()


def _is_own(one: PhoneFound, found: Sequence[PhoneFound]) -> bool:
    """True where the words that go with a number say that it is the person's own.

    They stand before each number where any stand before the first.
    """
    words = one.before if wide(_IDEOGRAPH).search(found[0].before) else one.behind
    return any(mark in words for mark in vocabulary().marks["own_phone"])


def _of_number(cleaned: str) -> str:
    """Without what programs write behind a number: `13900000001.0`, `1.3900000001E+10`."""
    if _WITH_FRACTION.fullmatch(cleaned):
        return cleaned.partition(".")[0]
    return f"1{cleaned[2:12]}" if _WITH_POWER.fullmatch(cleaned) else cleaned


@cache
def _has_none() -> re.Pattern[str]:
    """The person, a word for nothing and one for telephones; one of the last two goes without."""
    marks = vocabulary().marks
    own, nothing, label = (
        "|".join(map(re.escape, sorted(marks[kind], key=len, reverse=True)))
        for kind in ("own_phone", "nothing", "part_label")
    )
    return re.compile(
        rf"[\s:(\uff1a\uff08]*(?:(?:{own})[\s:\uff1a]*)?(?:(?:{label})[\s:\uff1a]*)?(?:{nothing})"
        rf"(?:{label}|[\s\W]|$)",
        re.IGNORECASE,
    )


def _is_of_no_user(cleaned: str) -> bool:
    """True for one mobile, and the words behind it that the person uses none."""
    found = list(numbers_among_words(cleaned))
    said = _uses_none().search(found[0].behind) if len(found) == 1 else None
    if said is None or not is_mobile(found[0].number):
        return False
    return any(label in said[0] for label in vocabulary().marks["mobile_label"])


@cache
def _uses_none() -> re.Pattern[str]:
    """`没装电话`, `本人不会用手机`, `电话没装`; a few words may stand before."""
    marks = vocabulary().marks
    words, label = (
        "|".join(map(re.escape, sorted(marks[kind], key=len, reverse=True)))
        for kind in ("uses_none", "telephone")
    )
    return re.compile(
        rf"[^\d,，;；。]{{0,6}}?(?:(?:{words})(?:{label})|(?:{label})(?:{words}))", re.ASCII
    )


@cache
def _numbers() -> re.Pattern[str]:
    extension = "|".join(map(re.escape, vocabulary().marks["extension"]))
    return re.compile(
        rf"(?<!\d)(?:(?:\+|00)?86[\s-]?)?(?P<mobile>1[3-9]\d(?:[ -]?\d{{4}}){{2}})(?!\d)"
        rf"|(?<!\d)(?P<area>{_AREA}){_STROKE}(?P<local>[2-9]\d{{6,7}})(?!\d)"
        rf"(?:\s*(?P<extension>(?:{extension}|-)\s*\d{{1,6}}(?!\d)))?",
        re.ASCII | re.IGNORECASE,
    )
