"""The district draws its own spot check over the towns and enters what asking again brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.spot_check import AGREES, DIFFERS, NOT_FOUND
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.sampling.draw import draw_share, frame_digest
from dsurvey_desktop.sampling.short_code import parse_short_code, short_code
from dsurvey_desktop.storage import (
    office_store,
    town_sample_store,
    town_spot_store,
    town_store,
)
from dsurvey_desktop.storage.town_sample_store import TownMemberRecord
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.decide_town_entries import load_decidable, send_back_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import check_plan, contradicts, no_sheet, not_asked
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.print_audit_sheets import items_asked_again
from dsurvey_desktop.usecases.show_town_sample import town_sample_view
from dsurvey_desktop.usecases.town_answers import edition_finder, in_words, typed
from dsurvey_desktop.usecases.town_sample_views import (
    RecordedCheck,
    TownSampleView,
)


def draw_town_sample(
    desk: Desk, *, share: float, seed: int, leave_out_drawn: bool = False
) -> TownSampleView:
    """Draw a share of every town's entries that stand.

    Args:
        desk: the district's.
        share: more than 0, at most 1; every town with entries gives at least one person.
        seed: any whole number; with the same frame it draws the same people.
        leave_out_drawn: entries that their towns drew for spot checks of their own, as the
            newest hand-overs tell, are not in the frame.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `share_invalid`, `seed_invalid`, `no_entries`.
    """
    require(desk, Role.REVIEWER)
    check_plan(share, seed)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        drawn = town_spot_store.drawn_entries(connection) if leave_out_drawn else frozenset()
        standing = [one for one in town_store.list_entries(connection) if not one.withdrawn]
        records = [one for one in standing if (one.town, one.entry_no) not in drawn]
        if not records:
            raise AppError(
                "no_entries",
                text("There are no entries to draw from."),
                text("Please take in the towns' bundles first."),
            )
        sample_id = _draw(connection, desk, records, share, seed)
        record = town_sample_store.load_sample(connection)
        assert record is not None
        detail = {
            "seed": seed,
            "share": share,
            "frame_digest": record.frame_digest,
            "left_out": len(standing) - len(records),
        }
        note(connection, desk, "town_sample_drawn", f"sample {sample_id}", detail)
        return town_sample_view(connection, record)


def _draw(
    connection: Connection, desk: Desk, records: Sequence[TownEntryRecord], share: float, seed: int
) -> int:
    by_key = {(one.town, one.certificate_no): one for one in records}
    frame: dict[str, list[str]] = {}
    for town, number in by_key:
        frame.setdefault(town, []).append(number)
    drawn = draw_share(frame, share, seed)
    sample_id = town_sample_store.add_sample(
        connection,
        seed=seed,
        share=share,
        at=desk.now(),
        user_id=desk.user.id,
        frame={town: len(numbers) for town, numbers in frame.items()},
        frame_digest=frame_digest(f"{town} {number}" for town, number in by_key),
    )
    chosen = [by_key[town, number] for town, numbers in drawn.items() for number in numbers]
    town_sample_store.add_members(connection, _members(connection, desk, sample_id, chosen))
    return sample_id


def _members(
    connection: Connection, desk: Desk, sample_id: int, chosen: Sequence[TownEntryRecord]
) -> list[TownMemberRecord]:
    edition_of = edition_finder(connection)
    campaign = office_store.load_campaign(connection)
    members = []
    for position, one in enumerate(chosen, 1):
        edition = edition_of(one)
        asked = items_asked_again(edition, typed(edition.form, one.answers), campaign, desk.clock)
        code = short_code(sample_id, position)
        members.append(
            TownMemberRecord(
                sample_id, one.id, code, one.version, "", tuple(asked), {}, "", None, None
            )
        )
    return members


def record_check(
    desk: Desk,
    code: str,
    differing: Mapping[str, str] | None = None,
    *,
    is_found: bool = True,
    remark: str = "",
) -> RecordedCheck:
    """Enter what asking a drawn person again brought; what differs sends the entry back.

    Args:
        desk: the district's.
        code: of the sheet, as typed or scanned.
        differing: items that differ, and what was said; none where everything agrees.
        is_found: False where nobody was met.
        remark: anything else.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `no_sheet`, `not_asked`, `unfinished_bundle`,
            `sheet_contradicts` where something was said by nobody.
    """
    require(desk, Role.REVIEWER)
    if differing and not is_found:
        raise contradicts()
    found = {item: words.strip() for item, words in (differing or {}).items()}
    outcome = (DIFFERS if found else AGREES) if is_found else NOT_FOUND
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        member = _find(connection, code)
        _check_asked(member, found)
        (record,) = town_store.list_entries(connection, ids=[member.entry])
        news = {item: words for item, words in found.items() if item not in member.differing}
        is_sent_back = bool(news) and not record.withdrawn
        town_sample_store.save_check(
            connection, member, outcome, found, remark.strip(), desk.user.id, desk.now()
        )
        detail = {"outcome": outcome, "items": sorted(found), "before": member.outcome}
        note(connection, desk, "town_check_recorded", f"sheet {member.short_code}", detail)
        if is_sent_back:
            _send_back(connection, desk, record, news)
    return RecordedCheck(member.short_code, outcome, len(found), is_sent_back)


def _find(connection: Connection, code: str) -> TownMemberRecord:
    parsed = parse_short_code(code)
    member = town_sample_store.find_member(connection, parsed) if parsed else None
    if member is None:
        raise no_sheet()
    return member


def _check_asked(member: TownMemberRecord, found: Mapping[str, str]) -> None:
    for item in found:
        if item not in member.asked:
            raise not_asked(item)


def _send_back(
    connection: Connection, desk: Desk, record: TownEntryRecord, found: Mapping[str, str]
) -> None:
    """One reason for each item, so that its department sees it."""
    records = load_decidable(connection, [record.id])
    form = load_edition(connection, INDIVIDUAL).form
    items = {item.name: item for item in form.items}
    for name, words in found.items():
        item = items.get(name)
        reason = text(
            "Spot check of the district: {label} differs, registered {registered}, said {found}",
            label=label_of(item.labels) if item else name,
            registered=in_words(item, record.answers.get(name, "")) or "–",
            found=words or "–",
        )
        send_back_in(connection, desk, records, str(reason), name)
