"""Opening an office and reading what the window shows of it, as one job of the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.server_address import SERVER_FILE
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_memory import forget_words
from ui.lazy import use_case

if TYPE_CHECKING:
    from dsurvey_desktop.domain.server_address import Server
    from dsurvey_desktop.usecases.desk import Desk
    from dsurvey_desktop.usecases.office_views import OfficeSetup, OfficeView
    from dsurvey_desktop.usecases.read_task_package import TaskPackage


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """A desk and how its office stands; `news` is what the first page says of how it came so."""

    desk: Desk
    office: OfficeView
    news: str = ""


@dataclass(frozen=True, slots=True)
class ChosenFolder:
    """A folder somebody chose, and whether a backup has to be put back before it opens."""

    folder: Path
    holds_backups_only: bool


def enter(folder: Path, password: str, progress: Progress = no_progress) -> OpenOffice:
    """Open an office that exists; errors of `open_office`."""
    desk: Desk = use_case("open_office")(folder, password, progress=progress)
    return _with_view(desk)


def found(folder: Path, setup: OfficeSetup, password: str) -> OpenOffice:
    """Set up a new office and open it; errors of `set_up_office`."""
    desk: Desk = use_case("set_up_office")(folder, setup, password)
    return _with_view(desk)


def put_back(
    folder: Path, backup: Path, password: str, progress: Progress = no_progress
) -> OpenOffice:
    """Put a backup in the office's place and open it; errors of `restore_backup`."""
    had_office = is_office(folder)
    desk: Desk = use_case("restore_backup")(folder, backup, password, progress=progress)
    words = _("The backup was put back.")
    if had_office:
        words = _("The backup was put back. What stood here before is among the backups now.")
    return replace(_with_view(desk), news=words)


def found_from_package(
    folder: Path,
    package: TaskPackage,
    user_name: str,
    password: str,
    name: str,
    server: Server | None = None,
) -> OpenOffice:
    """Set up a town from a package whose fingerprint was compared; errors of the use case."""
    desk: Desk = use_case("set_up_from_package")(
        folder, package, package.fingerprint, user_name, password, name, server=server
    )
    return _with_view(desk)


def move(folder: Path, password: str, server: Server) -> OpenOffice:
    """Keep what is new of a seat's server and open the office; errors of `change_server`."""
    use_case("change_server")(folder, password, server.secret or None, server.address)
    return enter(folder, password)


def join(folder: Path, server: Server, password: str) -> OpenOffice:
    """Make a seat of an office on a server; errors of `join_office`."""
    return _with_view(use_case("join_office")(folder, server, password))


def join_copy(folder: Path, seat: Path, password: str) -> OpenOffice:
    """The same from a copy of another seat; errors of `join_by_copy`."""
    return _with_view(use_case("join_office", "join_by_copy")(folder, seat, password))


def is_server_office(folder: Path) -> bool:
    """True where a server keeps the data; asked before the database libraries are there."""
    return (folder / SERVER_FILE).is_file()


def is_office(folder: Path) -> bool:
    """True when there is an office in `folder`."""
    return bool(use_case("open_office", "is_office")(folder))


def chosen_folder(folder: Path) -> ChosenFolder:
    """Look at what somebody chose as an office to open."""
    return ChosenFolder(folder, use_case("find_backups", "holds_backups_only")(folder))


def leave(desk: Desk) -> None:
    """Close the office in the thread that opened it; nothing of its people is remembered."""
    use_case("open_office", "close_office")(desk)
    forget_words()


def turn_away(opened: OpenOffice) -> None:
    """Close an office that nobody waits for any more, in the thread that opened it."""
    leave(opened.desk)


def _with_view(desk: Desk) -> OpenOffice:
    return OpenOffice(desk, use_case("show_office")(desk))
