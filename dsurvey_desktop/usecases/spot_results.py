"""What a spot check brought: each sheet that was entered, and how often answers differed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.second_entry import rate_interval
from dsurvey_desktop.domain.spot_check import (
    AGREES,
    DIFFERS,
    NOT_FOUND,
    VERDICT_WORDS,
    Judgement,
    Verdict,
)
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import entry_store, office_store, sample_store, spot_store
from dsurvey_desktop.storage.spot_store import AnswerRecord, ResultRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import no_sample, sample_view
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.item_classes import class_of
from dsurvey_desktop.usecases.lot_verdicts import forms_to_redo, lot_results
from dsurvey_desktop.usecases.sample_views import SampleMember
from dsurvey_desktop.usecases.show_sheet import checked_view
from dsurvey_desktop.usecases.spot_rates import spot_rates
from dsurvey_desktop.usecases.spot_result_views import (
    LotResult,
    RedoLine,
    SheetDifference,
    SheetLine,
    SpotRates,
    SpotResults,
)


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
    view = sample_view(connection, record)
    members = view.members
    lots = lot_results(view.lots, members, results)
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
        _rates(connection, results, items),
        lots,
        _redo(connection, lots, results),
    )


def _redo(
    connection: Connection,
    lots: tuple[LotResult, ...],
    results: Mapping[EntryId, ResultRecord],
) -> tuple[RedoLine, ...]:
    if all(one.verdict is not Verdict.REJECTED for one in lots):
        return ()
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    return forms_to_redo(lots, entry_store.all_entries(connection), results, names)


def _rates(
    connection: Connection, results: Mapping[EntryId, ResultRecord], items: Mapping[str, Item]
) -> SpotRates:
    entries = {one.id: one for one in entry_store.load_entries(connection, list(results))}
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    return spot_rates(results.values(), entries, names, items)


def results_words(results: SpotResults) -> tuple[str, ...]:
    """How far it is, and the error rate once something was asked."""
    words = _(
        "{checked} of {drawn} sheets are entered: {agreeing} agree, {differing} differ, "
        "{not_found} not met."
    )
    counts = words.format(
        checked=f"{results.checked:,}",
        drawn=f"{results.drawn:,}",
        agreeing=f"{results.agreeing:,}",
        differing=f"{results.differing:,}",
        not_found=f"{results.not_found:,}",
    )
    lots = (*_count_words(results.lots), *map(lot_words, results.lots))
    if results.error_rate is None or results.low is None or results.high is None:
        return (counts, *lots)
    words = _(
        "{differing} of {asked} items differ: error rate {rate} (95% interval {low} to {high}, "
        "Wilson)."
    )
    rate = words.format(
        differing=f"{results.items_differing:,}",
        asked=f"{results.items_asked:,}",
        rate=f"{results.error_rate:.1%}",
        low=f"{results.low:.1%}",
        high=f"{results.high:.1%}",
    )
    return (counts, rate, *lots)


def _count_words(lots: tuple[LotResult, ...]) -> tuple[str, ...]:
    """How many lots became what, where there are several."""
    if len(lots) < 2:
        return ()
    verdicts = Counter(one.verdict for one in lots)
    words = _("{count} lots: {accepted} accepted, {rejected} not accepted, {open} not decided.")
    said = words.format(
        count=len(lots),
        accepted=verdicts[Verdict.ACCEPTED],
        rejected=verdicts[Verdict.REJECTED],
        open=verdicts[Verdict.OPEN],
    )
    return (said,)


def lot_words(lot: LotResult) -> str:
    """What becomes of a lot, in a sentence."""
    words = _(
        "{name}: {bad} bad forms in a sample of {sample} of {size}, at most {acceptance} allowed, "
        "{unknown} still open: {verdict}."
    )
    return words.format(
        name=lot.name,
        bad=lot.bad,
        sample=lot.sample,
        size=f"{lot.size:,}",
        acceptance=lot.acceptance,
        unknown=lot.unknown,
        verdict=_(VERDICT_WORDS[lot.verdict]),
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
    """An item that no edition knows any more is shown as it is kept."""
    if item is None:
        registered, found = (str(value or "") for value in (one.registered, one.found))
    else:
        registered, found = (shown(item, value) for value in (one.registered, one.found))
    return SheetDifference(
        one.item,
        item.code if item else "",
        label_of(item.labels) if item else one.item,
        registered,
        found,
        class_of(one.item),
    )
