"""The use cases of the district's pages, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import (
    DuplicatePerson,
    ReceivedBundleView,
    ReceivedFile,
    TownEntryView,
    TownProgress,
    WrittenReceipt,
    WrittenTaskPackage,
)
from dsurvey_desktop.usecases.onward_views import OnwardCheck, WrittenOnward
from dsurvey_desktop.usecases.ranking_views import RankingView
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.section_views import (
    DepartmentView,
    NotedFinding,
    SectionEntry,
    SignOffView,
)
from dsurvey_desktop.usecases.town_sample_views import OwnChecks, RecordedCheck, TownSampleView
from ui.lazy import use_case


@dataclass(frozen=True, slots=True)
class DistrictCalls:
    """What the district's pages ask of the core.

    Attributes:
        receive: files; `preview=`, `answered=`, and `progress=` where it is watched.
        received: bundles taken in.
        towns: how far each is.
        entries: of a town and state, empty and None for all.
        duplicates: people of more than one town.
        send_back: ids and reason.
        accept: ids.
        receipt: town, folder, message; takes `progress=`.
        task_package: town, folder, name of the town's office.
        departments: with the sections that are theirs; assign: section and department.
        sign_offs: of every town; section: a department's part of one (town, department).
        note: entry, words, item, department: what the department found by itself; settle: numbers
            of findings, reason; send_back_found: ids, with what was found in them.
        sign, take_back: town, department, remark or reason.
        draw: takes `share=`, `seed=` and `leave_out_drawn=`.
        sample: the newest, None before the first.
        own_checks: what the towns' own spot checks brought.
        record: code, items that differ, `is_found=`, `remark=`.
        print_sheets: target file; takes `with_answers=` and `progress=`.
        check_onward: addressee or empty; onward: folder, reasons by kind, addressee.
        ranking: of the towns; weigh: weights by measure, reason; print_ranking: target file.
        send_back takes the item it is about as third.
    """

    receive: Callable[..., tuple[ReceivedFile, ...]]
    received: Callable[[], tuple[ReceivedBundleView, ...]]
    towns: Callable[[], tuple[TownProgress, ...]]
    entries: Callable[..., tuple[TownEntryView, ...]]
    duplicates: Callable[[], tuple[DuplicatePerson, ...]]
    send_back: Callable[..., int]
    accept: Callable[[tuple[int, ...]], int]
    receipt: Callable[[str, Path, str], WrittenReceipt]
    task_package: Callable[[str, Path, str], WrittenTaskPackage]
    departments: Callable[[], tuple[DepartmentView, ...]]
    assign: Callable[[str, Department], tuple[DepartmentView, ...]]
    sign_offs: Callable[[], tuple[SignOffView, ...]]
    section: Callable[[str, Department], tuple[SectionEntry, ...]]
    note: Callable[..., NotedFinding]
    settle: Callable[[tuple[int, ...], str], int]
    send_back_found: Callable[[tuple[int, ...]], int]
    sign: Callable[[str, Department, str], SignOffView]
    take_back: Callable[[str, Department, str], SignOffView]
    draw: Callable[..., TownSampleView]
    sample: Callable[[], TownSampleView | None]
    own_checks: Callable[[], OwnChecks]
    record: Callable[..., RecordedCheck]
    print_sheets: Callable[..., WrittenDocument]
    ranking: Callable[[], RankingView]
    weigh: Callable[..., RankingView]
    print_ranking: Callable[[Path], WrittenDocument]
    check_onward: Callable[[str], OnwardCheck]
    onward: Callable[..., WrittenOnward]


def office_calls(desk: Desk) -> DistrictCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return DistrictCalls(
        receive=partial(use_case("receive_bundles"), desk),
        received=partial(use_case("list_towns", "list_received"), desk),
        towns=partial(use_case("list_towns"), desk),
        entries=partial(use_case("list_towns", "list_town_entries"), desk),
        duplicates=partial(use_case("list_towns", "list_duplicates"), desk),
        send_back=partial(use_case("decide_town_entries", "send_back"), desk),
        accept=partial(use_case("decide_town_entries", "accept"), desk),
        receipt=partial(use_case("make_receipt"), desk),
        task_package=partial(use_case("make_task_package"), desk),
        departments=partial(use_case("departments", "list_departments"), desk),
        assign=partial(use_case("departments", "assign_section"), desk),
        sign_offs=partial(use_case("sign_off", "list_sign_offs"), desk),
        section=partial(use_case("list_sections", "list_section"), desk),
        note=partial(use_case("note_finding"), desk),
        settle=partial(use_case("note_finding", "settle_findings"), desk),
        send_back_found=partial(use_case("note_finding", "send_back_found"), desk),
        sign=partial(use_case("sign_off"), desk),
        take_back=partial(use_case("sign_off", "take_back_sign_off"), desk),
        draw=partial(use_case("draw_town_sample"), desk),
        sample=partial(use_case("show_town_sample", "last_town_sample"), desk),
        own_checks=partial(use_case("own_checks", "list_own_checks"), desk),
        record=partial(use_case("draw_town_sample", "record_check"), desk),
        print_sheets=partial(use_case("print_town_sheets"), desk),
        ranking=partial(use_case("rank_towns"), desk),
        weigh=partial(use_case("rank_towns", "change_weights"), desk),
        print_ranking=partial(use_case("print_ranking"), desk),
        check_onward=partial(use_case("check_onward"), desk),
        onward=partial(use_case("make_onward"), desk),
    )
