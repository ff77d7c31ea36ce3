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
_LONGEST = 60


def list_reasons(desk: Desk) -> tuple[str, ...]:
    """The program's own reasons in the current language, then the office's."""
    return (*map(_, REASONS), *own_reasons(desk))


def own_reasons(desk: Desk) -> tuple[str, ...]:
    """Those the office added, in its order."""
    with desk.database.read() as connection:
        return tuple(office_store.load_setting(connection, _SETTING) or ())


def save_own_reasons(desk: Desk, reasons: Sequence[str]) -> tuple[str, ...]:
    """Replace the office's own reasons; blank ones and those said twice are left out.

    Raises:
        AppError: `not_allowed`, `reason_long`.
    """
    require(desk, Role.ADMINISTRATOR)
    wanted = list(dict.fromkeys(one.strip() for one in reasons if one.strip()))
    if any(len(one) > _LONGEST for one in wanted):
        raise AppError(
            "reason_long",
            text("A reason of the list has at most {count} characters.", count=_LONGEST),
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
