"""The town's spot checks as they go into a hand-over: who was drawn, what asking again brought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.exchange.hand_over_tables import answer_text
from dsurvey_desktop.exchange.spot_check_tables import SpotAnswerRow, SpotCheckRow, SpotResultRow
from dsurvey_desktop.exchange.statement import moment_text
from dsurvey_desktop.storage import office_store, sample_store, spot_store
from dsurvey_desktop.storage.sample_store import SampleRecord
from dsurvey_desktop.storage.spot_store import ResultRecord

_DRAFTED, _TOLD = "spot_results_drafted", "spot_results_told"


@dataclass(frozen=True, slots=True)
class SpotCheckRows:
    """Rows of the three tables."""

    drawn: list[SpotCheckRow]
    results: list[SpotResultRow]
    answers: list[SpotAnswerRow]


def spot_check_rows(connection: Connection, ids: Collection[int]) -> SpotCheckRows:
    """All that is known of drawn entries that the district gets now (`ids`) or has got.

    Told whole with each bundle: what a sheet brought often comes in after its entry went up.
    """
    told = {*ids, *sample_store.handed_over_members(connection)}
    results = [one for one in spot_store.current_results(connection) if one.entry in told]
    outcomes = {(one.sample, one.entry): one.outcome for one in results}
    samples = sample_store.all_samples(connection)
    return SpotCheckRows(
        [row for one in samples for row in _drawn(one, told, outcomes)],
        [_result(one) for one in results],
        list(_answers(results)),
    )


def untold_results(connection: Connection) -> int:
    """Sheets of handed-over entries that no bundle has told of yet."""
    told = office_store.load_setting(connection, _TOLD)
    return spot_store.count_later(connection, int(told or 0))


def mark_drafted(connection: Connection) -> None:
    """A bundle that is made now tells of all sheets that are entered now."""
    office_store.save_setting(connection, _DRAFTED, spot_store.newest_result(connection))


def mark_told(connection: Connection) -> None:
    """The bundle that was made last goes out; sheets entered since are still to be told."""
    told = office_store.load_setting(connection, _DRAFTED)
    office_store.save_setting(connection, _TOLD, int(told or 0))


def _drawn(
    sample: SampleRecord, told: Collection[int], outcomes: dict[tuple[int, EntryId], str]
) -> Iterator[SpotCheckRow]:
    for entry_id, code in sample.members:
        if entry_id in told:
            yield SpotCheckRow(
                str(sample.id),
                moment_text(sample.drawn_at),
                str(sample.seed),
                f"{sample.share:g}",
                sample.frame_digest,
                entry_id,
                code,
                outcomes.get((sample.id, entry_id), ""),
            )


def _result(one: ResultRecord) -> SpotResultRow:
    return SpotResultRow(
        str(one.sample),
        one.entry,
        one.version,
        one.outcome,
        one.checked_on.isoformat(),
        one.way.value,
        one.checked_by,
        one.remark,
        one.recorded_by_name,
        moment_text(one.recorded_at),
    )


def _answers(results: Iterable[ResultRecord]) -> Iterator[SpotAnswerRow]:
    for result in results:
        for one in result.answers:
            registered, found = (
                "" if value is None else answer_text(value) for value in (one.registered, one.found)
            )
            yield SpotAnswerRow(
                str(result.sample), result.entry, one.item, one.judgement.value, registered, found
            )
