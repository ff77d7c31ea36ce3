"""The district's lists: towns, their bundles, their entries, people of more than one town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.survey_codes import HOME_VISIT, MOBILE_APP, NORMAL
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import (
    finding_store,
    objection_store,
    office_store,
    received_store,
    roster_store,
    sign_off_store,
    town_store,
)
from dsurvey_desktop.storage.objection_store import ObjectionRecord
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import (
    AnswerDifference,
    BundleChanges,
    DuplicatePerson,
    ObjectionView,
    ReceivedBundleView,
    TownEntryView,
    TownProgress,
)
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.town_answers import in_words
from dsurvey_desktop.usecases.town_names import town_names, town_of


def list_towns(desk: Desk) -> tuple[TownProgress, ...]:
    """How far each town is, by code."""
    with desk.database.read() as connection:
        return towns_of(connection, desk.today())


def towns_of(connection: Connection, today: date) -> tuple[TownProgress, ...]:
    """The same, on an open connection."""
    names = town_names(connection)
    counts = town_store.counts_per_town(
        connection, surveyed=NORMAL, home_visit=HOME_VISIT, mobile_app=MOBILE_APP
    )
    signed = Counter(
        town
        for (town, _department), one in sign_off_store.newest(connection).items()
        if one.fallen_at is None
    )
    questioned = finding_store.questioned_per_town(connection)
    is_past = today > office_store.load_campaign(connection).town_deadline
    newest = received_store.newest_of_each(connection, BundleKind.HAND_OVER.value)
    people = _people(connection)
    codes = sorted({*names, *counts, *newest, *(code for code in people if code)})
    found = (
        _town(code, names, counts.get(code), newest.get(code), people.get(code), is_past=is_past)
        for code in codes
    )
    return tuple(
        replace(one, signed_off=signed[one.code], questioned=questioned.get(one.code, 0))
        for one in found
    )


def _people(connection: Connection) -> dict[str, int]:
    """People in scope on the district's roster, by town."""
    people: dict[str, int] = {}
    for community, count in roster_store.people_per_community(connection).items():
        town = town_of(community)
        people[town] = people.get(town, 0) + count
    return people


def _town(
    code: str,
    names: Mapping[str, str],
    counts: object,
    newest: received_store.ReceivedRecord | None,
    people: int | None,
    *,
    is_past: bool,
) -> TownProgress:
    def count(name: str) -> int:
        return int(getattr(counts, name, 0) or 0)

    missing = newest.counts.get("missing", 0) if newest else 0
    entries = count("entries")
    everybody = people if people is not None else entries + missing
    return TownProgress(
        code=code,
        name=names.get(code, code),
        people=everybody,
        entries=entries,
        undecided=count("undecided"),
        accepted=count("accepted"),
        sent_back=count("sent_back"),
        withdrawn=count("withdrawn"),
        late=count("late"),
        untold=count("untold"),
        missing=missing,
        sequence=newest.sequence if newest else 0,
        received_at=newest.received_at if newest else None,
        has_card=code in names,
        with_entry=max(everybody - missing, entries) if newest else 0,
        surveyed=count("surveyed"),
        visited=count("visited"),
        by_app=count("by_app"),
        is_overdue=is_past and entries < everybody,
    )


def list_received(desk: Desk) -> tuple[ReceivedBundleView, ...]:
    """The bundles that were taken in, newest first."""
    with desk.database.read() as connection:
        names = town_names(connection)
        return tuple(
            ReceivedBundleView(
                one.id,
                one.kind,
                one.sender,
                names.get(one.sender, one.sender),
                one.sequence,
                one.digest,
                one.file_name,
                one.fingerprint,
                one.is_sealed,
                one.created_at,
                one.received_at,
                one.by_name,
                _changes(one),
            )
            for one in received_store.list_received(connection)
        )


def _changes(one: received_store.ReceivedRecord) -> BundleChanges:
    is_hand_over = one.kind == BundleKind.HAND_OVER
    return BundleChanges(**one.counts) if is_hand_over else BundleChanges()


def list_town_entries(
    desk: Desk,
    town: str = "",
    state: EntryState | None = None,
    *,
    is_late: bool = False,
    is_withdrawn: bool = False,
) -> tuple[TownEntryView, ...]:
    """The towns' entries with what their newest bundle changed.

    Args:
        desk: the district's.
        town: of one town only.
        state: in one state only.
        is_late: only those the town approved after its deadline.
        is_withdrawn: only those the town no longer stands to.
    """
    with desk.database.read() as connection:
        view = _viewer(connection)
        return tuple(
            view(one)
            for one in town_store.list_entries(connection, town=town, state=state)
            if one.is_late >= is_late and bool(one.withdrawn) >= is_withdrawn
        )


def list_duplicates(desk: Desk) -> tuple[DuplicatePerson, ...]:
    """People whom more than one town has handed over, each with all sides."""
    with desk.database.read() as connection:
        view = _viewer(connection)
        records = town_store.duplicates(connection)
        return tuple(
            DuplicatePerson(citizen, tuple(map(view, group)))
            for citizen, group in groupby(records, lambda one: one.certificate_no[:18])
        )


def _viewer(connection: Connection) -> Callable[[TownEntryRecord], TownEntryView]:
    names = town_names(connection)
    form = load_edition(connection, INDIVIDUAL).form
    objections = objection_store.standing(connection)

    def view(one: TownEntryRecord) -> TownEntryView:
        return TownEntryView(
            one.id,
            one.town,
            names.get(one.town, one.town),
            one.entry_no,
            one.certificate_no,
            one.name,
            one.community_code,
            one.version,
            one.state,
            one.is_late,
            one.withdrawn,
            one.item,
            one.reason,
            one.told_in is not None,
            _differences(form, one),
            tuple(with_words(form, reason) for reason in objections.get(one.id, ())),
        )

    return view


def with_words(form: Form, one: ObjectionRecord) -> ObjectionView:
    """A reason with the words of the item it is about."""
    labels = [label_of(item.labels) for item in form.items if item.name == one.item]
    return ObjectionView(one.department, one.item, "".join(labels), one.reason, one.by_name)


def _differences(form: Form, one: TownEntryRecord) -> tuple[AnswerDifference, ...]:
    """What changed against the bundle before, in the order of the form; nothing for a new entry."""
    if not one.before:
        return ()
    items = {item.name: item for item in form.items}
    names = list(dict.fromkeys([*items, *one.before, *one.answers]))
    return tuple(
        AnswerDifference(
            name,
            label_of(items[name].labels) if name in items else name,
            in_words(items.get(name), one.before.get(name, "")),
            in_words(items.get(name), one.answers.get(name, "")),
        )
        for name in names
        if one.before.get(name) != one.answers.get(name)
    )
