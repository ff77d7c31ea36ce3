"""Making an edition the campaign's, after showing what differs from the one before."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.form_json import form_to_json
from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.compare_editions import comparison_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_in, known_forms
from dsurvey_desktop.usecases.form_needs import kind_of, missing_needs
from dsurvey_desktop.usecases.form_views import Adoption
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.retell_last_year import retell_last_year

_LONGEST_TITLE, _LONGEST_VERSION = 128, 32


def preview_adoption(desk: Desk, source: EditionSource) -> Adoption:
    """What would change if this became the campaign's edition; nothing is changed.

    Raises:
        FormError: where the workbook is no sound form, or lacks what the program needs.
        AppError: `form_of_another_survey`, `edition_in_use`, or as `find_edition`.
    """
    with desk.database.read() as connection:
        found = _adoptable(connection, source)
        return _adoption(connection, found, is_adopted=False)


def adopt_edition(desk: Desk, source: EditionSource) -> Adoption:
    """Keep the edition and make it the campaign's for its kind; logged.

    From now on files are read by it and new entries stand on it. Entries that are here stay on
    theirs and are judged by it until they are moved (`move_entries`). Last year's data are told in
    the words of the new edition.

    Raises:
        AppError: `not_allowed`, and as `preview_adoption`.
    """
    require(desk, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        return adopt(connection, desk, source)


def adopt(connection: Connection, desk: Desk, source: EditionSource) -> Adoption:
    """The same in the caller's unit of work, whoever may do it."""
    found = _adoptable(connection, source)
    adoption = _adoption(connection, found, is_adopted=True)
    _keep(connection, found)
    retell_last_year(connection)
    detail = {
        "kind": found.kind,
        "digest": found.form.digest,
        "previous": adoption.comparison.old.digest,
        "file": found.file,
    }
    note(connection, desk, "form_adopted", f"{found.kind} {found.form.version}"[:64], detail)
    return adoption


def _adoptable(connection: Connection, source: EditionSource) -> FoundEdition:
    found = find_in(connection, source)
    if not found.kind:
        kind_of(found.form, known_forms(connection))  # says why
    if form_store.current_digest(connection, found.kind) == found.form.digest:
        raise AppError("edition_in_use", text("This is the campaign's edition already."))
    needs = missing_needs(found.form, found.kind, found.file or found.form.title)
    if needs:
        raise FormError(needs)
    return found


def _adoption(connection: Connection, found: FoundEdition, *, is_adopted: bool) -> Adoption:
    standing = form_store.entries_by_edition(connection)
    kinds = form_store.kinds_by_digest(connection)
    elsewhere = sum(
        count
        for digest, count in standing.items()
        if kinds[digest] == found.kind and digest != found.form.digest
    )
    return Adoption(
        found.kind,
        is_adopted,
        elsewhere,
        comparison_of(find_in(connection, found.kind), found),
        found.problems,
    )


def _keep(connection: Connection, found: FoundEdition) -> None:
    form = found.form
    if found.is_kept:
        form_store.use_edition(connection, found.kind, form.digest)
        return
    form_store.add_edition(
        connection,
        form.digest,
        found.kind,
        form.title[:_LONGEST_TITLE],
        form.version[:_LONGEST_VERSION],
        form_to_json(form),
        found.workbook,
    )
