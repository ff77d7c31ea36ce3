"""What every printed page says at its top and bottom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop import __version__
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import form_store, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, edition_names


def sheet_header(connection: Connection, desk: Desk, code: str = "") -> SheetHeader:
    """Office, campaign, form edition, time and program version."""
    year = office_store.load_campaign(connection).year
    return SheetHeader(
        office=office_store.load_office(connection).name,
        campaign=campaign_name(year),
        title="",
        form_edition=edition_names(connection)[form_store.current_digest(connection, INDIVIDUAL)],
        printed_at=desk.now().astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        program_version=f"dsurvey {__version__}",
        code=code,
    )


def about_editions(
    connection: Connection, header: SheetHeader, digests: Iterable[str]
) -> SheetHeader:
    """The header of a document about entries of these editions: it names each once."""
    names = edition_names(connection)
    said = list(dict.fromkeys(names[digest] for digest in digests))
    return replace(header, form_edition=" / ".join(said)) if said else header


def campaign_name(year: int) -> str:
    """The campaign as people call it."""
    return str(text("{year} survey of certificate holders", year=year))
