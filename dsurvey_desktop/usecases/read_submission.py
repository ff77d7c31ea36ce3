"""A file to rows under the campaign's forms and what persons said of its columns before."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.submission import parse_read
from dsurvey_desktop.usecases.community_of_file import fill_communities
from dsurvey_desktop.usecases.reading_rules import ReadingRules


def read_submission(
    rules: ReadingRules,
    content: FileContent,
    file_name: str,
    progress: Progress,
    said: ColumnMapping | None = None,
    *,
    folder: str = "",
    in_lots: bool = False,
) -> ParsedFile:
    """Take a file apart; `said` is a mapping that counts before those remembered.

    `in_lots` is that of `parse_read`; `folder` is the name of the one the file lies in.

    Raises:
        AppError: `roster_file`, or of `parse_read`.
    """
    parsed = parse_read(
        content,
        file_name,
        rules.forms,
        rules.year,
        None if said is None else said.by_header(),
        {**rules.mappings, **({} if said is None else {said.shape: said})},
        progress,
        in_lots=in_lots,
    )
    if parsed.kind is FileKind.ROSTER:
        raise AppError(
            "roster_file",
            text("The file {file} is a roster, not a submission.", file=file_name),
            text("Please import it as the roster."),
        )
    fill_communities(parsed, rules.codes, folder)
    return parsed
