"""The district's newest spot check, and how often the towns' answers differed in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.second_entry import rate_interval
from dsurvey_desktop.domain.spot_check import DIFFERS, NOT_FOUND
from dsurvey_desktop.storage import office_store, town_sample_store, town_store
from dsurvey_desktop.storage.town_sample_store import TownMemberRecord, TownSampleRecord
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import Edition
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.town_answers import edition_finder, in_words
from dsurvey_desktop.usecases.town_names import town_names
from dsurvey_desktop.usecases.town_sample_views import (
    AskedAgain,
    TownErrorRate,
    TownSampleMember,
    TownSampleView,
)


def last_town_sample(desk: Desk) -> TownSampleView | None:
    """The newest sample over the towns; None before the first.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        record = town_sample_store.load_sample(connection)
        return town_sample_view(connection, record) if record else None


def town_sample_view(connection: Connection, sample: TownSampleRecord) -> TownSampleView:
    """A sample with its people, what asking them brought, and the rates of the towns."""
    names = town_names(connection)
    ids = [one.entry for one in sample.members]
    entries = {one.id: one for one in town_store.list_entries(connection, ids=ids)}
    edition_of = edition_finder(connection)
    users = office_store.user_names(connection)
    members = tuple(
        _member(one, entries[one.entry], names, users, edition_of(entries[one.entry]))
        for one in sample.members
    )
    towns = {one.entry: entries[one.entry].town for one in sample.members}
    return TownSampleView(
        sample.id,
        sample.seed,
        sample.share,
        sample.drawn_at,
        sample.drawn_by,
        sample.frame_size,
        sample.frame_digest,
        tuple(
            error_rate(
                code,
                names.get(code, code),
                frame,
                [one for one in sample.members if towns[one.entry] == code],
            )
            for code, frame in sorted(sample.frame.items())
        ),
        members,
    )


def error_rate(
    code: str, name: str, frame: int, members: Iterable[TownMemberRecord]
) -> TownErrorRate:
    """What drawn entries say of their town."""
    drawn = list(members)
    outcomes = Counter(one.outcome for one in drawn if one.outcome)
    met = [one for one in drawn if one.outcome not in ("", NOT_FOUND)]
    asked = sum(len(one.asked) for one in met)
    wrong = sum(len(one.differing) for one in met)
    return rate_of((code, name), (frame, len(drawn)), outcomes, asked, wrong)


def rate_of(
    town: tuple[str, str], drawn: tuple[int, int], outcomes: Counter[str], asked: int, wrong: int
) -> TownErrorRate:
    """A town (code and name), entries drawn from and drawn, outcomes and items, as a rate."""
    low, high = rate_interval(wrong, asked) if asked else (0.0, 1.0)
    return TownErrorRate(
        *town,
        *drawn,
        outcomes.total(),
        outcomes[DIFFERS],
        outcomes[NOT_FOUND],
        asked,
        wrong,
        wrong / asked if asked else None,
        low,
        high,
    )


def _member(
    one: TownMemberRecord,
    entry: TownEntryRecord,
    names: Mapping[str, str],
    users: Mapping[int, str],
    edition: Edition,
) -> TownSampleMember:
    items = {item.name: item for item in edition.form.items}
    return TownSampleMember(
        entry.id,
        one.short_code,
        entry.name,
        entry.certificate_no,
        entry.town,
        names.get(entry.town, entry.town),
        entry.community_code,
        one.outcome,
        one.remark,
        users.get(one.checked_by or 0, ""),
        one.checked_at,
        tuple(
            AskedAgain(
                name,
                label_of(items[name].labels) if name in items else name,
                in_words(items.get(name), entry.answers.get(name, "")),
                one.differing.get(name, "") if one.outcome == DIFFERS else "",
            )
            for name in one.asked
        ),
    )
