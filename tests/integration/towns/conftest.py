"""Random towns, each made, taken in and looked at once a run.

Everyday: three small towns. A long run takes seeds and sizes from the environment:

    DSURVEY_TOWNS=100:160 pytest tests/integration/towns

runs the seeds 100 to 159 with 50 to 800 people in 3 to 20 communities (about 5 s each).
"""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.entry import Entry
from dsurvey_desktop.domain.office import Community, Office
from dsurvey_desktop.storage import community_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.intake_views import FileOutcome, PendingChange, SetAsideRow
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.office_views import OfficeSetup, RosterImport
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.settle_row import settle_row

TOWNS = Path(__file__).resolve().parents[2] / "towns"
EVERYDAY = {"seeds": (2, 9, 204), "people": 150, "communities": 7}


def _wanted() -> dict:
    if "DSURVEY_TOWNS" not in os.environ:
        return EVERYDAY
    first, _colon, end = os.environ["DSURVEY_TOWNS"].partition(":")
    return {
        "seeds": range(int(first), int(end or int(first) + 1)),
        "people": None,
        "communities": None,
    }


@dataclass(frozen=True, slots=True)
class Result:
    """A town after its whole intake; `entries` after proposals for lost digits were accepted.

    `again` and `entries_again`: what taking in all files a second time gave.
    """

    truth: dict
    roster: RosterImport
    outcomes: tuple[FileOutcome, ...]
    set_aside: tuple[SetAsideRow, ...]
    pending: tuple[PendingChange, ...]
    entries: tuple[Entry, ...]
    community_forms: dict
    again: tuple[FileOutcome, ...]
    entries_again: tuple[Entry, ...]

    def sent(self) -> dict[str, dict]:
        """People who were surveyed, by certificate number."""
        return {number: one for number, one in self.truth["people"].items() if "sent" in one}


@pytest.fixture(scope="session")
def make_town() -> Iterator[Callable[..., dict]]:
    """`tests/towns/make_town.py`, which is a script of its own and no package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOWNS))
        yield importlib.import_module("make_town").make_town


@pytest.fixture(scope="session", params=_wanted()["seeds"])
def town(request, tmp_path_factory, make_town) -> Result:
    """One random town, taken in."""
    folder = tmp_path_factory.mktemp(f"town-{request.param}")
    wanted = _wanted()
    truth = make_town(folder, request.param, wanted["people"], wanted["communities"])
    facts = json.loads((folder / "town.json").read_text("utf-8"))
    desk = _open(folder, facts)
    try:
        return _take_in(desk, folder, facts, truth)
    finally:
        close_office(desk)


def _open(folder: Path, facts: dict) -> Desk:
    today = date.fromisoformat(facts["practice_date"])
    campaign = replace(default_campaign(facts["year"]), practice_date=today)
    communities = tuple(Community(one["code"], one["name"]) for one in facts["communities"])
    setup = OfficeSetup(Office(facts["code"], facts["name"]), campaign, communities, "测试员")
    return set_up_office(folder / "office", setup, "password for tests")


def _take_in(desk: Desk, folder: Path, facts: dict, truth: dict) -> Result:
    roster = import_roster(desk, folder / facts["roster"])
    files = [folder / "submissions" / name for name in facts["submissions"]]
    outcomes = add_submissions(desk, files)
    set_aside = list_set_aside(desk)
    for row in set_aside:
        if row.reason == "certificate_typed_as_number" and row.proposal:
            settle_row(desk, row.id, row.proposal.certificate_no, "与名册一致")
    entries, pending = list_entries(desk), list_pending(desk)
    with desk.database.read() as connection:
        forms = community_store.load_forms(connection)
    again = add_submissions(desk, files)
    return Result(
        truth, roster, outcomes, set_aside, pending, entries, forms, again, list_entries(desk)
    )
