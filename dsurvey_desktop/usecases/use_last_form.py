"""Saying which edition of the form tables of last year are read by."""

from __future__ import annotations

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import last_year_form_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_forms import (
    FormChoice,
    LastForm,
    find_last_form,
    keep_last_form,
)
from dsurvey_desktop.usecases.last_year_views import FormInUse
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require


def form_in_use(desk: Desk) -> FormInUse:
    """The edition that the next table of last year is read by."""
    with desk.database.read() as connection:
        return _view(find_last_form(connection, None))


def use_last_form(desk: Desk, wanted: FormChoice) -> FormInUse:
    """Read tables of last year by that edition from now on; what was imported stays as it is.

    Raises:
        AppError: `not_allowed`, or of `find_last_form`.
    """
    require(desk, Role.CLERK)
    with desk.database.read() as connection:
        last = find_last_form(connection, wanted)
    with desk.database.write() as connection:
        if not last.is_campaigns:
            keep_last_form(connection, last)
        last_year_form_store.use_form(connection, "" if last.is_campaigns else last.form.digest)
        detail = {"form": last.form.digest}
        note(connection, desk, "last_year_form_used", last.form.version[:32], detail)
    return _view(last)


def _view(last: LastForm) -> FormInUse:
    return FormInUse(last.name, last.is_campaigns)
