"""A file taken apart by rules alone: who does it needs no office, and may be another process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.intake.community_names import community_of_sheets
from dsurvey_desktop.intake.model import ParsedFile
from dsurvey_desktop.intake.parts_by_kind import parts_by_kind
from dsurvey_desktop.intake.read_file import FileContent
from dsurvey_desktop.intake.return_answers import ReturnAnswers, part_returns, read_return
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.usecases.read_content import Source
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.taken_apart import Reading, TakenApart


def take_apart(source: Source, how: Reading) -> TakenApart:
    """What stands in a file that was unpacked."""
    digest = hashlib.sha256(source.data).hexdigest()
    sheets_of_returns, rest = part_returns(source.content)
    returns = tuple(map(_return, sheets_of_returns))
    if returns and not rest.sheets:
        return TakenApart(source.data, digest, returns, (), rest.problems)
    contents = parts_by_kind(rest, how.rules.forms, source.name)
    if returns or len(contents) > 1:  # rows that are refused refuse no other part
        how = how._replace(in_lots=False)
    parts = tuple(_part(one, source, how) for one in contents)
    return TakenApart(source.data, digest, returns, parts)


def _return(sheets: Sequence[Sheet]) -> ReturnAnswers | AppError:
    try:
        return read_return(sheets)
    except AppError as error:
        return error


def _part(content: FileContent, source: Source, how: Reading) -> ParsedFile | AppError:
    rules, said, progress, in_lots = how
    try:
        return read_submission(
            rules, content, source.name, progress, said, folder=source.folder, in_lots=in_lots
        )
    except AppError as error:
        error.context["community"] = community_of_sheets(content.sheets)
        return error
