"""The receipt on paper: how much of a hand-over is accepted and sent back, to be stamped.

It names no person and no reason, since it lies unsealed beside the receipt; the town reads those
after opening it.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.bundle_summary import RECEIPT, write_bundle_summary
from dsurvey_desktop.documents.grouping import group_fingerprint
from dsurvey_desktop.documents.model import BundleSummary, CountLine
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.storage import office_store, roster_store, town_store
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_keys import own_card
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.town_names import town_names

_DIGEST_GROUP = 8


def write_receipt_cover(
    connection: Connection, desk: Desk, folder: Path, draft: BundleDraft, bundle: BundleFile
) -> Path:
    """Write the cover beside a receipt; its path."""
    statement = bundle.statement
    ids = [int(entry_id) for entry_id, _version in draft.entries]
    records = town_store.list_entries(connection, ids=ids)
    path = folder / f"{bundle.name.split('.')[0]}-cover.pdf"
    header = sheet_header(connection, desk, f"{statement.sender}-{statement.sequence:04d}")
    write_bundle_summary(path, header, _summary(connection, bundle, records), RECEIPT)
    return path


def _summary(
    connection: Connection, bundle: BundleFile, records: tuple[TownEntryRecord, ...]
) -> BundleSummary:
    statement, card = bundle.statement, own_card(connection)
    names = roster_store.community_names(connection)
    names |= {str(one.code): one.name for one in office_store.load_communities(connection)}
    town = town_names(connection).get(statement.addressee, "")
    return BundleSummary(
        sender=f"{card.office_name} {card.office_code}",
        addressee=f"{town} {statement.addressee}".strip(),
        sequence=statement.sequence,
        made_at=statement.created_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        states=(_("Accepted"), _("Sent back")),
        communities=_counts(records, names),
        digest=bundle.digest,
        previous_digest=statement.previous_digest,
        fingerprint=card.fingerprint,
        facts=_facts(statement),
    )


def _counts(records: tuple[TownEntryRecord, ...], names: dict[str, str]) -> tuple[CountLine, ...]:
    back = Counter(one.community_code for one in records if one.state is EntryState.SENT_BACK)
    every = Counter(one.community_code for one in records)
    return tuple(
        CountLine(names.get(code, code), (count - back[code], back[code]))
        for code, count in sorted(every.items())
    )


def _facts(statement: Statement) -> tuple[tuple[str, str], ...]:
    answers = group_fingerprint(statement.answers_digest, _DIGEST_GROUP)
    facts = ((_("Answers the bundle"), answers), (_("Message"), statement.message))
    return tuple((label, value) for label, value in facts if value)
