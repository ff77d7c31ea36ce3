"""The error rate of entry by blind second entry: in all, per community and per item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dsurvey_desktop.domain.second_entry import Kept, rate_interval
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.storage import office_store, second_store
from dsurvey_desktop.storage.second_store import DifferenceRecord, SecondRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.second_entry_views import RateLine, SecondReport

Keys = Callable[[SecondRecord, str], str]


def second_entry_rates(desk: Desk) -> SecondReport:
    """How often two persons entered otherwise, with what is still to be decided."""
    with desk.database.read() as connection:
        drawn = second_store.list_second(connection)
        differences = second_store.list_differences(connection)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        items = all_items(connection, INDIVIDUAL)
    entered = [one for one in drawn if one.entered_by is not None]
    labels = {name: label_of(item.labels) for name, item in items.items()}
    people = {str(one.first_by): one.first_by_name for one in entered}
    people |= {str(one.entered_by): one.entered_by_name for one in entered}
    (total,) = _lines(entered, differences, lambda _one, _item: "", {}) or (_nothing(),)
    return SecondReport(
        len(drawn),
        len(entered),
        total,
        _lines(entered, differences, lambda one, _item: one.community_code, names),
        _lines(entered, differences, lambda _one, item: item, labels),
        _(
            "Error rate: fields that differ of all fields that either person filled in. The "
            "interval (95 percent, Wilson) takes fields as independent of each other."
        ),
        _lines(entered, differences, lambda one, _item: str(one.first_by), people),
        _lines(entered, differences, lambda one, _item: str(one.entered_by), people),
    )


def _lines(
    entered: Iterable[SecondRecord],
    differences: Iterable[DifferenceRecord],
    key_of: Keys,
    names: Mapping[str, str],
) -> tuple[RateLine, ...]:
    """One line a key, the highest rate first."""
    fields: Counter[str] = Counter()
    people: dict[str, set[int]] = {}
    by_entry = {one.entry: one for one in entered}
    for one in by_entry.values():
        for item in one.first.keys() | one.second.keys():
            key = key_of(one, item)
            fields[key] += 1
            people.setdefault(key, set()).add(one.entry)
    found: dict[str, list[DifferenceRecord]] = {}
    for difference in differences:
        key = key_of(by_entry[difference.entry], difference.item)
        found.setdefault(key, []).append(difference)
    lines = (
        _line(key, names.get(key, key), len(people[key]), count, found.get(key, []))
        for key, count in fields.items()
    )
    return tuple(sorted(lines, key=lambda line: (-(line.rate or 0), -line.fields, line.key)))


def _line(
    key: str, name: str, entries: int, fields: int, found: list[DifferenceRecord]
) -> RateLine:
    low, high = rate_interval(len(found), fields)
    return RateLine(
        key,
        name,
        entries,
        fields,
        len(found),
        len(found) / fields,
        low,
        high,
        sum(one.kept in (Kept.SECOND, Kept.OTHER) for one in found),
        sum(not one.kept for one in found),
        sum(one.kept in (Kept.FIRST, Kept.OTHER) for one in found),
    )


def _nothing() -> RateLine:
    return RateLine("", "", 0, 0, 0, None, None, None, 0, 0)
