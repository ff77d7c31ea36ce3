"""Bytes of any accepted file to sheets; readers of what few send are loaded where it comes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.intake.archive import below, members_of, should_be_table
from dsurvey_desktop.intake.container import (
    Container,
    Recognised,
    not_a_table,
    recognise,
    unpacked_size,
)
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Sheet, check_cells_in_all
from dsurvey_desktop.intake.workbook import read_workbook


@dataclass(slots=True)
class FileContent:
    """The sheets of a file, and what could not be read of it without refusing the whole."""

    sheets: list[Sheet]
    problems: tuple[Problem, ...] = ()
    is_archive: bool = False


def read_file(data: bytes, file_name: str, limits: Limits) -> FileContent:
    """All sheets of a workbook, text table, instance XML, or zip of such files.

    Raises:
        IntakeError: the file as a whole cannot be read; see `container` and `limits`.
    """
    found = recognise(data, limits)
    if found.container is Container.ARCHIVE:
        return _read_archive(data, file_name, limits)
    return _read_single(data, found, file_name, limits)


def _read_single(data: bytes, found: Recognised, file_name: str, limits: Limits) -> FileContent:
    container, archive = found
    if container is Container.TEXT:
        from dsurvey_desktop.intake.delimited import read_delimited  # noqa: PLC0415 - see above

        sheet, problems = read_delimited(data, file_name, limits)
        return FileContent([sheet], problems)
    if container is Container.XML:
        return FileContent(_read_xml(data, limits))
    return FileContent(read_workbook(data, container, limits, archive))


def _read_xml(data: bytes, limits: Limits) -> list[Sheet]:
    from dsurvey_desktop.intake.flat_ods import as_ods  # noqa: PLC0415 - see above
    from dsurvey_desktop.intake.markup import read_markup  # noqa: PLC0415 - as well

    packed = as_ods(data)
    if packed is not None:
        return read_workbook(packed, Container.ODS, limits)
    return read_markup(data, limits)


def _read_archive(data: bytes, file_name: str, limits: Limits, depth: int = 1) -> FileContent:
    """Each table in the zip; the member's name stands before the sheet's."""
    content = FileContent([], is_archive=True)
    left = replace(limits, unpacked_bytes=_most_unpacked(data, limits))
    for name, packed in members_of(data, limits):
        left = replace(left, unpacked_bytes=left.unpacked_bytes - unpacked_size(packed))
        try:
            found = _read_member(packed, name, left, depth)
        except IntakeError as error:
            content.problems += (_unreadable_member(file_name, name, error),)
            continue
        content.sheets += [
            replace(one, name=below(name, one.name), member=below(name, one.member))
            for one in found.sheets
        ]
        content.problems += tuple(_moved(one, file_name, name) for one in found.problems)
        check_cells_in_all(content.sheets, limits)
    if not content.sheets:
        raise _no_table(content.problems)
    return content


def _most_unpacked(data: bytes, limits: Limits) -> int:
    """What all members may unpack to, however deep: honest tables are packed to a tenth."""
    return min(limits.unpacked_bytes, max(limits.ratio_from_bytes, limits.ratio * len(data)))


def _read_member(data: bytes, name: str, limits: Limits, depth: int) -> FileContent:
    found = recognise(data, limits)
    if found.container is not Container.ARCHIVE:
        content = _read_single(data, found, name, limits)
        if not should_be_table(name) and all(sheet.width() < 2 for sheet in content.sheets):
            raise not_a_table()  # a letter or note
        return content
    if depth == limits.archive_depth:
        raise not_a_table()
    return _read_archive(data, name, limits, depth + 1)


def _no_table(problems: tuple[Problem, ...]) -> IntakeError:
    """What is wrong with all members, where that is the same; else that there is no table."""
    if len({problem.code for problem in problems}) == 1:
        return IntakeError(problems[0].code, problems[0].message, problems[0].advice)
    return not_a_table()


def _moved(problem: Problem, file_name: str, member: str) -> Problem:
    """A problem of a member, placed in the zip."""
    place = replace(problem.place, file=file_name, sheet=below(member, problem.place.sheet))
    return replace(problem, place=place)


def _unreadable_member(file_name: str, member: str, error: IntakeError) -> Problem:
    """Worth an error where a table was to be expected; letters and notes only are named."""
    is_other = error.code == "not_a_table" and not should_be_table(member)
    severity = Severity.NOTICE if is_other else Severity.ERROR
    place = Place(file_name, member)
    return Problem(error.code, severity, place, "", error.message, error.advice)
