"""Communities by code and by name, as a roster and the office know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dsurvey_desktop.domain.ids import CommunityCode
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.intake.community_names import community_in
from dsurvey_desktop.intake.model import ParsedRow

_CODE = re.compile(r"\d{12}", re.ASCII)


class CommunityCodes:
    """Finds code and name of a row's community, each from the other where one is missing."""

    def __init__(self, known: Sequence[Community], rows: Iterable[ParsedRow]) -> None:
        self._names = {str(one.code): one.name for one in known if one.name}
        for row in rows:
            code, name = _said(row)
            if code and name:
                self._names.setdefault(code, name)
        self._codes = _unique_codes(self._names)

    def find(self, row: ParsedRow) -> tuple[str, str]:
        """Code and name; either may be empty."""
        code, name = _said(row)
        code = code or self._codes.get(name, "")
        return code, self._names.get(code, "") or name

    def communities(self, persons: Iterable[Person]) -> list[Community]:
        """The communities with a code that the persons live in, by code."""
        codes = {person.community_code for person in persons if person.community_code}
        return [Community(CommunityCode(code), self._names.get(code, "")) for code in sorted(codes)]


def town_prefix(code: str) -> str:
    """The digits that all codes of an office's area begin with: 9 for a town, 6 a district."""
    digits = code.strip()
    while len(digits) > 6 and digits.endswith("000"):
        digits = digits[:-3]
    return digits[:9]


def _said(row: ParsedRow) -> tuple[str, str]:
    """What the row's columns say; a title line or the sheet's name counts where they are blank."""
    code = str(row.answers.get("community_code", ""))
    name = str(row.answers.get("community_name", ""))
    if not code and not name:
        return (row.community, "") if _CODE.fullmatch(row.community) else ("", row.community)
    if _CODE.fullmatch(name) and not code:
        return name, ""
    return code, community_in(name) or name


def _unique_codes(names: dict[str, str]) -> dict[str, str]:
    """Names that stand for one code only."""
    codes: dict[str, str] = {}
    for code, name in names.items():
        codes[name] = "" if name in codes else code
    return {name: code for name, code in codes.items() if code and name}
