"""The report of blind second entry: what was drawn, the rates, each difference; PDF or Excel."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.second_report_model import (
    DifferenceRow,
    RatePart,
    RateRow,
    SecondReportSheet,
)
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.storage import second_store
from dsurvey_desktop.storage.second_store import DrawRecord
from dsurvey_desktop.usecases.decide_second import list_differences
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.second_entry_rates import second_entry_rates
from dsurvey_desktop.usecases.second_entry_views import DifferenceView, RateLine, SecondReport
from dsurvey_desktop.usecases.sheet_header import sheet_header

EXCEL = ".xlsx"
_DECIDED = {
    Kept.FIRST: N_("first: {reason}"),
    Kept.SECOND: N_("second: {reason}"),
    Kept.OTHER: N_("neither, it is {now}: {reason}"),
}


def print_second_report(desk: Desk, target: Path) -> WrittenDocument:
    """Write the report; logged, as it holds personal data.

    Args:
        desk: whose office.
        target: `.xlsx` for Excel, anything else becomes a PDF.

    Raises:
        AppError: by `replace_file`.
    """
    report = second_entry_rates(desk)
    differences = list_differences(desk, with_decided=True)
    with desk.database.read() as connection:
        draws = second_store.list_draws(connection)
        header = sheet_header(connection, desk)
    sheet = SecondReportSheet(
        (*map(_draw_words, draws), _done_words(report)),
        _row(report.total, _("In all")),
        _parts(report),
        tuple(map(_difference, differences)),
        report.computed,
    )
    pages = _write(target, header, sheet)
    with desk.database.write() as connection:
        subject = f"{len(differences)} differences"
        note(connection, desk, "second_report_printed", subject, {"pages": pages})
    return WrittenDocument(str(target), pages)


def _write(target: Path, header: SheetHeader, sheet: SecondReportSheet) -> int:
    if target.suffix.lower() == EXCEL:
        # Loads the spreadsheet library, which the window starts without.
        from dsurvey_desktop.documents.second_report_workbook import (  # noqa: PLC0415
            write_second_report_workbook,
        )

        return write_second_report_workbook(target, header, sheet)
    from dsurvey_desktop.documents.second_report import write_second_report  # noqa: PLC0415

    return write_second_report(target, header, sheet)


def _draw_words(draw: DrawRecord) -> str:
    words = _(
        "Drawn by {who} on {day}: {share} of every community, of {frame} entries, seed {seed}; "
        "fingerprint of the frame {digest}."
    )
    return words.format(
        who=draw.drawn_by,
        day=f"{draw.drawn_at.astimezone(OFFICE_ZONE):%Y-%m-%d}",
        share=f"{draw.share * 100:g}%",
        frame=f"{draw.frame_size:,}",
        seed=draw.seed,
        digest=draw.frame_digest[:16],
    )


def _done_words(report: SecondReport) -> str:
    words = _("{drawn} entries are drawn, {entered} of them entered again by another person.")
    return words.format(drawn=f"{report.drawn:,}", entered=f"{report.entered:,}")


def _parts(report: SecondReport) -> tuple[RatePart, ...]:
    found = (
        (_("By community"), _("Community"), report.communities),
        (_("By who took the entry in"), _("First entry by"), report.clerks),
        (_("By who entered it again"), _("Second entry by"), report.seconds),
        (_("By item"), _("Item"), report.items),
    )
    return tuple(
        RatePart(title, of_what, tuple(_row(line, line.name) for line in lines))
        for title, of_what, lines in found
    )


def _row(line: RateLine, name: str) -> RateRow:
    return RateRow(
        name,
        line.entries,
        line.fields,
        line.differing,
        line.rate,
        line.low,
        line.high,
        line.first_wrong,
        line.second_wrong,
        line.undecided,
    )


def _difference(one: DifferenceView) -> DifferenceRow:
    blank = _("(blank)")
    decision = _("not decided")
    if one.kept:
        decision = _(_DECIDED[Kept(one.kept)]).format(reason=one.reason, now=one.now_shown or blank)
    return DifferenceRow(
        one.entry,
        one.community_name,
        one.name,
        f"{one.code} {one.label}".strip(),
        one.first_shown or blank,
        one.second_shown or blank,
        decision,
    )
