"""The main job from the submissions to the district's desk, on the built-in sample town."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.entry import Entry
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.office import Community, Office, OfficeLevel
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import N_, _, text
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import draw_sample
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.list_entries import count_entries, list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.print_audit_sheets import print_audit_sheets
from dsurvey_desktop.usecases.print_problem_list import print_problem_list
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.target_folder import make_folder
from dsurvey_desktop.usecases.verify_bundle import verify_bundle

PRACTICE_PASSWORD = "practice-2025"  # noqa: S105 - of an office that holds invented people only
_STEPS = 10
_SHARE, _SEED = 0.05, 2025
_NAME_FROM_ROSTER = N_("Agrees with the roster")


@dataclass(frozen=True, slots=True)
class SampleTown:
    """The built-in town: invented people, real kinds of files; `submissions` as they came."""

    folder: Path
    office: Office
    district: Office
    campaign: Campaign
    communities: tuple[Community, ...]
    roster: Path
    submissions: tuple[Path, ...]


def sample_town() -> SampleTown:
    """The sample town in `resources/sample_town`, described by its `town.json`."""
    folder = resources_folder() / "sample_town"
    facts = json.loads((folder / "town.json").read_text("utf-8"))
    campaign = replace(
        default_campaign(facts["year"]), practice_date=date.fromisoformat(facts["practice_date"])
    )
    return SampleTown(
        folder,
        Office(facts["code"], facts["name"]),
        Office(facts["district_code"], facts["district_name"], OfficeLevel.DISTRICT),
        campaign,
        tuple(Community(one["code"], one["name"]) for one in facts["communities"]),
        folder / facts["roster"],
        tuple(folder / "submissions" / name for name in facts["submissions"]),
    )


def run_demo(folder: Path, progress: Progress = no_progress) -> dict[str, Any]:
    """Run the whole main job; offices, PDFs and bundle end up in `folder`, which is made anew.

    Returns:
        an account: rows read, taken, set aside; findings; approved; PDFs; the bundle, and what
        the district office found when it opened it.
    """
    town = sample_town()
    _clear(folder)
    progress(1, _STEPS, text("Setting up the offices of town and district"))
    with (
        _office(folder / "town", town.office, town) as desk,
        _office(folder / "district", town.district, town) as district,
    ):
        _exchange_cards(desk, district, folder)
        return _main_job(desk, district, town, folder, progress)


def _main_job(
    desk: Desk, district: Desk, town: SampleTown, folder: Path, progress: Progress
) -> dict[str, Any]:
    progress(2, _STEPS, text("Importing the roster"))
    roster = import_roster(desk, town.roster)
    progress(3, _STEPS, text("Taking in the submissions"))
    outcomes = add_submissions(desk, town.submissions)
    progress(4, _STEPS, text("Deciding about differences and proposals"))
    decided, settled = _decide(desk)
    findings = _count_findings(list_entries(desk))
    progress(5, _STEPS, text("Correcting names by the roster"))
    corrected = _correct_names(desk)
    progress(6, _STEPS, text("Approving what is ready"))
    approved = approve_entries(desk, ready_entries(desk)).approved
    progress(7, _STEPS, text("Printing"))
    documents = _print(desk, folder)
    progress(8, _STEPS, text("Handing over"))
    bundle = export_bundle(desk, folder / "stick")
    progress(9, _STEPS, text("The district opens the bundle"))
    opened = verify_bundle(Path(bundle.path), None, district)
    counts = count_entries(desk, EntryFilter())
    progress(10, _STEPS, text("Done"))
    return {
        "office": str(desk.folder),
        "password": PRACTICE_PASSWORD,
        "roster": {"in_scope": roster.in_scope, "out_of_scope": len(roster.out_of_scope)},
        "intake": _intake_account(outcomes),
        "decided": {"differences_taken": decided, "proposals_accepted": settled},
        "findings": findings,
        "corrected": corrected,
        "entries": counts.all,
        "approved": len(approved),
        "documents": [*documents, bundle.cover],
        "bundle": {"file": bundle.path, "digest": bundle.digest, "sealed": bundle.is_sealed},
        "district": {"signed_by": opened.signer, "holds": opened.tables},
        "log_lines": check_log(desk),
    }


@contextmanager
def _office(folder: Path, office: Office, town: SampleTown) -> Iterator[Desk]:
    setup = OfficeSetup(office, town.campaign, town.communities, _("Practice officer"))
    desk = set_up_office(folder, setup, PRACTICE_PASSWORD)
    try:
        yield desk
    finally:
        close_office(desk)


def _clear(folder: Path) -> None:
    """Remove what an earlier demo left: only the names a demo writes."""
    for name in ("town", "district", "stick", "cards", "documents"):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name in ("cards", "documents", "stick"):
        make_folder(folder / name)


def _exchange_cards(desk: Desk, district: Desk, folder: Path) -> None:
    for one, other in ((desk, district), (district, desk)):
        card, _sheet = write_key_card(one, folder / "cards")
        trust_key_card(other, card)


def _intake_account(outcomes: tuple[FileOutcome, ...]) -> dict[str, int]:
    names = ("rows_read", "taken", "set_aside", "unchanged", "pending")
    sums = {name: sum(getattr(one, name) for one in outcomes) for name in names}
    return {"files": len(outcomes), **sums}


def _decide(desk: Desk) -> tuple[int, int]:
    waiting = [one.id for one in list_pending(desk)]
    decided = decide_pending(desk, waiting, take=True) if waiting else 0
    proposed = [row for row in list_set_aside(desk) if row.proposal is not None]
    for row in proposed:
        assert row.proposal is not None
        settle_row(desk, row.id, row.proposal.certificate_no, str(row.proposal.reason))
    return decided, len(proposed)


def _count_findings(entries: tuple[Entry, ...]) -> dict[str, int]:
    severities = [finding.severity for entry in entries for finding in entry.findings]
    return {severity.value: severities.count(severity) for severity in Severity}


def _correct_names(desk: Desk) -> int:
    """What an officer does first: names that differ from the roster by a slip (rule P03)."""
    count = 0
    for entry in list_entries(desk):
        if any(finding.rule == "P03" for finding in entry.findings):
            items = {
                item.name: item
                for section in show_entry(desk, entry.id).sections
                for item in section.items
            }
            on_roster = items["name"].evidence.roster
            correct_entry(desk, entry.id, "name", on_roster, _(_NAME_FROM_ROSTER))
            count += 1
    return count


def _print(desk: Desk, folder: Path) -> list[str]:
    draw_sample(desk, share=_SHARE, seed=_SEED)
    sheets = print_audit_sheets(desk, folder / "documents" / "audit-sheets.pdf")
    problems = print_problem_list(desk, folder / "documents" / "problems.pdf")
    return [sheets.path, problems.path]
