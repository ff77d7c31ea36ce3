"""Which community a sheet, a title or a line speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dsurvey_desktop.checks.community_words import listed_behind
from dsurvey_desktop.intake.cleaning import clean_text, key_of
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_CODE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_WORDS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_PERSON = re.compile(r"\d{15}", re.ASCII)
_COLON, _COLONS = re.compile("[:\uff1a]"), (":", "\uff1a")
_OF_TITLES = re.compile(r"[:\uff1a]|20\d\d\s*\u5e74(?!\s*\d)")
_BRACKETED = re.compile(r"[(\uff08][^)\uff09]*[)\uff09]")
_LONGEST, _MOST_IN_TITLE, _LONGEST_LABEL = 12, 6, 40
_FIRST_LINES = 6


def community_in(raw: str) -> str:
    """The 12-digit code or the community's name in a text; empty where there is none.

    Names that are listed (`东溪村、西溪村`) stay together: they are of no single community.
    """
    cleaned = clean_text(raw)
    if code := _CODE.search(cleaned):
        return code[0]
    name = next((name for word in _WORDS.findall(cleaned) if (name := _name_in(word))), "")
    return name + _listed_behind(cleaned, name) if name else ""


@dataclass(slots=True)
class _Search:
    """How far a sheet was searched from the top, and where its title lines name a community."""

    end: int = 0
    is_begun: bool = False
    places: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def community_above(sheet: Sheet, before: int) -> str:
    """What the nearest title line above a header says; `before` is the header's place, from 0.

    Above a sheet's first header all lines are titles. A sheet may have thousands of headers: each
    goes on where the one above it stopped.
    """
    search = sheet.found.setdefault(_Search, _Search())
    is_first, search.is_begun = not search.is_begun, True
    for at in range(search.end, before):
        found = _said_by(sheet.rows[at], is_title=is_first)
        if found and not (is_first and search.said):
            search.places.append(at)
            search.said.append(found)
    search.end = max(search.end, before)
    nearest = bisect_left(search.places, before) - 1
    return search.said[nearest] if nearest >= 0 else ""


def community_of_sheets(sheets: Sequence[Sheet]) -> str:
    """The only community that the first lines of sheets without a table name; else empty."""
    said = {_said_by(row, is_title=False) for sheet in sheets for row in sheet.rows[:_FIRST_LINES]}
    said.discard("")
    return said.pop() if len(said) == 1 else ""


def _said_by(row: Sequence[Cell], *, is_title: bool) -> str:
    """The community of a line; of one that may be a person's only where it begins with it."""
    if not is_title and len(row) - row.count("") > _MOST_IN_TITLE:
        return ""
    filled = [plain_text(cell) for cell in row if cell != ""]
    if is_title:
        return first_community(_but(("remark_line", "signing_person"), filled))
    said = [] if is_remark(filled) else list(_but(("signing_person",), filled))
    if said and said[0].rstrip().endswith(_COLONS):
        return first_community(said)
    return "" if not said or _is_person(filled) else community_in(said[0])


def is_remark(cells: Iterable[str]) -> bool:
    """True for `注：由各村核实`: what such a line names is not whose the people below are."""
    first = next((cell for cell in cells if cell.strip()), "")
    return _label(first) in vocabulary().marks["remark_line"]


def _but(kinds: Iterable[str], filled: Iterable[str]) -> Iterator[str]:
    """The cells but those that marks of these kinds begin: `审核人：李村长`, or that in two."""
    marks = {one for kind in kinds for one in vocabulary().marks[kind]}
    is_begun = False
    for cell in filled:
        was_begun, is_begun = is_begun, _label(cell) in marks
        if is_begun:
            is_begun = cell.rstrip().endswith(_COLONS)
        elif not was_begun:
            yield cell


def _label(cell: str) -> str:
    return key_of(_BRACKETED.sub("", _COLON.split(cell[:_LONGEST_LABEL], maxsplit=1)[0]))


def _is_person(filled: Sequence[str]) -> bool:
    """True for a line with a number, or with nothing but a community's name before other cells.

    A year beside it (`2025年度`) is a title's.
    """
    if any(map(_PERSON.search, filled)):
        return True
    is_title = len(filled) == 1 or any(map(_OF_TITLES.search, filled))
    return not is_title and community_in(filled[0]) == filled[0].strip()


def first_community(texts: Iterable[str]) -> str:
    """The first community named in any of the texts."""
    return next((found for text in texts if (found := community_in(text))), "")


def _listed_behind(cleaned: str, name: str) -> str:
    """`、西溪村`, as it stands right behind a name."""
    at = cleaned.find(name)
    found = listed_behind().match(cleaned, at + len(name)) if at >= 0 else None
    return found[0] if found and _name_in(found["other"]) == found["other"] else ""


def _name_in(word: str) -> str:
    """`云溪镇东溪村第1组` names 东溪村; words such as 农村 name none."""
    for office, community in vocabulary().community_offices:
        word = word.replace(office, community)
    name = _without_town(word[: _end_of_name(word)])
    others = vocabulary().no_communities
    is_other = name in others or name.endswith(vocabulary().marks["no_community_ending"])
    return name if 1 < len(name) <= _LONGEST and not is_other else ""


def _end_of_name(word: str) -> int:
    """Behind the first ending such as 村, or behind another that follows at once (东村社区)."""
    endings = vocabulary().marks["community_ending"]
    ends = (place + len(one) for one in endings if (place := word.find(one, 1)) > 0)
    first = min(ends, default=0)
    following = (one for one in endings if first and word.startswith(one, first))
    return first + len(next(following, ""))


def _without_town(name: str) -> str:
    """The town's name taken off, unless the rest is too short to be sure (古镇社区, 街道口社区)."""
    for ending in vocabulary().marks["town_ending"]:
        before, found, after = name.rpartition(ending)
        if found and before and _stem_length(after) > 1:
            return after
    return name


def _stem_length(name: str) -> int:
    endings = vocabulary().marks["community_ending"]
    return len(name) - max((len(one) for one in endings if name.endswith(one)), default=0)
