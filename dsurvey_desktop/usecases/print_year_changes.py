"""The list of what changed most since last year, as PDF or Excel."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.year_changes_model import (
    ChangedItemLines,
    ChangedLine,
    YearChangesList,
)
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.compare_years import compare_years
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import ChangedItem, ChangedPerson, YearChanges
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header

EXCEL = ".xlsx"


def print_year_changes(
    desk: Desk, target: Path, community: str = "", item: str = ""
) -> WrittenDocument:
    """Write the list with the people behind each item; logged, it holds personal data.

    Args:
        desk: whose office.
        target: `.xlsx` for Excel, anything else becomes a PDF.
        community: 12-digit code; empty for all.
        item: only this one; empty for all.

    Raises:
        AppError: `no_community`, and by `replace_file`.
    """
    changes = compare_years(desk, community, item)
    with desk.database.read() as connection:
        header = sheet_header(connection, desk)
    pages = _write(target, header, _list(changes))
    with desk.database.write() as connection:
        people = sum(one.changed for one in changes.items)
        note(connection, desk, "year_changes_printed", f"{people} answers", {"pages": pages})
    return WrittenDocument(str(target), pages)


def _write(target: Path, header: SheetHeader, changes: YearChangesList) -> int:
    if target.suffix.lower() == EXCEL:
        # Loads the spreadsheet library, which the window starts without.
        from dsurvey_desktop.documents.year_changes_workbook import (  # noqa: PLC0415
            write_year_changes_workbook,
        )

        return write_year_changes_workbook(target, header, changes)
    from dsurvey_desktop.documents.year_changes import write_year_changes  # noqa: PLC0415

    return write_year_changes(target, header, changes)


def _list(changes: YearChanges) -> YearChangesList:
    return YearChangesList(about_changes(changes), tuple(map(_item, changes.items)))


def about_changes(changes: YearChanges) -> str:
    """What was compared with what, in a sentence."""
    words = _(
        "{compared} of {entries} people surveyed have data of {year}. Counted are answers that "
        "were given in both years."
    )
    return words.format(
        compared=f"{changes.with_last_year:,}", entries=f"{changes.entries:,}", year=changes.year
    )


def _item(one: ChangedItem) -> ChangedItemLines:
    people = tuple(map(_person, one.people))
    return ChangedItemLines(one.code, one.label, one.compared, one.share, people)


def _person(one: ChangedPerson) -> ChangedLine:
    return ChangedLine(one.community_name, one.name, one.certificate_no, one.before, one.now)
