"""The columns of imports, of changed items and their people."""

from __future__ import annotations

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.last_year_views import (
    ChangedItem,
    ChangedPerson,
    LastYearLine,
)
from ui.widgets.row_model import Column

KIND_NAMES = {"table": N_("table"), "bundle": N_("hand-over bundle")}


def import_columns() -> tuple[Column[LastYearLine], ...]:
    """File, when, how many rows found their people, and whether it was taken back."""
    return (
        Column(_("File"), lambda one: one.file, tip=lambda one: one.file, width=0),
        Column(_("Kind"), lambda one: _(KIND_NAMES[one.kind]), width=24),
        Column(_("Imported"), _when, tip=_when, width=52),
        Column(_("Rows"), lambda one: f"{one.rows_read:,}", is_number=True, width=16),
        Column(_("Matched"), lambda one: f"{one.matched:,}", is_number=True, width=18),
        Column(_("Reissued"), lambda one: f"{one.reissued:,}", is_number=True, width=18),
        Column(_("Nobody's"), lambda one: f"{one.unmatched:,}", is_number=True, width=18),
        Column(_("Status"), _standing, kind=_standing_kind, width=26),
    )


def _when(one: LastYearLine) -> str:
    return one.imported_at.astimezone(OFFICE_ZONE).strftime("%m-%d %H:%M") + f" {one.imported_by}"


def _standing(one: LastYearLine) -> str:
    return _("Taken back") if one.is_undone else _("in use")


def _standing_kind(one: LastYearLine) -> str:
    return "notice" if one.is_undone else "done"


def item_columns() -> tuple[Column[ChangedItem], ...]:
    """The item, how many answered it in both years, and how many otherwise."""
    return (
        Column(_("Code"), lambda one: one.code, width=16),
        Column(_("Item"), lambda one: one.label, tip=lambda one: one.label, width=0),
        Column(_("In both years"), lambda one: f"{one.compared:,}", is_number=True, width=24),
        Column(_("Changed"), lambda one: f"{one.changed:,}", is_number=True, width=18),
        Column(_("Share"), lambda one: f"{one.share * 100:.1f}%", is_number=True, width=18),
    )


def people_columns() -> tuple[Column[ChangedPerson], ...]:
    """Who, and the answer of both years."""
    return (
        Column(_("Community"), lambda one: one.community_name, width=30),
        Column(_("Name"), lambda one: one.name, width=24),
        Column(_("Last year"), lambda one: one.before, tip=lambda one: one.before, width=0),
        Column(_("This year"), lambda one: one.now, tip=lambda one: one.now, width=0),
    )
