"""What changed most since last year: items by the share of people who answer otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value, is_same
from dsurvey_desktop.domain.last_year import LastYear
from dsurvey_desktop.domain.survey_codes import NORMAL
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.model import Form, Item
from dsurvey_desktop.storage import entry_lookup, last_year_store, office_store
from dsurvey_desktop.storage.entry_lookup import Answered
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.last_year_file import left_items
from dsurvey_desktop.usecases.last_year_forms import plain_form
from dsurvey_desktop.usecases.last_year_views import ChangedItem, ChangedPerson, YearChanges

ABOUT_THE_VISIT = frozenset(
    {"survey_date", "reconfirmed_on", "mode", "device", "reporter", "enumerator", "note"}
)
"""Items that say how somebody was asked, not how they live; they are not compared."""


@dataclass(slots=True)
class _Count:
    compared: int = 0
    only_now: int = 0
    only_before: int = 0
    people: list[ChangedPerson] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Somebody answered in one of the years."""
        return bool(self.compared or self.only_now or self.only_before)


def compare_years(
    desk: Desk, community: str = "", item: str = "", *, with_people: bool = True
) -> YearChanges:
    """Hold the answers of everybody surveyed against last year's.

    Args:
        desk: whose office.
        community: 12-digit code; empty for all.
        item: only this one; empty for all.
        with_people: name whose answers changed.

    Raises:
        AppError: `no_community`.
    """
    with desk.database.read() as connection:
        check_known(connection, community)
        year = office_store.load_campaign(connection).year - 1
        last = last_year_store.all_answers(connection)
        items = _items(connection, item)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        left = last_year_store.all_left(connection) if not item else {}
        forms = _forms(connection, {one.form_digest for one in left.values()})
        records = entry_lookup.answered_with_status(connection, NORMAL, community)
    pairs = [
        (record, last[record.certificate_no]) for record in records if record.certificate_no in last
    ]
    counts = _counted(pairs, items, names)
    found = (_changed_item(items[name], one) for name, one in counts.items() if one.is_known)
    ordered = sorted(found, key=lambda one: (-one.share, -one.changed))
    if not with_people:
        ordered = [replace(one, people=()) for one in ordered]
    besides = (left[one.certificate_no] for one, _last in pairs if one.certificate_no in left)
    told = left_items(forms, ((one.form_digest, one.answers) for one in besides))
    return YearChanges(year, len(records), len(pairs), tuple(ordered), told)


def _forms(connection: Connection, digests: Iterable[str]) -> dict[str, Form]:
    found = {digest: plain_form(connection, digest) for digest in digests if digest}
    return {digest: form for digest, form in found.items() if form is not None}


def _items(connection: Connection, wanted: str) -> dict[str, Item]:
    form = load_edition(connection, INDIVIDUAL).form
    return {
        item.name: item
        for item in answered_items(form)
        if item.name not in ABOUT_THE_VISIT and wanted in ("", item.name)
    }


def _counted(
    pairs: Iterable[tuple[Answered, LastYear]],
    items: Mapping[str, Item],
    names: Mapping[str, str],
) -> dict[str, _Count]:
    counts = {name: _Count() for name in items}
    for one, last in pairs:
        before = last.answers
        for name, now in one.answers.items():
            count = counts.get(name)
            if count is None:
                continue
            other = before.get(name)
            if other is None:
                count.only_now += 1
                continue
            count.compared += 1
            if other != now and not is_same(other, now):
                count.people.append(_person(one, items[name], other, now, names))
        for name in before.keys() - one.answers.keys():
            if name in counts:
                counts[name].only_before += 1
    return counts


def _person(
    one: Answered, item: Item, before: Value, now: Value, names: Mapping[str, str]
) -> ChangedPerson:
    return ChangedPerson(
        one.id,
        one.name,
        one.certificate_no,
        one.community_code,
        names.get(one.community_code, one.community_code),
        shown(item, before),
        shown(item, now),
    )


def _changed_item(item: Item, count: _Count) -> ChangedItem:
    changed = len(count.people)
    return ChangedItem(
        item.name,
        item.code,
        label_of(item.labels),
        count.compared,
        changed,
        changed / count.compared if count.compared else 0.0,
        count.only_now,
        count.only_before,
        tuple(count.people),
    )
