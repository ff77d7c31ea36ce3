"""The campaign's deadlines as a calendar file (product E4)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop import __version__
from dsurvey_desktop.documents.calendar_file import CalendarDay, write_calendar
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.sheet_header import campaign_name
from dsurvey_desktop.usecases.show_progress import deadlines_of

_ALARMS = (3, 1, 0)
_TITLES = {
    "community": N_("Survey: every person visited, communities report"),
    "town": N_("Survey: every entry approved and proofread at the town"),
    "district": N_("Survey: the district has checked everything"),
}
_REFERENCE = N_("Survey: reference date, earlier answers are confirmed again")


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """The file, and how many days it holds."""

    path: str
    events: int


def write_deadlines(desk: Desk, target: Path) -> WrittenCalendar:
    """Write reference date and deadlines with reminders; a later file replaces the days.

    Raises:
        AppError: by `replace_file`.
    """
    with desk.database.read() as connection:
        office = office_store.load_office(connection)
        campaign = office_store.load_campaign(connection)
    name = campaign_name(campaign.year)
    words = labelled(office.name, name)
    place = f"{office.code}-{campaign.year}@dsurvey"
    reference = CalendarDay(
        f"reference-{place}", campaign.reference_date, _(_REFERENCE), words, (0,)
    )
    days = [
        CalendarDay(f"{one.kind}-{place}", one.day, _(_TITLES[one.kind]), words, _ALARMS)
        for one in deadlines_of(campaign, desk.today())
    ]
    product = f"dsurvey//dsurvey {__version__}"
    write_calendar(target, name, product, desk.now(), (reference, *days))
    return WrittenCalendar(str(target), len(days) + 1)
