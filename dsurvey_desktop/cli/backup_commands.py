"""`backup …`: copies of the office, and putting one back."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.output import print_progress
from dsurvey_desktop.usecases.desk import Desk


def make(desk: Desk, options: argparse.Namespace) -> Any:
    """`backup make`: the backup."""
    from dsurvey_desktop.usecases.back_up import back_up  # noqa: PLC0415

    return back_up(desk, options.to)


def show_all(options: argparse.Namespace) -> Any:
    """`backup list`: the backups beside the office; needs no password."""
    from dsurvey_desktop.usecases.back_up import list_backups  # noqa: PLC0415

    return list_backups(options.office)


def restore(options: argparse.Namespace, password: str) -> Any:
    """`backup restore`: the office as it stands now."""
    from dsurvey_desktop.usecases.open_office import close_office  # noqa: PLC0415
    from dsurvey_desktop.usecases.restore_backup import restore_backup  # noqa: PLC0415
    from dsurvey_desktop.usecases.show_office import show_office  # noqa: PLC0415

    desk = restore_backup(options.office, options.backup, password, progress=print_progress)
    try:
        return show_office(desk)
    finally:
        close_office(desk)


def keep(desk: Desk, options: argparse.Namespace) -> Any:
    """`backup keep`: how many daily backups stay."""
    from dsurvey_desktop.usecases.keep_backups import keep_daily, kept_daily  # noqa: PLC0415

    count = kept_daily(desk) if options.kept is None else keep_daily(desk, options.kept)
    return {"kept_daily": count}


COMMANDS = {
    "backup keep": keep,
    "backup make": make,
}
