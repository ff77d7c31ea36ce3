"""The report of a spot check: plan, rates, each difference, each sheet; PDF or Excel."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.spot_report import write_spot_report
from dsurvey_desktop.documents.spot_report_model import (
    SpotDifferenceRow,
    SpotRatePart,
    SpotRateRow,
    SpotReportSheet,
    SpotSheetRow,
)
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.contact import WAY_WORDS
from dsurvey_desktop.domain.masking import group_number
from dsurvey_desktop.domain.spot_check import CLASS_WORDS, OUTCOME_WORDS
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.storage import sample_store
from dsurvey_desktop.storage.sample_store import SampleRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sample_lots import plan_words
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.spot_result_views import SheetLine, SpotRate, SpotResults
from dsurvey_desktop.usecases.spot_results import results_in, results_words

EXCEL = ".xlsx"


def print_spot_report(desk: Desk, target: Path, sample_id: int | None = None) -> WrittenDocument:
    """Write the report of a sample (the newest when no id is given); logged.

    Args:
        desk: whose office.
        target: `.xlsx` for Excel, anything else becomes a PDF.
        sample_id: of the sample.

    Raises:
        AppError: `no_sample`, or by `replace_file`.
    """
    with desk.database.read() as connection:
        results = results_in(connection, sample_id)
        record = sample_store.load_sample(connection, results.sample)
        assert record is not None
        header = sheet_header(connection, desk, f"S{record.id:02d}")
    pages = _write(target, header, _sheet(record, results))
    with desk.database.write() as connection:
        note(connection, desk, "spot_report_printed", f"sample {record.id}", {"pages": pages})
    return WrittenDocument(str(target), pages)


def _write(target: Path, header: SheetHeader, sheet: SpotReportSheet) -> int:
    if target.suffix.lower() != EXCEL:
        return write_spot_report(target, header, sheet)
    # Loads the spreadsheet library, which the window starts without.
    from dsurvey_desktop.documents.spot_report_workbook import (  # noqa: PLC0415
        write_spot_report_workbook,
    )

    return write_spot_report_workbook(target, header, sheet)


def _sheet(record: SampleRecord, results: SpotResults) -> SpotReportSheet:
    return SpotReportSheet(
        (_drawn_words(record, results), *plan_words(record.plan), *results_words(results)),
        _parts(results),
        tuple(
            SpotDifferenceRow(
                line.short_code,
                line.community_name,
                line.name,
                f"{one.code} {one.label}".strip(),
                _(CLASS_WORDS[one.item_class]),
                one.registered or _("(blank)"),
                one.found or _("(blank)"),
            )
            for line in results.sheets
            for one in line.differences
        ),
        tuple(map(_sheet_row, results.sheets)),
        results.rates.computed,
        tuple(
            (one.community_name, one.name, group_number(one.certificate_no)) for one in results.redo
        ),
    )


def _drawn_words(record: SampleRecord, results: SpotResults) -> str:
    words = _(
        "Sample {number}: {drawn} of {frame} forms drawn on {day} by {who}, seed {seed}; "
        "fingerprint of what it was drawn from {digest}."
    )
    return words.format(
        number=f"S{record.id:02d}",
        drawn=f"{results.drawn:,}",
        frame=f"{record.frame_size:,}",
        day=f"{record.drawn_at.astimezone(OFFICE_ZONE):%Y-%m-%d}",
        who=record.drawn_by,
        seed=record.seed,
        digest=record.frame_digest[:16],
    )


def _parts(results: SpotResults) -> tuple[SpotRatePart, ...]:
    found = (
        (_("By class of item"), _("Class"), results.rates.classes),
        (_("By community"), _("Community"), results.rates.communities),
        (_("By collector"), _("Collector"), results.rates.collectors),
        (_("By item"), _("Item"), results.rates.items),
    )
    return tuple(
        SpotRatePart(title, of_what, tuple(map(_rate_row, rates)))
        for title, of_what, rates in found
    )


def _rate_row(one: SpotRate) -> SpotRateRow:
    return SpotRateRow(
        one.name,
        one.sheets,
        one.asked,
        one.differing,
        one.never,
        one.hard,
        one.may_change,
        one.rate,
        one.low,
        one.high,
    )


def _sheet_row(line: SheetLine) -> SpotSheetRow:
    one = line.checked
    asked = ""
    if one is not None:
        parts = (f"{one.checked_on:%Y-%m-%d}", _(WAY_WORDS[one.way]), one.checked_by)
        asked = " · ".join(parts)
    return SpotSheetRow(
        line.short_code,
        line.community_name,
        line.name,
        _(OUTCOME_WORDS[one.outcome if one else ""]),
        asked,
        one.remark if one else "",
    )
