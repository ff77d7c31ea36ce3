"""The hand-over cover, inside the bundle and beside it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.bundle_summary import write_bundle_summary
from dsurvey_desktop.documents.model import BundleSummary, CountLine, SheetHeader
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, edition_names
from dsurvey_desktop.usecases.office_keys import own_card, recipient_card
from dsurvey_desktop.usecases.sheet_header import about_editions, sheet_header

Cover = tuple[SheetHeader, BundleSummary]


def cover_inside(
    connection: Connection, desk: Desk, statement: Statement, communities: Sequence[str]
) -> bytes:
    """The cover as PDF without the bundle's digest, which is not known yet.

    `communities` are the codes of the entries' communities, one for each entry.
    """
    target = io.BytesIO()
    write_bundle_summary(target, *_cover(connection, desk, statement, communities, ""))
    return target.getvalue()


def write_cover(
    connection: Connection, desk: Desk, folder: Path, bundle: BundleFile, communities: Sequence[str]
) -> Path:
    """Write the cover that is signed and stamped beside the bundle; its path."""
    path = folder / f"{bundle.name.split('.')[0]}-cover.pdf"
    cover = _cover(connection, desk, bundle.statement, communities, bundle.digest)
    write_bundle_summary(path, *cover)
    return path


def _cover(
    connection: Connection,
    desk: Desk,
    statement: Statement,
    communities: Sequence[str],
    digest: str,
) -> Cover:
    card, district = own_card(connection), recipient_card(connection)
    is_known = district is not None and district.office_code == statement.addressee
    addressee = f"{district.office_name if district and is_known else ''} {statement.addressee}"
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    summary = BundleSummary(
        sender=f"{card.office_name} {card.office_code}",
        addressee=addressee.strip(),
        sequence=statement.sequence,
        made_at=statement.created_at.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M"),
        states=(_("Approved"),),
        communities=tuple(
            CountLine(names.get(code, code), (count,))
            for code, count in sorted(Counter(communities).items())
        ),
        digest=digest,
        previous_digest=statement.previous_digest,
        fingerprint=card.fingerprint,
    )
    header = sheet_header(connection, desk, f"{statement.sender}-{statement.sequence:04d}")
    names = edition_names(connection)
    individual = [
        digest
        for name, digest in statement.form_editions.items()
        if name.split()[0] == INDIVIDUAL and digest in names
    ]
    return about_editions(connection, header, individual), summary
