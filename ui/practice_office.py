"""The practice office: the built-in sample town, taken in once, then opened again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_views import OfficeSetup
from ui.lazy import use_case
from ui.office_jobs import OpenOffice, enter, found, is_office, leave

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.run_demo import SampleTown

PASSWORD = "practice-2025"  # noqa: S105 - no secret: the people in it are invented


def open_practice(folder: Path, progress: Progress = no_progress) -> OpenOffice:
    """Open the practice office in `folder`, after making it where there is none.

    Raises:
        Cancelled: the person stopped it; what was half made is removed.
    """
    if is_office(folder):
        return enter(folder, PASSWORD)
    progress(0, 0, text("The sample town is being made ready …"))
    opened = set_up_sample(folder)
    try:
        take_in_sample(opened.desk, progress)
    except BaseException:
        leave(opened.desk)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return replace(opened, office=use_case("show_office")(opened.desk))


def set_up_sample(folder: Path) -> OpenOffice:
    """An empty practice office on the sample town's practice day."""
    town = _sample()
    setup = OfficeSetup(town.office, town.campaign, town.communities, _("Practice officer"))
    return found(folder, setup, PASSWORD)


def take_in_sample(desk: Desk, progress: Progress = no_progress) -> None:
    """Import the sample town's roster and all that its communities sent."""
    town = _sample()
    use_case("import_roster")(desk, town.roster, progress=progress)
    use_case("add_submissions")(desk, town.submissions, progress=progress)


def _sample() -> SampleTown:
    town: SampleTown = use_case("run_demo", "sample_town")()
    return town
