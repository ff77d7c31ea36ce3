"""Bytes of any accepted file to sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.intake.container import (
    TABLE_ENDINGS,
    Container,
    not_a_table,
    open_archive,
    read_blocks,
    recognise,
)
from dsurvey_desktop.intake.delimited import read_delimited
from dsurvey_desktop.intake.instance_xml import read_instance
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.intake.workbook import read_workbook


@dataclass(slots=True)
class FileContent:
    """The sheets of a file, and what could not be read of it without refusing the whole."""

    sheets: list[Sheet]
    problems: tuple[Problem, ...] = ()


def read_file(data: bytes, file_name: str, limits: Limits) -> FileContent:
    """All sheets of a workbook, text table, instance XML, or zip of such files.

    Raises:
        IntakeError: the file as a whole cannot be read; see `container` and `limits`.
    """
    container = recognise(data, limits)
    if container is Container.ARCHIVE:
        return _read_archive(data, file_name, limits)
    return _read_single(data, container, file_name, limits)


def _read_single(data: bytes, container: Container, file_name: str, limits: Limits) -> FileContent:
    if container is Container.TEXT:
        sheet, problems = read_delimited(data, file_name, limits)
        return FileContent([sheet], problems)
    if container is Container.XML:
        return FileContent([read_instance(data)])
    return FileContent(read_workbook(data, container, limits))


def _read_archive(data: bytes, file_name: str, limits: Limits) -> FileContent:
    """Each table in the zip; the member's name stands before the sheet's."""
    content = FileContent([])
    with open_archive(data) as archive:
        for member in archive.infolist():
            name = member.filename
            if not name.lower().endswith(TABLE_ENDINGS):
                continue
            packed = b"".join(read_blocks(archive, member, limits))
            try:
                found = _read_member(packed, name, limits)
            except IntakeError as error:
                content.problems += (_unreadable_member(file_name, name, error),)
                continue
            content.sheets += [
                replace(sheet, name=f"{name} {sheet.name}".strip()) for sheet in found.sheets
            ]
            content.problems += found.problems
    if not content.sheets:
        raise not_a_table()
    return content


def _read_member(data: bytes, name: str, limits: Limits) -> FileContent:
    container = recognise(data, limits)
    if container is Container.ARCHIVE:  # a zip in a zip has no honest purpose here
        raise not_a_table()
    return _read_single(data, container, name, limits)


def _unreadable_member(file_name: str, member: str, error: IntakeError) -> Problem:
    place = Place(file_name, member)
    return Problem(error.code, Severity.ERROR, place, "", error.message, error.advice)
