"""Noticing an office whose folder lies on a network share."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage.network_share import is_on_share
from dsurvey_desktop.usecases.desk import Desk


def check_place(desk: Desk) -> None:
    """Say when the office lies on a share; it works there, slower, and for one seat at a time.

    Raises:
        AppError: `office_on_share`; a warning.
    """
    if not desk.database.is_on_server and is_on_share(desk.folder):
        raise AppError(
            "office_on_share",
            text("This office's folder lies on a network share."),
            text(
                "It works there, but slower, and a broken connection can interrupt a step. Please "
                "keep it on this computer; for several seats choose a server at the set-up."
            ),
        )
