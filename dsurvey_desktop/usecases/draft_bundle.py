"""Making the next bundle of approved entries, kept in the database before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleContent, BundleFile, build_bundle
from dsurvey_desktop.exchange.hand_over_tables import hand_over_tables
from dsurvey_desktop.exchange.office_tables import FORMS_FOLDER
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.forms.model import Form, ItemKind
from dsurvey_desktop.storage import (
    approval_store,
    community_store,
    entry_store,
    form_store,
    office_store,
    roster_store,
)
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.bundle_cover import cover_inside
from dsurvey_desktop.usecases.check_hand_over import addressee_code
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, SHOWN_DIGITS, load_form
from dsurvey_desktop.usecases.hand_over_rows import hand_over_rows
from dsurvey_desktop.usecases.office_keys import own_keys, seal_card
from dsurvey_desktop.usecases.send_bundle import draft_of, next_number
from dsurvey_desktop.usecases.spot_check_rows import mark_drafted, untold_results

SUMMARY = "summary.pdf"


@dataclass(frozen=True, slots=True)
class Part:
    """Which approved entries go with the next bundle: of these communities, or these; or all."""

    communities: frozenset[str] = frozenset()
    entries: frozenset[EntryId] = frozenset()

    def holds(self, record: EntryRecord) -> bool:
        """Whether an entry belongs to the part."""
        if not self.communities and not self.entries:
            return True
        return record.community_code in self.communities or record.id in self.entries


EVERYTHING = Part()


def draft_bundle(connection: Connection, desk: Desk, *, part: Part = EVERYTHING) -> BundleDraft:
    """Sign and seal approved entries as the next bundle, in the caller's unit of work.

    Where none is approved, the bundle of everything may consist of withdrawals and results of
    spot checks alone.

    Raises:
        AppError: `nothing_to_hand_over`, `no_community`.
    """
    for code in sorted(part.communities):
        check_known(connection, code)
    approved = entry_store.entries_in_state(connection, [EntryState.APPROVED])
    records = [record for record in approved if part.holds(record)]
    withdrawn = approval_store.untold_withdrawals(connection)
    is_news = bool(withdrawn) or untold_results(connection) > 0
    if not records and not (part == EVERYTHING and is_news):
        raise AppError(
            "nothing_to_hand_over",
            text("No entry is approved that was not handed over before."),
            text("Please approve the entries that are ready first."),
        )
    bundle = _build(connection, desk, _statement(connection, desk, records), records)
    mark_drafted(connection)
    return draft_of(bundle, tuple((record.id, record.version) for record in records), withdrawn)


def _statement(connection: Connection, desk: Desk, records: Sequence[EntryRecord]) -> Statement:
    addressee = addressee_code(connection)
    sequence, previous = next_number(connection, addressee)
    return Statement(
        kind=BundleKind.HAND_OVER,
        sender=office_store.load_office(connection).code,
        addressee=addressee,
        campaign_year=office_store.load_campaign(connection).year,
        sequence=sequence,
        created_at=desk.now().replace(microsecond=0),
        previous_digest=previous,
        form_editions=_named_editions(connection, records),
        roster_digest=roster_store.roster_digest(connection),
        counts=Counter(record.state.value for record in records),
    )


def _build(
    connection: Connection, desk: Desk, statement: Statement, records: Sequence[EntryRecord]
) -> BundleFile:
    editions = _editions(connection, records)
    items, community_items = (_items_of(connection, digests) for digests in editions.values())
    rows = hand_over_rows(connection, records, items, community_items)
    communities = [record.community_code for record in records]
    recipient = seal_card(connection)
    return build_bundle(
        BundleContent(
            statement,
            hand_over_tables(rows, items, community_items),
            {
                SUMMARY: cover_inside(connection, desk, statement, communities),
                **_workbooks(connection, editions),
            },
        ),
        own_keys(connection),
        [recipient.recipient] if recipient else [],
        is_sealed=recipient is not None,
    )


def _editions(connection: Connection, records: Iterable[EntryRecord]) -> dict[str, list[str]]:
    """Digests of the editions a bundle speaks of, by kind; the campaign's where nothing does."""
    forms = community_store.load_forms(connection).values()
    used = {
        INDIVIDUAL: {record.form_digest for record in records},
        COMMUNITY: {one.form_digest for one in forms},
    }
    current = form_store.edition_digests(connection)
    return {
        kind: sorted(
            digests or {current[kind]}, key=lambda digest: (digest != current[kind], digest)
        )
        for kind, digests in used.items()
    }


def _workbooks(connection: Connection, editions: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """The editions as workbooks, so that what was answered can be read by them in later years."""
    return {
        f"{FORMS_FOLDER}{kind}-{digest[:SHOWN_DIGITS]}.xlsx": form_store.workbook_of(
            connection, digest
        )
        for kind, digests in editions.items()
        for digest in digests
    }


def _named_editions(connection: Connection, records: Iterable[EntryRecord]) -> dict[str, str]:
    """Digest by name: the kind for the campaign's edition, `kind digest` for others."""
    current = form_store.edition_digests(connection)
    return {
        kind if digest == current[kind] else f"{kind} {digest[:SHOWN_DIGITS]}": digest
        for kind, digests in _editions(connection, records).items()
        for digest in digests
    }


def _items_of(connection: Connection, digests: Sequence[str]) -> list[str]:
    """Names of the items of all these editions, in the order of the form."""
    names = (item_names(load_form(connection, digest)) for digest in digests)
    return list(dict.fromkeys(name for each in names for name in each))


def item_names(form: Form) -> list[str]:
    """Names of the items that take an answer, in the order of the form."""
    unanswered = {ItemKind.NOTE, ItemKind.CALCULATE}
    return [item.name for item in form.items if item.kind not in unanswered]
