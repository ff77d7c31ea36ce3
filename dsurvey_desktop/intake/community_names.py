"""Which community a sheet, a title or a line speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.sheets import Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_CODE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_WORDS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LONGEST = 12


def community_in(raw: str) -> str:
    """The 12-digit code or the community's name in a text; empty where there is none."""
    cleaned = clean_text(raw)
    if code := _CODE.search(cleaned):
        return code[0]
    return next((name for word in _WORDS.findall(cleaned) if (name := _name_in(word))), "")


@dataclass(slots=True)
class _Search:
    """How far a sheet was searched from the top, and where it names its first community."""

    end: int = 0
    said: str = ""


def community_above(sheet: Sheet, before: int) -> str:
    """What the title lines above a header say; `before` is the header's place, from 0.

    A sheet may have thousands of headers: each goes on where the one above it stopped.
    """
    search = sheet.found.setdefault(_Search, _Search())
    while not search.said and search.end < before:
        filled = (plain_text(cell) for cell in sheet.rows[search.end] if cell != "")
        search.said = first_community(filled)
        search.end += 1
    return search.said if search.end <= before else ""


def first_community(texts: Iterable[str]) -> str:
    """The first community named in any of the texts."""
    return next((found for text in texts if (found := community_in(text))), "")


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
