"""Commands of the town's spot checks."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.output import to_plain
from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.usecases import (
    draw_sample,
    left_out_file,
    print_audit_sheets,
    print_spot_report,
    record_sheet,
    show_sheet,
    spot_results,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.sheet_views import SheetResult

_Options = argparse.Namespace


def draw(desk: Desk, options: _Options) -> Any:
    """`spotcheck draw`."""
    left_out = left_out_file.read_left_out(options.leave_out) if options.leave_out else ()
    return draw_sample.draw_planned(desk, _plan(options), options.seed, left_out)


def _plan(options: _Options) -> SamplePlan:
    if options.number is not None:
        return SamplePlan(PlanKind.NUMBER, number=options.number)
    if options.limiting_quality is not None:
        return SamplePlan(
            PlanKind.ACCEPTANCE,
            limiting_quality=options.limiting_quality,
            acceptance=options.acceptance,
            by_community=options.lots == "community",
        )
    return SamplePlan(PlanKind.ALL) if options.all else SamplePlan(share=options.share)


def sheets(desk: Desk, options: _Options) -> Any:
    """`spotcheck sheets`."""
    return print_audit_sheets.print_audit_sheets(
        desk, options.file, with_answers=options.with_answers
    )


def sheet(desk: Desk, options: _Options) -> Any:
    """`spotcheck sheet`."""
    return show_sheet.show_sheet(desk, options.code)


def result(desk: Desk, options: _Options) -> Any:
    """`spotcheck result`."""
    found = SheetResult(
        options.day or desk.today(),
        ContactWay(options.way),
        options.by,
        dict(options.differs),
        frozenset(options.not_asked),
        is_found=not options.not_found,
        remark=options.remark,
        reason=options.reason,
    )
    return record_sheet.record_sheet(desk, options.code, found)


def results(desk: Desk, options: _Options) -> Any:
    """`spotcheck results`."""
    found = spot_results.spot_results(desk, options.sample)
    written = None
    if options.write:
        written = print_spot_report.print_spot_report(desk, options.write, found.sample)
    return to_plain(found) | {"written": to_plain(written)}


COMMANDS = {
    "spotcheck draw": draw,
    "spotcheck sheets": sheets,
    "spotcheck sheet": sheet,
    "spotcheck result": result,
    "spotcheck results": results,
}
