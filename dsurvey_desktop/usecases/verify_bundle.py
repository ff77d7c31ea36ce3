"""Checking a bundle from another office before anything in it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.clock import system_clock
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.suites import Opener
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.exchange.verification import verify_bundle as verify
from dsurvey_desktop.exchange.zip_container import Limits
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.hand_over_views import BundleView, CopyView
from dsurvey_desktop.usecases.manage_keys import read_text
from dsurvey_desktop.usecases.office_keys import own_card, own_opener, trusted_cards
from dsurvey_desktop.usecases.read_bundle import bundle_name, read_bundle
from dsurvey_desktop.usecases.read_source import read_up_to


def verify_bundle(
    path: Path, trust: Path | None, desk: Desk | None = None, now: datetime | None = None
) -> BundleView:
    """Check every layer of a bundle file.

    Args:
        path: the bundle.
        trust: key card or trust list of the offices whose signature counts; besides, an open
            office counts the cards it has accepted and its own.
        desk: the office that opens it; needed for sealed bundles, which also must be addressed
            to it or come from it.
        now: the moment keys must be valid at; by default the desk's or the system's.

    Raises:
        AppError: `file_missing`, …; BundleError with the code of the first thing that is wrong.
    """
    listed = TrustList.parse(read_text(trust)) if trust else TrustList()
    moment = now or (desk.now() if desk else system_clock())
    opener: Opener | None = None
    expected = Expectation()
    if desk is not None:
        listed, opener, expected = _of_desk(desk, listed)
    limits = Limits()
    data = read_bundle(path, limits.bundle_bytes)
    verified = verify(data, listed, moment, opener, expected, limits)
    return replace(bundle_view(verified), copies=_copies(path, verified.files))


def copy_beside(bundle: Path, name: str) -> Path:
    """Where a copy of a file that stands in a bundle lies beside it."""
    return bundle.with_name(f"{bundle_name(bundle).split('.')[0]}-{name}")


def _copies(bundle: Path, files: Mapping[str, bytes]) -> tuple[CopyView, ...]:
    papers = {name: content for name, content in files.items() if "/" not in name}
    beside = ((copy_beside(bundle, name), content) for name, content in papers.items())
    return tuple(
        CopyView(one.name, read_up_to(one, len(content)) == content)
        for one, content in beside
        if one.is_file()
    )


def _of_desk(desk: Desk, listed: TrustList) -> tuple[TrustList, Opener, Expectation]:
    with desk.database.read() as connection:
        office = office_store.load_office(connection)
        own = own_card(connection)
        known = trusted_cards(connection).with_card(own)
        opener = own_opener(connection)
        campaign = office_store.load_campaign(connection)
    return listed.merged(known), opener, _expectation(office, campaign)


def _expectation(office: Office, campaign: Campaign) -> Expectation:
    """An office looks at what is meant for it, and at what it wrote itself."""
    return Expectation(party=office.code, campaign_year=campaign.year, suite=campaign.suite)


def bundle_view(verified: VerifiedBundle) -> BundleView:
    """Who signed a bundle and what it holds."""
    statement = verified.statement
    return BundleView(
        kind=statement.kind.value,
        signer=verified.signer.office_code,
        fingerprint=verified.signer.fingerprint,
        sender_name=verified.signer.office_name,
        addressee=statement.addressee,
        year=statement.campaign_year,
        sequence=statement.sequence,
        created_at=statement.created_at,
        digest=verified.digest,
        is_sealed=verified.is_sealed,
        counts=dict(statement.counts),
        tables=dict(statement.row_counts),
    )
