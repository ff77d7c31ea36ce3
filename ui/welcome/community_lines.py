"""Communities as a person pastes them: one a line, code and name in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dsurvey_desktop.domain.ids import CommunityCode
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import Text, text

_LINE = re.compile(r"^\s*(?P<first>[^\s,，;；\t]+)[\s,，;；\t]+(?P<second>\S.*?)\s*$")
_CODE = re.compile(r"\d{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PastedCommunities:
    """What was understood, and what was not, by line."""

    communities: tuple[Community, ...]
    problems: tuple[Text, ...]


def read_lines(pasted: str) -> PastedCommunities:
    """Read pasted lines; empty ones are skipped, full-width digits are understood."""
    communities: dict[str, Community] = {}
    problems: list[Text] = []
    for number, line in enumerate(pasted.splitlines(), start=1):
        if not line.strip():
            continue
        community = _community(line)
        if community is None:
            problems.append(
                text("Line {line}: a code of 12 digits and a name, please.", line=number)
            )
        elif community.code in communities:
            problems.append(text("Line {line}: this code is there already.", line=number))
        else:
            communities[community.code] = community
    return PastedCommunities(tuple(communities.values()), tuple(problems))


def as_lines(communities: tuple[Community, ...]) -> str:
    """The opposite: one line each."""
    return "\n".join(f"{community.code} {community.name}" for community in communities)


def _community(line: str) -> Community | None:
    match = _LINE.match(line)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    for code, name in ((first, second), (second, first)):
        plain = code.translate(_HALF_WIDTH)
        if _CODE.fullmatch(plain):
            return Community(CommunityCode(plain), name)
    return None


_HALF_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)}
