"""The office as it stands, for status lines and settings."""

from __future__ import annotations

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.server_address import in_words
from dsurvey_desktop.storage import form_store, office_store, queue_store, roster_store, server_file
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_keys import has_recipient, own_card
from dsurvey_desktop.usecases.office_views import OfficeView


def show_office(desk: Desk) -> OfficeView:
    """Office, campaign, communities, forms and counts."""
    with desk.database.read() as connection:
        return OfficeView(
            office_store.load_office(connection),
            office_store.load_campaign(connection),
            office_store.load_communities(connection),
            desk.user,
            form_store.edition_labels(connection),
            sum(roster_store.people_per_community(connection).values()),
            queue_store.count(connection, EntryFilter())["all"],
            has_recipient(connection),
            own_card(connection).fingerprint,
            _server(desk),
        )


def _server(desk: Desk) -> str:
    if not desk.database.is_on_server:
        return ""
    return str(in_words(server_file.read_address(desk.folder)))
