"""Whether the lots of an acceptance plan are accepted, and what a failed lot has to do again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.spot_check import (
    AGREES,
    NOT_FOUND,
    ItemClass,
    Judgement,
    Verdict,
)
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.spot_store import ResultRecord
from dsurvey_desktop.usecases.item_classes import class_of
from dsurvey_desktop.usecases.sample_views import Lot, SampleMember
from dsurvey_desktop.usecases.spot_result_views import LotResult, RedoLine

_COUNTS = (ItemClass.NEVER, ItemClass.HARD)


def is_bad(result: ResultRecord) -> bool:
    """A form is bad where an item differs that should not have changed since the visit."""
    return any(
        one.judgement is Judgement.OTHER and class_of(one.item) in _COUNTS for one in result.answers
    )


def lot_results(
    lots: Iterable[Lot],
    members: Iterable[SampleMember],
    results: Mapping[EntryId, ResultRecord],
) -> tuple[LotResult, ...]:
    """Each lot with what is known of its forms.

    A lot is rejected once more forms are bad than its plan allows; it is accepted when that can
    no longer happen, those counted as bad too that nobody could be asked about.
    """
    drawn = list(members)
    return tuple(_lot_result(lot, drawn, results) for lot in lots)


def _lot_result(
    lot: Lot, members: list[SampleMember], results: Mapping[EntryId, ResultRecord]
) -> LotResult:
    own = [one.entry for one in members if lot.code in ("", one.community_code)]
    known = [results[entry] for entry in own if entry in results]
    bad = sum(map(is_bad, known))
    drawn = max(lot.sample, len(own))  # somebody may have moved to another community since
    unknown = drawn - len(known) + sum(one.outcome == NOT_FOUND for one in known)
    verdict = Verdict.OPEN
    if bad > lot.acceptance:
        verdict = Verdict.REJECTED
    elif bad + unknown <= lot.acceptance:
        verdict = Verdict.ACCEPTED
    return LotResult(
        lot.code,
        lot.name,
        lot.size,
        lot.sample,
        lot.acceptance,
        lot.limit,
        lot.risk,
        bad,
        unknown,
        verdict,
    )


def forms_to_redo(
    lots: Iterable[LotResult],
    entries: Iterable[EntryRecord],
    results: Mapping[EntryId, ResultRecord],
    names: Mapping[str, str],
) -> tuple[RedoLine, ...]:
    """All forms of rejected lots but those whose people were asked again and agreed."""
    failed = {one.code for one in lots if one.verdict is Verdict.REJECTED}
    if not failed:
        return ()
    agreed = {entry for entry, one in results.items() if one.outcome == AGREES}
    return tuple(
        RedoLine(
            one.id,
            one.name,
            one.certificate_no,
            one.community_code,
            names.get(one.community_code, one.community_code),
        )
        for one in entries
        if one.id not in agreed and not failed.isdisjoint({"", one.community_code})
    )
