"""What a spot check brought: each sheet that was entered, and how often answers differed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.second_entry import rate_interval
from dsurvey_desktop.domain.spot_check import AGREES, DIFFERS, NOT_FOUND, Judgement
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import sample_store, spot_store
from dsurvey_desktop.storage.spot_store import AnswerRecord, ResultRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import no_sample, sample_view
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.sample_views import SampleMember
from dsurvey_desktop.usecases.show_sheet import checked_view
from dsurvey_desktop.usecases.spot_result_views import SheetDifference, SheetLine, SpotResults


def spot_results(desk: Desk, sample_id: int | None = None) -> SpotResults:
    """What came out of a sample, the newest when no id is given; AppError `no_sample`."""
    with desk.database.read() as connection:
        return results_in(connection, sample_id)


def results_in(connection: Connection, sample_id: int | None = None) -> SpotResults:
    """The same, on an open connection."""
    record = sample_store.load_sample(connection, sample_id)
    if record is None:
        raise no_sample()
    results = {one.entry: one for one in spot_store.current_results(connection, record.id)}
    items = all_items(connection, INDIVIDUAL)
    members = sample_view(connection, record).members
    outcomes = Counter(one.outcome for one in results.values())
    judged = Counter(one.judgement for result in results.values() for one in result.answers)
    asked, differing = judged[Judgement.SAME] + judged[Judgement.OTHER], judged[Judgement.OTHER]
    low, high = rate_interval(differing, asked) if asked else (None, None)
    return SpotResults(
        record.id,
        len(members),
        len(results),
        outcomes[AGREES],
        outcomes[DIFFERS],
        outcomes[NOT_FOUND],
        asked,
        differing,
        judged[Judgement.NOT_ASKED],
        differing / asked if asked else None,
        low,
        high,
        _lines(members, results, items),
    )


def _lines(
    members: tuple[SampleMember, ...],
    results: Mapping[EntryId, ResultRecord],
    items: Mapping[str, Item],
) -> tuple[SheetLine, ...]:
    return tuple(_line(member, results.get(member.entry), items) for member in members)


def _line(
    member: SampleMember, result: ResultRecord | None, items: Mapping[str, Item]
) -> SheetLine:
    return SheetLine(
        member.entry,
        member.short_code,
        member.name,
        member.certificate_no,
        member.community_code,
        member.community_name,
        checked_view(result) if result else None,
        tuple(
            _difference(one, items.get(one.item))
            for one in (result.answers if result else ())
            if one.judgement is Judgement.OTHER
        ),
    )


def _difference(one: AnswerRecord, item: Item | None) -> SheetDifference:
    if item is None:
        return SheetDifference(
            one.item, "", one.item, str(one.registered or ""), str(one.found or "")
        )
    return SheetDifference(
        one.item,
        item.code,
        label_of(item.labels),
        shown(item, one.registered),
        shown(item, one.found),
    )
