"""Return sheets per community, as PDF and as Excel to answer in (product D5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.return_sheet import write_return_sheet
from dsurvey_desktop.documents.return_workbook import write_return_workbook
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.file_names import file_name
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.domain.return_mark import ReturnMark, return_code
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.storage import (
    office_store,
    query_store,
    return_store,
)
from dsurvey_desktop.storage.query_store import QueryRecord
from dsurvey_desktop.storage.return_store import ReturnRecord
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.query_views import ReturnView, WrittenReturn
from dsurvey_desktop.usecases.return_contents import sheet_of
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.target_folder import gone_unless_done, make_folder

DAYS_TO_ANSWER = 3


def make_returns(
    desk: Desk,
    folder: Path,
    community: str = "",
    due_on: date | None = None,
    progress: Progress = no_progress,
) -> tuple[WrittenReturn, ...]:
    """Send back what is asked: one numbered sheet a community with queries that were not sent yet.

    From then on it is the community's turn. The files are written first; only then the sheets
    count, so that a full stick leaves no return that nobody has. Where it fails
    or is stopped on the way, no sheet counts and no file of one stays.

    Args:
        desk: who sends them back.
        folder: where the PDF and the Excel file of each community go.
        community: only this one; empty for all.
        due_on: when an answer is due; three days from today where None.
        progress: told for each community; may raise `Cancelled`.

    Raises:
        AppError: `not_allowed`, `no_community`, `nothing_to_return`, `due_passed`,
            `folder_unusable`, or by `replace_file`.
    """
    require(desk, Role.CLERK)
    due = due_on or desk.today() + timedelta(days=DAYS_TO_ANSWER)
    _check_due(desk, due)
    make_folder(folder)
    written: list[WrittenReturn] = []
    files: list[Path] = []
    with gone_unless_done(files), desk.database.write() as connection:
        check_known(connection, community)
        found = _to_send(connection, community)
        groups = [list(each) for _code, each in groupby(found, key=lambda one: one.community_code)]
        if not groups:
            raise _nothing_to_return()
        for number, queries in enumerate(groups):
            progress(number, len(groups), text("Writing the return sheets"))
            written.append(_send(connection, desk, folder, queries, due))
            files += [Path(written[-1].pdf), Path(written[-1].workbook)]
    return tuple(written)


def reprint_return(desk: Desk, folder: Path, number: int) -> WrittenReturn:
    """Write the files of a sheet once more, with the questions as they were asked.

    Raises:
        AppError: `no_return`, `folder_unusable`, or by `replace_file`.
    """
    make_folder(folder)
    with desk.database.write() as connection:
        record = return_store.load_return(connection, number)
        if record is None:
            raise AppError(
                "no_return",
                text("There is no return sheet {number}.", number=number),
                text("Please look at the list of return sheets."),
            )
        written = _write(connection, desk, folder, record)
        note(connection, desk, "return_reprinted", f"return {number}")
    return written


def list_returns(desk: Desk, community: str = "") -> tuple[ReturnView, ...]:
    """All return sheets, newest first; AppError `no_community`."""
    with desk.database.read() as connection:
        check_known(connection, community)
        records = return_store.list_returns(connection, community)
    return tuple(_view(desk, one) for one in records)


def _view(desk: Desk, one: ReturnRecord) -> ReturnView:
    return ReturnView(
        number=one.id,
        code=one.code,
        community_code=one.community_code,
        community_name=one.community_name,
        made_at=one.made_at,
        made_by=one.made_by,
        due_on=one.due_on,
        points=one.points,
        waiting=one.waiting,
        is_overdue=one.waiting > 0 and one.due_on < desk.today(),
    )


def _check_due(desk: Desk, due: date) -> None:
    if due < desk.today():
        raise AppError(
            "due_passed",
            text("{day} has passed already.", day=due.isoformat()),
            text("Please choose today or a later day."),
        )


def _nothing_to_return() -> AppError:
    return AppError(
        "nothing_to_return",
        text("There is no query that was not sent back yet. No sheet was written."),
        text("Ask about an entry first (R on the page for verifying)."),
    )


def _to_send(connection: Connection, community: str) -> tuple[QueryRecord, ...]:
    open_ones = query_store.list_queries(connection, (QueryState.OPEN,), community_code=community)
    return tuple(one for one in open_ones if one.turn is Turn.OFFICE)


def _send(
    connection: Connection, desk: Desk, folder: Path, queries: Sequence[QueryRecord], due: date
) -> WrittenReturn:
    """Number a sheet, pass the turn to the community, write the files."""
    number = return_store.next_return_id(connection)
    first = queries[0]
    points = [(one.id, one.question) for one in queries]
    return_store.add_return(
        connection,
        number,
        return_code(number),
        first.community_code,
        due,
        desk.user.id,
        desk.now(),
        points,
    )
    for one in queries:
        query_store.change_query(
            connection, one.id, QueryState.OPEN, Turn.COMMUNITY, desk.now(), return_id=number
        )
        words = return_code(number)
        query_store.add_step(connection, one.id, QueryDeed.SENT, words, desk.user.id, desk.now())
    record = return_store.load_return(connection, number)
    assert record is not None
    with gone_unless_done(_files(folder, record)):
        written = _write(connection, desk, folder, record)
    detail = {"queries": [one.id for one in queries], "due_on": due.isoformat()}
    note(connection, desk, "return_made", f"return {number}", detail)
    return written


def _write(connection: Connection, desk: Desk, folder: Path, record: ReturnRecord) -> WrittenReturn:
    sheet = sheet_of(connection, record)
    pdf, workbook = _files(folder, record)
    office = office_store.load_office(connection)
    write_return_sheet(pdf, sheet_header(connection, desk, record.code), sheet)
    mark = ReturnMark(office.code, record.id, _("leave blank"))
    write_return_workbook(workbook, sheet, mark)
    return WrittenReturn(
        record.id,
        record.community_code,
        record.community_name,
        sheet.point_count,
        record.due_on,
        str(pdf),
        str(workbook),
    )


def _files(folder: Path, record: ReturnRecord) -> tuple[Path, Path]:
    """Where a sheet goes: for paper, and to answer in."""
    name = _("return_{number}_{community}").format(
        number=record.code, community=record.community_name
    )
    return folder / file_name(name, ".pdf"), folder / file_name(name, ".xlsx")
