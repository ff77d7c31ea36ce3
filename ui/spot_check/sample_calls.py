"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dsurvey_desktop.domain.sample_plan import SamplePlan
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.sample_views import CommunityShare, SampleView, WrittenDocument
from dsurvey_desktop.usecases.sheet_views import RecordedSheet, SheetResult, SheetView
from dsurvey_desktop.usecases.spot_result_views import SpotResults
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class SampleCalls:
    """What spot checks ask of the core.

    Attributes:
        draw: a `SamplePlan` and a seed.
        frame: the forms that could be drawn, by community.
        last: the newest sample, None before the first.
        print_sheets: target file; takes `with_answers=` and `progress=`.
        sheet: the audit sheet of a short code, to be answered.
        record: short code and a `SheetResult`; what was kept.
        results: what the newest sample brought.
        report: writes the report of the newest sample to a file, PDF or Excel.
    """

    draw: Callable[[SamplePlan, int], SampleView]
    frame: Callable[[], tuple[CommunityShare, ...]]
    last: Callable[[], SampleView | None]
    print_sheets: Callable[..., WrittenDocument]
    sheet: Callable[[str], SheetView]
    record: Callable[[str, SheetResult], RecordedSheet]
    results: Callable[[], SpotResults]
    report: Callable[[Path], WrittenDocument]


def office_calls(desk: Desk) -> SampleCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return SampleCalls(
        draw=partial(use_case("draw_sample", "draw_planned"), desk),
        frame=partial(use_case("draw_sample", "sample_frame"), desk),
        last=partial(use_case("draw_sample", "last_sample"), desk),
        print_sheets=partial(use_case("print_audit_sheets"), desk),
        sheet=partial(use_case("show_sheet"), desk),
        record=partial(use_case("record_sheet"), desk),
        results=partial(use_case("spot_results"), desk),
        report=partial(use_case("print_spot_report"), desk),
    )
