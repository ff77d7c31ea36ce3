"""Writing the progress notice as PDF or Excel (product E4)."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.progress_notice import notice_of
from dsurvey_desktop.usecases.progress_views import ProgressView
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.show_progress import show_progress


def print_progress_notice(desk: Desk, target: Path) -> WrittenDocument:
    """Write the notice of this moment: Excel where `target` ends in `.xlsx`, else PDF; logged.

    Returns:
        the file; `pages` counts pages of PDF or sheets of Excel.

    Raises:
        AppError: `not_a_town` at a district's desk, `nobody_on_roster` where there is nobody to
            report on, or by `replace_file`.
    """
    with desk.database.read() as connection:
        office = office_store.load_office(connection)
        year = office_store.load_campaign(connection).year
        header = sheet_header(connection, desk)
    if office.level is OfficeLevel.DISTRICT:
        raise AppError(
            "not_a_town",
            text("A progress notice goes from a town to its communities."),
            text("The table of towns is on the district's start page."),
        )
    notice = notice_of(progress_of_somebody(desk), office.name, year)
    if target.suffix.lower() == ".xlsx":
        # Loads the spreadsheet library, which the window starts without.
        from dsurvey_desktop.documents.progress_workbook import (  # noqa: PLC0415
            write_progress_workbook as write,
        )
    else:
        from dsurvey_desktop.documents.progress_notice import (  # noqa: PLC0415
            write_progress_notice as write,
        )
    pages = write(target, header, notice)
    with desk.database.write() as connection:
        note(connection, desk, "progress_notice_made", f"{len(notice.lines)} communities")
    return WrittenDocument(str(target), pages)


def progress_of_somebody(desk: Desk) -> ProgressView:
    """What a notice is about; about nobody it would tell the communities that they are done.

    Raises:
        AppError: `nobody_on_roster`.
    """
    progress = show_progress(desk)
    if not progress.total.on_roster:
        raise AppError(
            "nobody_on_roster",
            text("There is nobody on the roster yet whom a progress notice could tell of."),
            text("Please import the roster first; whoever is out of scope does not count."),
        )
    return progress
