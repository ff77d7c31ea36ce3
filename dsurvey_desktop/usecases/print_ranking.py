"""The ranking on paper or as Excel, with the figures it rests on."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.ranking_model import RankingRow, RankingSheet
from dsurvey_desktop.documents.ranking_sheet import write_ranking, write_ranking_workbook
from dsurvey_desktop.domain.ranking import MEASURE_NAMES, Measure
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.rank_towns import ranking_of
from dsurvey_desktop.usecases.ranking_views import RankingView, RankLine
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header

EXCEL = ".xlsx"


def print_ranking(desk: Desk, target: Path) -> WrittenDocument:
    """Write the ranking: Excel where the file is named so, else PDF; logged.

    Raises:
        AppError: `not_a_district`, or the trouble of writing `target`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        ranking = ranking_of(connection, desk)
        header = sheet_header(connection, desk)
    sheet = _sheet(ranking, desk.today().isoformat())
    write = write_ranking_workbook if target.suffix.lower() == EXCEL else write_ranking
    pages = write(target, header, sheet)
    with desk.database.write() as connection:
        note(connection, desk, "ranking_printed", "ranking", {"towns": len(ranking.lines)})
    return WrittenDocument(str(target), pages)


def _sheet(ranking: RankingView, day: str) -> RankingSheet:
    why = _("Weights set by {name}: {reason}").format(
        name=ranking.changed_by, reason=ranking.reason
    )
    return RankingSheet(
        day,
        tuple((_(MEASURE_NAMES[one]), ranking.weights[one]) for one in Measure),
        _counted(),
        (*map(str, ranking.formula), *([why] if ranking.reason else [])),
        tuple(map(_row, ranking.lines)),
    )


def _counted() -> tuple[str, ...]:
    return (
        _("On the roster"),
        _("Entries handed over"),
        _("Late"),
        _("Surveyed"),
        _("Visited at home"),
        _("Collected by app"),
        _("Ever sent back"),
        _("Items asked"),
        _("Items that differ"),
    )


def _row(line: RankLine) -> RankingRow:
    counts = line.figures
    return RankingRow(
        line.rank,
        line.town_name,
        line.score,
        tuple(line.measures[one] for one in Measure),
        (
            counts.people,
            counts.entries,
            counts.late,
            counts.surveyed,
            counts.visited,
            counts.by_app,
            counts.returned,
            counts.items_asked,
            counts.items_differing,
        ),
    )
