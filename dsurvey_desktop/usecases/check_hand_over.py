"""What stands in the way of the next hand-over (product H1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.storage import (
    approval_store,
    bundle_store,
    entry_lookup,
    form_store,
    office_store,
    roster_store,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL
from dsurvey_desktop.usecases.hand_over_blocks import OfficeCounts, count_office
from dsurvey_desktop.usecases.hand_over_views import (
    SEALING_OFF,
    CheckLine,
    CommunityBlock,
    HandOverCheck,
    ReadyCommunity,
)
from dsurvey_desktop.usecases.hand_over_words import WORDS, block_words, second_words
from dsurvey_desktop.usecases.office_keys import is_revoked, own_card, recipient_card, seal_card
from dsurvey_desktop.usecases.second_entry_plan import plan_in
from dsurvey_desktop.usecases.spot_check_rows import untold_results

HAND_OVER = "hand_over"
_KEYS = "settings"
_RENEW_BEFORE = timedelta(days=30)
_PAGES = {
    "missing": "roster",
    "errors": "verify",
    "not_approved": "verify",
    "pending": "intake",
    "set_aside": "intake",
    "community_forms": "intake",
}
_MET = {
    "missing": N_("Everybody on the roster has a form, or a reason for having none."),
    "community_forms": N_("No community's form is missing."),
}
"""What is said where nothing stands in the way; else that there are none."""


def check_hand_over(desk: Desk) -> HandOverCheck:
    """What the next bundle would hold, and each thing that is open, with where to put it right."""
    with desk.database.read() as connection:
        addressee = addressee_code(connection)
        sequence, _digest = bundle_store.last_bundle(connection, addressee)
        is_begun = bundle_store.load_draft(connection, addressee) is not None
        communities = _ready_communities(connection)
        ready = sum(one.entries for one in communities)
        gone = len(approval_store.untold_withdrawals(connection))
        results = untold_results(connection)
        is_sealed = seal_card(connection) is not None
        return HandOverCheck(
            sequence=sequence + 1,
            entries=ready,
            people=sum(roster_store.people_per_community(connection).values()),
            is_sealed=is_sealed,
            lines=(
                *_begun(ready, gone, results, is_begun=is_begun),
                *_lines(connection, is_sealed=is_sealed),
                *_key_lines(connection, desk.now()),
            ),
            communities=communities,
            withdrawn=gone,
            results=results,
        )


def addressee_code(connection: Connection) -> str:
    """The district's code: of its accepted key card, else the first six digits of our own."""
    card = recipient_card(connection)
    return card.office_code if card else office_store.load_office(connection).code[:6]


def _ready_communities(connection: Connection) -> tuple[ReadyCommunity, ...]:
    counts = entry_lookup.count_per_community(connection, EntryState.APPROVED)
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    return tuple(
        ReadyCommunity(code, names.get(code, code), count) for code, count in sorted(counts.items())
    )


def _begun(ready: int, gone: int, results: int, *, is_begun: bool) -> tuple[CheckLine, ...]:
    """Whether there is anything to write: entries, withdrawals, results, a bundle cut short."""
    if is_begun:
        words = text("An export was cut short. The same bundle is written first; then export anew.")
        return (_line("unfinished", 1, words, "hand_over"),)
    besides = (
        _line("withdrawn", gone, _withdrawn_words(gone), "verify"),
        _line("spot_results", results, _result_words(results), "spot_check"),
    )
    others = tuple(one for one in besides if one.count)
    if others and not ready:
        return others
    news = _line("nothing_new", 0 if ready else 1, _ready_words(ready), "verify", is_blocking=True)
    return (news, *others)


def _lines(connection: Connection, *, is_sealed: bool) -> tuple[CheckLine, ...]:
    counts = count_office(connection)
    return (
        *(_block(counts, kind) for kind in WORDS),
        _editions(connection),
        *_second_entry(connection, counts),
        _sealing(connection, is_sealed=is_sealed),
    )


