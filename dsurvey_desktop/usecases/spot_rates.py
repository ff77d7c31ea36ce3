"""How often answers differed in a spot check: by class, community, collector and item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.second_entry import rate_interval
from dsurvey_desktop.domain.spot_check import CLASS_WORDS, ItemClass, Judgement
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.spot_store import AnswerRecord, ResultRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.item_classes import class_of
from dsurvey_desktop.usecases.spot_result_views import SpotRate, SpotRates

COLLECTOR = "enumerator"
KeyOf = Callable[[EntryRecord, AnswerRecord], str]


@dataclass(slots=True)
class _Count:
    """What is counted under one key."""

    sheets: set[int] = field(default_factory=set)
    asked: int = 0
    differing: dict[ItemClass, int] = field(default_factory=lambda: dict.fromkeys(ItemClass, 0))


def spot_rates(
    results: Iterable[ResultRecord],
    entries: Mapping[EntryId, EntryRecord],
    communities: Mapping[str, str],
    items: Mapping[str, Item],
) -> SpotRates:
    """Rates with their intervals, the highest first.

    Args:
        results: the sheets that count.
        entries: of these sheets, by id.
        communities: names by code.
        items: of the form, by name.
    """
    sheets = list(results)
    labels = {name: f"{item.code} {label_of(item.labels)}" for name, item in items.items()}
    classes = {one.value: _(words) for one, words in CLASS_WORDS.items()}
    blank = {"": _("(not named)")}

    def counted(key_of: KeyOf, names: Mapping[str, str]) -> tuple[SpotRate, ...]:
        return _rates(sheets, entries, key_of, names)

    return SpotRates(
        counted(lambda _entry, one: class_of(one.item).value, classes),
        counted(lambda entry, _one: entry.community_code, communities),
        counted(lambda entry, _one: str(entry.answers.get(COLLECTOR, "")).strip(), blank),
        counted(lambda _entry, one: one.item, labels),
        _(
            "Error rate: items that differ of all items that were asked, by the form as it was "
            "when the sheet was first entered. The interval (95 percent, Wilson) takes items as "
            "independent of each other. What may change may have changed since the visit."
        ),
    )


def _rates(
    sheets: list[ResultRecord],
    entries: Mapping[EntryId, EntryRecord],
    key_of: KeyOf,
    names: Mapping[str, str],
) -> tuple[SpotRate, ...]:
    counts: dict[str, _Count] = {}
    for sheet in sheets:
        for one in sheet.answers:
            if one.judgement is not Judgement.NOT_ASKED:
                count = counts.setdefault(key_of(entries[sheet.entry], one), _Count())
                count.sheets.add(sheet.entry)
                count.asked += 1
                count.differing[class_of(one.item)] += one.judgement is Judgement.OTHER
    rates = (_rate(key, names.get(key, key), count) for key, count in counts.items())
    return tuple(sorted(rates, key=lambda one: (-one.rate, -one.asked, one.key)))


def _rate(key: str, name: str, count: _Count) -> SpotRate:
    differing = sum(count.differing.values())
    low, high = rate_interval(differing, count.asked)
    return SpotRate(
        key,
        name,
        len(count.sheets),
        count.asked,
        differing,
        count.differing[ItemClass.NEVER],
        count.differing[ItemClass.HARD],
        count.differing[ItemClass.MAY_CHANGE],
        differing / count.asked,
        low,
        high,
    )
