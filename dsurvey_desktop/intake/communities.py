"""A list of communities in any shape: code and name, in any order, with or without header."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from dsurvey_desktop.domain.ids import CommunityCode
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.cleaning import clean_name, clean_text
from dsurvey_desktop.intake.delimited import decode
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS, Limits, check_size
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.intake.sheets import plain_text

_CODE = re.compile(r"(?<!\d)(\d{12})(?!\d)", re.ASCII)
_NUMBERING = re.compile(r"^\d{1,4}[.、\s]+", re.ASCII)
_HAS_LETTERS = re.compile("[^\\W\\d_]")


def parse_communities(
    data: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS
) -> list[Community]:
    """The communities of a workbook, text table or JSON list of `{"code", "name"}`.

    A line counts when it holds a 12-digit code; its name is the first other cell with letters.

    Raises:
        IntakeError: as `read_file`; no_communities where no line has a code; community_twice
            where one code has two names.
    """
    check_size(data, limits)
    lines = _json_lines(data) or list(_table_lines(data, file_name, limits))
    found: dict[str, str] = {}
    for code, name in lines:
        if found.setdefault(code, name) != name:
            raise _twice(code)
    if not found:
        raise _none_found()
    return [Community(CommunityCode(code), name) for code, name in found.items()]


def _json_lines(data: bytes) -> list[tuple[str, str]]:
    """Empty where the bytes are no JSON list of that shape."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return []
    try:
        entries = json.loads(decode(data))
    except (ValueError, RecursionError):
        return []
    if not isinstance(entries, list):
        return []
    objects = [entry for entry in entries if isinstance(entry, dict)]
    pairs = [(str(entry.get("code", "")), str(entry.get("name", ""))) for entry in objects]
    return [(code, clean_name(name)) for code, name in pairs if _CODE.fullmatch(code)]


def _table_lines(data: bytes, file_name: str, limits: Limits) -> Iterator[tuple[str, str]]:
    for sheet in read_file(data, file_name, limits).sheets:
        for row in sheet.rows:
            cells = [clean_text(plain_text(cell)) for cell in row if cell != ""]
            yield from _code_and_name(cells)


def _code_and_name(cells: list[str]) -> Iterator[tuple[str, str]]:
    """`330282105201`, `东溪村` in cells of their own, or both in one cell."""
    code = next((match[1] for cell in cells if (match := _CODE.search(cell))), "")
    if not code:
        return
    rests = (_NUMBERING.sub("", _CODE.sub("", cell)).strip(" ,;:|-") for cell in cells)
    yield code, clean_name(next((rest for rest in rests if _HAS_LETTERS.search(rest)), ""))


def _none_found() -> IntakeError:
    return IntakeError(
        "no_communities",
        text("No line of the file holds a 12-digit community code."),
        text("Each line needs the 12-digit code and the name of a community."),
    )


def _twice(code: str) -> IntakeError:
    return IntakeError(
        "community_twice",
        text("The community code {code} stands in the file with two different names.", code=code),
        text("Correct the file and choose it again."),
    )