def _block(counts: OfficeCounts, kind: str) -> CheckLine:
    """One kind of what stands in the way; an empty roster covers nobody and is no met line."""
    if kind == "missing" and not counts.total.on_roster:
        return _line("missing", 1, text("The roster is not imported yet."), "roster")
    count = counts.count_blocks()[kind]
    message = block_words(kind, count) if count else text(_MET.get(kind, WORDS[kind]), count=0)
    line = _line(kind, count, message, _PAGES[kind])
    shares = {code: counts.count_blocks(code)[kind] for code in counts.tallies}
    communities = [CommunityBlock(c, counts.names.get(c, c), n) for c, n in shares.items() if n]
    return replace(line, communities=tuple(sorted(communities, key=lambda one: -one.count)))


def _editions(connection: Connection) -> CheckLine:
    """Entries of two editions may go out together; the district should expect it."""
    current = form_store.current_digest(connection, INDIVIDUAL)
    count = entry_lookup.count_elsewhere(connection, current)
    return _line("other_edition", count, _edition_words(count), "forms")


def _second_entry(connection: Connection, counts: OfficeCounts) -> tuple[CheckLine, ...]:
    """What of second entry is not done; no line where it is not asked for and nothing is drawn."""
    entries = {code: tally.entries for code, tally in counts.tallies.items()}
    plan = plan_in(connection, entries)
    if not plan.is_asked:
        return ()
    return (_line("second_entry", plan.left, second_words(plan), "second_entry"),)


def _key_lines(connection: Connection, now: datetime) -> tuple[CheckLine, ...]:
    """A key that was revoked or has run out is refused by the district, so it is renewed before."""
    card = own_card(connection)
    if is_revoked(connection, card):
        words = text("This office's key was revoked: please give it new keys.")
        return (_line("key_revoked", 1, words, _KEYS, is_blocking=True),)
    if card.valid_before is None or card.valid_before - now > _RENEW_BEFORE:
        return ()
    day = office_day(card.valid_before).isoformat()
    if card.is_valid_at(now):
        return (
            _line("key_ends", 1, text("This office's key counts until {day}.", day=day), _KEYS),
        )
    words = text("This office's key counted until {day}: please give it new keys.", day=day)
    return (_line("key_expired", 1, words, _KEYS, is_blocking=True),)


def _line(
    kind: str, count: int, message: Text, page: str, *, is_blocking: bool = False
) -> CheckLine:
    return CheckLine(kind, count, message, count == 0, is_blocking, page)


def _edition_words(count: int) -> Text:
    if count:
        return text("Entries on another form edition than the campaign's: {count}", count=count)
    return text("Every entry stands on the campaign's form edition.")


def _ready_words(count: int) -> Text:
    if count:
        return text("{count} approved entries go with this bundle.", count=count)
    return text("No entry is approved that was not handed over before.")


def _result_words(count: int) -> Text:
    return text("Results of {count} audit sheets go with this bundle.", count=count)


def _withdrawn_words(count: int) -> Text:
    return text(
        "Entries handed over before that no longer hold: {count}. This bundle withdraws them.",
        count=count,
    )


def _sealing(connection: Connection, *, is_sealed: bool) -> CheckLine:
    """A campaign that switches encryption off leaves nothing to do, but is told."""
    if not office_store.load_campaign(connection).is_sealed:
        words = text(
            "This campaign's bundles are signed and not encrypted. Keep the stick in your hand."
        )
        return _line(SEALING_OFF, 0, words, _KEYS)
    return _line("recipient", 0 if is_sealed else 1, _seal_words(is_sealed=is_sealed), "hand_over")


def _seal_words(*, is_sealed: bool) -> Text:
    if is_sealed:
        return text("The bundle is sealed to the district's key.")
    return text(
        "The district's key card is not here yet: the bundle will not be encrypted. "
        "Keep the stick in your hand."
    )
