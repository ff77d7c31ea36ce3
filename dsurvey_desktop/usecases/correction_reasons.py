"""The list of reasons for corrections, which an office can extend (product D3)."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import REASONS, stated

_SETTING = "correction_reasons"
LONGEST_REASON = 60
"""Characters of a reason in the list."""


def list_reasons(desk: Desk) -> tuple[str, ...]:
    """The program's own reasons in the current language, then the office's."""
    return (*map(_, REASONS), *own_reasons(desk))


def own_reasons(desk: Desk) -> tuple[str, ...]:
    """Those the office added, in its order."""
    with desk.database.read() as connection:
        return tuple(office_store.load_setting(connection, _SETTING) or ())


def save_own_reasons(desk: Desk, reasons: Sequence[str]) -> tuple[str, ...]:
    """Replace the office's own reasons; blank ones and those on the list already are left out.

    Raises:
        AppError: `not_allowed`, `reason_long`.
    """
    require(desk, Role.ADMINISTRATOR)
    known = {"", *map(_, REASONS)}
    wanted = [one for one in dict.fromkeys(map(str.strip, reasons)) if one not in known]
    if any(len(one) > LONGEST_REASON for one in wanted):
        raise AppError(
            "reason_long",
            text("A reason of the list has at most {count} characters.", count=LONGEST_REASON),
            text("Keep it short; more is written beside it when correcting."),
        )
    with desk.database.write() as connection:
        office_store.save_setting(connection, _SETTING, wanted)
        note(connection, desk, "reasons_changed", "settings", {"reasons": wanted})
    return list_reasons(desk)


def add_reason(desk: Desk, reason: str) -> tuple[str, ...]:
    """Add one at the end; errors of `save_own_reasons`, or `reason_missing`."""
    return save_own_reasons(desk, [*own_reasons(desk), stated(reason)])


def remove_reason(desk: Desk, reason: str) -> tuple[str, ...]:
    """Take one of the office's own away; AppError `no_reason` where it is none of them."""
    own = own_reasons(desk)
    if reason not in own:
        raise AppError(
            "no_reason",
            text("The office has added no such reason."),
            text("The reasons that come with the program stay."),
        )
    return save_own_reasons(desk, [one for one in own if one != reason])
