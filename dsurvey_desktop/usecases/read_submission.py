"""A file to rows under the campaign's forms and what persons said of its columns before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.submission import parse_read
from dsurvey_desktop.storage import mapping_store, office_store
from dsurvey_desktop.storage.mapping_store import MappingRecord
from dsurvey_desktop.usecases.community_of_file import fill_communities
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import submission_forms


class _Reading(NamedTuple):
    """One file and what it is read under."""

    content: FileContent
    file: str
    forms: Mapping[FileKind, Form]
    year: int
    progress: Progress


def read_submission(
    desk: Desk,
    content: FileContent,
    file_name: str,
    progress: Progress,
    said: ColumnMapping | None = None,
    year: int | None = None,
) -> ParsedFile:
    """Take a file apart; `said` is a mapping that counts before those remembered.

    `year` is that of dates without one, where it is not the campaign's.

    Raises:
        AppError: `roster_file`, or of `parse_read`.
    """
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        forms = submission_forms(connection)
        codes = {one.name: str(one.code) for one in office_store.load_communities(connection)}
        known = [to_mapping(record) for record in mapping_store.list_mappings(connection)]
    reading = _Reading(content, file_name, forms, year or campaign.year, progress)
    by_shape = {one.shape: one for one in (*known, *([said] if said else []))}
    parsed = _parse(reading, by_shape, said)
    if parsed.kind is FileKind.ROSTER:
        raise AppError(
            "roster_file",
            text("The file {file} is a roster, not a submission.", file=file_name),
            text("Please import it as the roster."),
        )
    fill_communities(parsed, codes)
    return parsed


def _parse(
    reading: _Reading, by_shape: Mapping[str, ColumnMapping], said: ColumnMapping | None
) -> ParsedFile:
    return parse_read(
        reading.content,
        reading.file,
        reading.forms,
        reading.year,
        None if said is None else said.by_header(),
        by_shape,
        reading.progress,
    )


def to_mapping(record: MappingRecord) -> ColumnMapping:
    """A remembered mapping as the intake reads it."""
    headers, items = zip(*record.columns, strict=True) if record.columns else ((), ())
    return ColumnMapping(FileKind(record.kind), tuple(headers), tuple(items))
