"""Opening a bundle file that another office sent to this one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.suites import Opener
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle, verify_bundle
from dsurvey_desktop.exchange.zip_container import Limits
from dsurvey_desktop.storage import office_store, received_store
from dsurvey_desktop.storage.received_store import ReceivedRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_opener, trusted_cards
from dsurvey_desktop.usecases.read_bundle import bundle_name, read_bundle
from dsurvey_desktop.usecases.read_source import shown_name


@dataclass(frozen=True, slots=True)
class Receiver:
    """What verification is given of this office: trust, keys, time and what it expects."""

    trust: TrustList
    opener: Opener
    now: datetime
    expected: Expectation


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A file, its bytes, and what of them may be believed."""

    file: str
    data: bytes = field(repr=False)
    bundle: VerifiedBundle


def load_receiver(connection: Connection, desk: Desk, kind: BundleKind) -> Receiver:
    """This office as one that takes in a kind of bundle; the order of bundles is asked later."""
    campaign = office_store.load_campaign(connection)
    expected = Expectation(
        addressee=office_store.load_office(connection).code,
        campaign_year=campaign.year,
        suite=campaign.suite,
        kinds=frozenset({kind}),
    )
    return Receiver(trusted_cards(connection), own_opener(connection), desk.now(), expected)


def open_bundle(path: Path, receiver: Receiver) -> OpenedBundle:
    """Read and verify a file.

    Raises:
        AppError: `file_missing`, …; BundleError with the code of the first thing that is wrong.
    """
    limits = Limits()
    data = read_bundle(path, limits.bundle_bytes)
    bundle = verify_bundle(
        data, receiver.trust, receiver.now, receiver.opener, receiver.expected, limits
    )
    return OpenedBundle(shown_name(path.with_name(bundle_name(path))), data, bundle)


def keep_bundle(
    connection: Connection, desk: Desk, opened: OpenedBundle, counts: dict[str, int]
) -> int:
    """Keep a bundle that came, with its bytes and a log line; its id."""
    bundle = opened.bundle
    statement = bundle.statement
    record = ReceivedRecord(
        kind=statement.kind.value,
        sender=statement.sender,
        sequence=statement.sequence,
        digest=bundle.digest,
        file_name=opened.file,
        statement=statement.to_json(),
        fingerprint=bundle.signer.fingerprint,
        is_sealed=bundle.is_sealed,
        created_at=statement.created_at,
        received_at=desk.now(),
        received_by=desk.user.id,
        counts=counts,
        content=opened.data,
    )
    detail = {"kind": record.kind, "digest": bundle.digest, **counts}
    subject = f"bundle {statement.sender}-{statement.sequence}"
    note(connection, desk, "bundle_taken_in", subject, detail)
    return received_store.add(connection, record)
