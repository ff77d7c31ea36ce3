"""The use cases of the page, with the desk already given; each runs in the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_views import OfficeView, RosterImport
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.lazy import use_case

if TYPE_CHECKING:
    from pathlib import Path

    from dsurvey_desktop.usecases.list_missing import MissingPerson
    from dsurvey_desktop.usecases.make_odk_material import OdkFile
    from dsurvey_desktop.usecases.make_workbooks import WrittenWorkbook
    from dsurvey_desktop.usecases.roster_views import RosterLine, RosterUndone


@dataclass(frozen=True, slots=True)
class RosterCalls:
    """What the roster page asks of the core.

    Attributes:
        office: for the counts and the communities.
        preview, take_in: a roster file; both take `progress=`.
        preview_waiting, take_in_waiting: the same of one that waits with the submissions.
        rosters: those that were taken in.
        undo: takes the newest back; takes `progress=`.
        missing: people of a community (empty for all) without an entry.
        workbooks: collection workbooks into a folder; takes `progress=`.
        odk: forms and lists for the app into a folder.
        booklet: the explanations of the items as PDF.
        note: number, reason, proof and day: why somebody is missing.
        clear: takes the reason of a number away.
    """

    office: Callable[[], OfficeView]
    preview: Callable[..., RosterImport]
    take_in: Callable[..., RosterImport]
    preview_waiting: Callable[..., RosterImport]
    take_in_waiting: Callable[..., RosterImport]
    rosters: Callable[[], tuple[RosterLine, ...]]
    undo: Callable[..., RosterUndone]
    missing: Callable[[str], tuple[MissingPerson, ...]]
    workbooks: Callable[..., tuple[WrittenWorkbook, ...]]
    odk: Callable[[Path], tuple[OdkFile, ...]]
    booklet: Callable[[Path], WrittenDocument]
    note: Callable[..., None]
    clear: Callable[[str], None]


def office_calls(desk: Desk) -> RosterCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return RosterCalls(
        office=partial(use_case("show_office"), desk),
        preview=partial(use_case("import_roster", "preview_roster"), desk),
        take_in=partial(use_case("import_roster"), desk),
        preview_waiting=partial(use_case("take_waiting", "preview_waiting"), desk),
        take_in_waiting=partial(use_case("take_waiting", "take_waiting_roster"), desk),
        rosters=partial(use_case("undo_roster", "list_rosters"), desk),
        undo=partial(use_case("undo_roster"), desk),
        missing=partial(use_case("list_missing"), desk),
        workbooks=partial(use_case("make_workbooks"), desk),
        odk=partial(use_case("make_odk_material"), desk),
        booklet=partial(use_case("print_booklet"), desk),
        note=partial(use_case("note_absence"), desk),
        clear=partial(use_case("note_absence", "clear_absence"), desk),
    )
