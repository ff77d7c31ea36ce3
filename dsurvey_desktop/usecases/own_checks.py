"""The towns' own spot checks at the district's desk: taken from hand-overs, and shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import starmap

from sqlalchemy import Connection

from dsurvey_desktop.domain.spot_check import Judgement
from dsurvey_desktop.exchange.spot_check_tables import (
    RESULT_TABLES,
    SpotAnswerRow,
    SpotCheckRow,
    SpotResultRow,
)
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import office_store, town_spot_store
from dsurvey_desktop.storage.town_spot_store import OwnAnswer, OwnCheckRecord
from dsurvey_desktop.usecases.answer_values import label_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.show_town_sample import rate_of
from dsurvey_desktop.usecases.town_answers import in_words
from dsurvey_desktop.usecases.town_names import town_names
from dsurvey_desktop.usecases.town_sample_views import (
    AskedAgain,
    OwnCheck,
    OwnChecks,
    TownErrorRate,
)

_UNENTERED = SpotResultRow("", 0, 0, "", "", "", "", "", "", "")


def keep_own_checks(connection: Connection, bundle: VerifiedBundle) -> None:
    """Keep what a hand-over tells of the town's spot checks, in the caller's unit of work.

    Bundles of older programs tell who was drawn and nothing of results.
    """
    results: dict[tuple[str, int], SpotResultRow] = {}
    answers: dict[tuple[str, int], list[OwnAnswer]] = {}
    if RESULT_TABLES[0] in bundle.tables:
        for result in starmap(SpotResultRow, bundle.tables[RESULT_TABLES[0]].rows()):
            results[result.sample_id, result.entry_id] = result
        for one in starmap(SpotAnswerRow, bundle.tables[RESULT_TABLES[1]].rows()):
            said = (one.item, one.judgement, one.registered, one.found)
            answers.setdefault((one.sample_id, one.entry_id), []).append(said)
    records = []
    for row in starmap(SpotCheckRow, bundle.tables["spot_checks"].rows()):
        key = (row.sample_id, row.entry_id)
        records.append(_record(row, results.get(key, _UNENTERED), tuple(answers.get(key, ()))))
    town_spot_store.replace_checks(connection, bundle.statement.sender, records)


def _record(
    row: SpotCheckRow, result: SpotResultRow, answers: tuple[OwnAnswer, ...]
) -> OwnCheckRecord:
    return OwnCheckRecord(
        row.sample_id,
        row.entry_id,
        row.short_code,
        row.drawn_at,
        result.outcome,
        result.checked_on,
        result.way,
        result.checked_by,
        result.remark,
        answers,
    )


def list_own_checks(desk: Desk) -> OwnChecks:
    """How often the towns found differences themselves, and each sheet that was entered.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        by_town = town_spot_store.checks_by_town(connection)
        names = town_names(connection)
        items = all_items(connection, INDIVIDUAL)
        frames = town_spot_store.entries_per_town(connection)
    return OwnChecks(
        tuple(
            _rate(town, names.get(town, town), frames.get(town, 0), found)
            for town, found in by_town.items()
        ),
        tuple(
            _check(town, names.get(town, town), one, items)
            for town, found in by_town.items()
            for one in found
            if one.outcome
        ),
    )


def _rate(town: str, name: str, frame: int, found: list[OwnCheckRecord]) -> TownErrorRate:
    judged = Counter(answer[1] for one in found for answer in one.answers)
    return rate_of(
        (town, name),
        (frame, len(found)),
        Counter(one.outcome for one in found if one.outcome),
        judged[Judgement.SAME] + judged[Judgement.OTHER],
        judged[Judgement.OTHER],
    )


def _check(
    town: str,
    town_name: str,
    one: OwnCheckRecord,
    items: Mapping[str, Item],
) -> OwnCheck:
    differing = (answer for answer in one.answers if answer[1] == Judgement.OTHER)
    return OwnCheck(
        town,
        town_name,
        one.entry_no,
        one.name,
        one.community_code,
        one.short_code,
        one.outcome,
        one.checked_on,
        one.way,
        one.checked_by,
        one.remark,
        tuple(
            AskedAgain(
                name,
                label_of(items[name].labels) if name in items else name,
                in_words(items.get(name), registered),
                in_words(items.get(name), found),
            )
            for name, _judgement, registered, found in differing
        ),
        sum(answer[1] != Judgement.NOT_ASKED for answer in one.answers),
    )
