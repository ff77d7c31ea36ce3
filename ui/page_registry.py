"""The pages in their order; each is imported when a person first goes there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.domain.texts import N_

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.progress_views import ProgressView
    from ui.context import AppContext
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page stands in the navigation and where its class is.

    Attributes:
        tasks: kinds of `Task` whose counts wait on this page.
        picture: the drawing beside the title; empty for the one named as the page.
        under: the page it is a part of, which leads to it; empty for one of the navigation.
    """

    id: str
    title: str
    module: str
    name: str
    tasks: frozenset[str] = frozenset()
    picture: str = ""
    under: str = ""

    def build(self, context: AppContext, parent: QWidget) -> Page:
        """Import the page's module and make the page."""
        return cast("Page", getattr(import_module(self.module), self.name)(context, parent))

    def waiting(self, progress: ProgressView) -> int:
        """How many things wait on this page."""
        return sum(task.count for task in progress.tasks if task.kind in self.tasks)


PAGES = (
    PagePlace("start", N_("Start"), "ui.start.page", "StartPage"),
    PagePlace("roster", N_("Roster"), "ui.roster.page", "RosterPage"),
    PagePlace(
        "intake",
        N_("Intake"),
        "ui.intake.page",
        "IntakePage",
        frozenset({"waiting_files", "refused_files", "pending", "set_aside"}),
    ),
    PagePlace("verify", N_("Verify"), "ui.verify.page", "VerifyPage", frozenset({"errors"})),
    PagePlace(
        "returns",
        N_("Returns"),
        "ui.returns.page",
        "ReturnsPage",
        frozenset({"answers", "returns", "reminders"}),
    ),
    PagePlace(
        "confirm",
        N_("Confirm again"),
        "ui.confirm.page",
        "ConfirmPage",
        frozenset({"unconfirmed"}),
    ),
    PagePlace("spot_check", N_("Spot check"), "ui.spot_check.page", "SpotCheckPage"),
    PagePlace(
        "hand_over", N_("Hand over"), "ui.hand_over.page", "HandOverPage", frozenset({"hand_over"})
    ),
    PagePlace("forms", N_("Forms"), "ui.form_page.page", "FormPage"),
    PagePlace("settings", N_("Settings"), "ui.settings_page.page", "SettingsPage"),
)
PARTS = (
    PagePlace(
        "last_year",
        N_("Last year's data"),
        "ui.last_year.page",
        "LastYearPage",
        under="roster",
    ),
    PagePlace(
        "second_entry",
        N_("Second entry"),
        "ui.second_entry.page",
        "SecondEntryPage",
        under="spot_check",
    ),
)
"""Pages of a town that other pages lead to."""
DISTRICT_PAGES = (
    PagePlace("start", N_("Start"), "ui.district.start_page", "DistrictStartPage"),
    PagePlace("roster", N_("Roster"), "ui.roster.page", "RosterPage"),
    PagePlace(
        "received",
        N_("Bundles in"),
        "ui.district.received_page",
        "ReceivedPage",
        frozenset({"towns_silent"}),
        "intake",
    ),
    PagePlace(
        "town_entries",
        N_("Town entries"),
        "ui.district.entries_page",
        "TownEntriesPage",
        frozenset({"duplicates"}),
        "verify",
    ),
    PagePlace(
        "departments",
        N_("Departments"),
        "ui.district.departments_page",
        "DepartmentsPage",
        frozenset({"sign_offs"}),
        "office",
    ),
    PagePlace(
        "checks",
        N_("District spot check"),
        "ui.district.checks_page",
        "ChecksPage",
        picture="spot_check",
    ),
    PagePlace(
        "ranking", N_("Ranking"), "ui.district.ranking_page", "RankingPage", picture="practice"
    ),
    PagePlace(
        "onward", N_("Onward file"), "ui.district.onward_page", "OnwardPage", picture="folder"
    ),
    PagePlace(
        "receipts",
        N_("Receipts"),
        "ui.district.receipts_page",
        "ReceiptsPage",
        frozenset({"receipts"}),
        "hand_over",
    ),
    PagePlace("forms", N_("Forms"), "ui.form_page.page", "FormPage"),
    PagePlace("settings", N_("Settings"), "ui.settings_page.page", "SettingsPage"),
)


def key_digits(places: tuple[PagePlace, ...]) -> dict[str, str]:
    """The digit that goes to a page with Ctrl: nine in their order, the last page on the 0."""
    digits = {place.id: str(number) for number, place in enumerate(places[:9], start=1)}
    if len(places) > len(digits):
        digits[places[-1].id] = "0"
    return digits


def parts_of(office: Office) -> tuple[PagePlace, ...]:
    """Pages that stand in no navigation."""
    return () if office.level is OfficeLevel.DISTRICT else PARTS


def pages_of(office: Office) -> tuple[PagePlace, ...]:
    """The pages of an office's window, in their order."""
    return DISTRICT_PAGES if office.level is OfficeLevel.DISTRICT else PAGES
