"""A zip or workbook that holds different kinds, parted so that each is read as what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.archive import ARROW, should_be_table
from dsurvey_desktop.intake.long_numbers import common_start
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.own_workbook import own_sheets
from dsurvey_desktop.intake.problems import list_left_out
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.repeats import repeat_of
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.submission import kind_of


def parts_by_kind(
    content: FileContent, forms: Mapping[FileKind, Form], file: str = ""
) -> list[FileContent]:
    """The file, or a file for each kind that the members of a zip, or a workbook's sheets, are of.

    A sheet like a roster beside forms of people is left out and told, with the name of the file.
    Members that show no kind (notes, repeats of a form) go with the member whose name is most
    like theirs. What could not be read is told with the first part.
    """
    parts = _parts(content, forms, file)
    return [one for part in parts for one in _own_parts(part, forms)]


def _parts(content: FileContent, forms: Mapping[FileKind, Form], file: str) -> list[FileContent]:
    members = _members(content) if content.is_archive else _sheets(content)
    if len(members) < 2 or (not content.is_archive and own_sheets(content.sheets, forms)):
        return [content]
    kinds = {name: kind for name, one in members.items() if (kind := _kind(one, forms)) is not None}
    if not content.is_archive:
        content, members, kinds = _without_rosters(file, content, members, kinds)
    parts: dict[FileKind, list[Sheet]] = {kind: [] for kind in kinds.values()}
    if len(parts) < 2:
        return [content]
    for name, sheets in members.items():
        parts[kinds[name if name in kinds else _likest(name, kinds)]] += sheets
    first, *others = parts.values()
    is_archive = content.is_archive
    return [replace(content, sheets=first), *(FileContent(one, (), is_archive) for one in others)]


def _own_parts(content: FileContent, forms: Mapping[FileKind, Form]) -> list[FileContent]:
    """An own workbook into which somebody copied the sheet of the other kind, as two."""
    own = own_sheets(content.sheets, forms) if len(content.sheets) > 1 else []
    _first, *others = dict.fromkeys(one.mark.kind for one in own) or [""]
    if not others:
        return [content]
    of_kind = {kind: [one.sheet for one in own if one.mark.kind == kind] for kind in others}
    moved = {id(sheet) for sheets in of_kind.values() for sheet in sheets}
    rest = [sheet for sheet in content.sheets if id(sheet) not in moved]
    marks = [sheet for sheet in rest if sheet.is_hidden]
    more = ([*sheets, *marks] for sheets in of_kind.values())
    parts = (FileContent(sheets, (), content.is_archive) for sheets in more)
    return [replace(content, sheets=rest), *parts]


def _without_rosters(
    file: str,
    content: FileContent,
    members: Mapping[str, list[Sheet]],
    kinds: Mapping[str, FileKind],
) -> tuple[FileContent, dict[str, list[Sheet]], dict[str, FileKind]]:
    """A workbook without sheets that are rosters, where others hold forms of people."""
    has_forms = FileKind.INDIVIDUAL in kinds.values()
    rosters = [name for name, kind in kinds.items() if kind is FileKind.ROSTER and has_forms]
    told = tuple(
        list_left_out(Place(file, name), sum(map(any, sheet.rows)))
        for name in rosters
        for sheet in members[name]
    )
    kept = {name: sheets for name, sheets in members.items() if name not in rosters}
    sheets = [sheet for own in kept.values() for sheet in own]
    content = replace(content, sheets=sheets, problems=(*content.problems, *told))
    return content, kept, {name: kind for name, kind in kinds.items() if name in kept}


def _members(content: FileContent) -> dict[str, list[Sheet]]:
    found: dict[str, list[Sheet]] = {}
    for sheet in content.sheets:
        found.setdefault(_member_of(sheet.name), []).append(sheet)
    return found


def _sheets(content: FileContent) -> dict[str, list[Sheet]]:
    """A workbook's sheets, each by its name."""
    return {sheet.name: [sheet] for sheet in content.sheets}


def _member_of(name: str) -> str:
    """The table, in the zip or in a zip in it, that a sheet stands in; a csv is its own."""
    member, arrow, last = name.rpartition(ARROW)
    return member if arrow and not should_be_table(last) else name


def _kind(sheets: list[Sheet], forms: Mapping[FileKind, Form]) -> FileKind | None:
    if found := own_sheets(sheets, forms):
        return FileKind(found[0].mark.kind)
    return kind_of([sheet for sheet in sheets if repeat_of(sheet) is None], forms)


def _likest(name: str, kinds: Mapping[str, FileKind]) -> str:
    return max(kinds, key=lambda other: len(common_start(name, other)))
