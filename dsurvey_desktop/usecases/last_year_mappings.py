"""What columns mean under last year's form: remembered, listed, forgotten."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.storage import last_year_form_store
from dsurvey_desktop.storage.last_year_form_store import KeptColumns
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import LastMapping
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require


def keep_last_mapping(
    connection: Connection, desk: Desk, mapping: ColumnMapping, file: str
) -> None:
    """Remember what was said of a file's columns, in the caller's unit of work."""
    pairs = tuple(mapping.pairs())
    kept = KeptColumns(mapping.shape, pairs, file, desk.now(), desk.user.name)
    last_year_form_store.confirm_columns(connection, kept)
    detail = {"shape": mapping.shape, "items": [item for item in mapping.items if item]}
    note(connection, desk, "mapping_confirmed", "last year's columns", detail)


def list_last_mappings(desk: Desk) -> tuple[LastMapping, ...]:
    """All that are remembered, the newest first."""
    with desk.database.read() as connection:
        return tuple(map(_view, last_year_form_store.confirmed_columns(connection)))


def forget_last_mapping(desk: Desk, shape: str) -> LastMapping:
    """Forget one, so that the next table of that shape is asked about; what came in by it stays.

    Raises:
        AppError: `not_allowed`, `no_mapping`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        known = last_year_form_store.confirmed_columns(connection)
        kept = next((one for one in known if one.shape == shape), None)
        if kept is None:
            raise AppError(
                "no_mapping",
                text("There is no mapping {number}.", number=shape),
                text("Please look at the list of mappings."),
            )
        last_year_form_store.forget_columns(connection, shape)
        note(connection, desk, "mapping_removed", "last year's columns", {"shape": shape})
    return _view(kept)


def _view(kept: KeptColumns) -> LastMapping:
    return LastMapping(kept.shape, kept.name, kept.columns, kept.confirmed_at, kept.confirmed_by)
