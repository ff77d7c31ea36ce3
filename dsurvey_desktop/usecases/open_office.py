"""Opening and closing an office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import Clock, practice_clock, system_clock
from dsurvey_desktop.domain.office import User
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.storage import (
    account_store,
    backup_store,
    database,
    key_slots,
    office_store,
    restoring,
    shared_slots,
)
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.storage.restoring import Restored
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.name_explanations import are_named, name_explanations
from dsurvey_desktop.usecases.password_guard import guarded, note_wrong_tries
from dsurvey_desktop.usecases.rebuild_search import rebuild_search


def is_office(folder: Path) -> bool:
    """True when `folder` holds an office."""
    return database.is_office(folder)


def open_office(
    folder: Path, password: str, clock: Clock = system_clock, progress: Progress = no_progress
) -> Desk:
    """Open the office in `folder`; a practice office keeps its practice day.

    Args:
        folder: the office's.
        password: of somebody there.
        clock: the time it is.
        progress: hears only where data of an older program are brought up to date, which may take
            half a minute; that can be cancelled, and leaves them as they were.

    Raises:
        AppError: `no_office`, `office_is_backup`, `wrong_password`, `password_wait`,
            `account_removed`, `newer_database`, `database_unreadable`.
    """
    restored = restoring.finish(folder)
    opened = guarded(folder, lambda: database.open_database(folder, password, progress), clock)
    try:
        campaign, user, is_named = _admit(opened)
        rebuild_search(opened)
    except BaseException:
        opened.close()
        raise
    if campaign.practice_date is not None:
        clock = practice_clock(campaign.practice_date)
    if opened.is_on_server:
        opened = replace(opened, admitted=" ".join(sorted(user.roles)))
    desk = Desk(folder, opened, user, clock)
    if not is_named:
        name_explanations(desk)
    note_wrong_tries(desk)
    if restored is not None:
        _note_restored(desk, restored)
    return desk


def _note_restored(desk: Desk, restored: Restored) -> None:
    """A backup took the office's place just now, or when power failed."""
    there = backup_store.list_backups(desk.folder / backup_store.FOLDER_NAME)
    detail = {"digest": restored.digest, "earlier": [one.folder.name for one in there]}
    with desk.database.write() as connection:
        note(connection, desk, "backup_restored", restored.name, detail)
    restoring.remove_workshop(desk.folder)


def _admit(opened: Database) -> tuple[Campaign, User, bool]:
    """The campaign, who opens it, and whether explanations are as this program keeps them."""
    with opened.read() as connection:
        campaign = office_store.load_campaign(connection)
        user = office_store.load_user(connection, opened.user_id)
        shared_slots.renew(connection, opened)
        is_closed = shared_slots.is_closed(connection, opened)
        is_named = are_named(connection)
    if not user.roles:
        raise account_store.account_removed()
    if is_closed:
        raise key_slots.wrong_password()
    return campaign, user, is_named


def close_office(desk: Desk) -> None:
    """Let go of the database."""
    desk.database.close()
