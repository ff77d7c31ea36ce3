"""Entering what asking a drawn person again brought; the entry itself stays (product F3).

What was said otherwise becomes a finding of the entry (rule S01): the officer corrects or explains.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry import Value, is_same
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.spot_check import AGREES, DIFFERS, NOT_FOUND, Judgement
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import sample_store, spot_store
from dsurvey_desktop.storage.spot_store import AnswerRecord, ResultRecord
from dsurvey_desktop.usecases.answer_values import read_value
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import contradicts, not_asked
from dsurvey_desktop.usecases.editions import load_form
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.sheet_views import RecordedSheet, SheetResult
from dsurvey_desktop.usecases.show_sheet import Sheet, find_sheet

CAUSE = "spot_check_differs"


def record_sheet(desk: Desk, code: str, result: SheetResult) -> RecordedSheet:
    """Keep a sheet's answers; entered again, the former stay on record.

    Args:
        desk: who types them in.
        code: of the sheet, as typed or scanned.
        result: what the person said.

    Raises:
        AppError: `not_allowed`, `no_sheet`, `not_asked`, `no_item`, `value_invalid`,
            `checker_missing`, `day_invalid`, `sheet_contradicts` where something was said by nobody
            or to what was not asked, `reason_missing` where it was entered before.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        sheet = find_sheet(connection, desk, code)
        record = _record(connection, desk, sheet, result)
        spot_store.add_result(connection, record)
        detail = {
            "outcome": record.outcome,
            "items": [one.item for one in record.answers if one.judgement is Judgement.OTHER],
            "reason": record.reason,
        }
        note(connection, desk, "sheet_recorded", f"entry {record.entry}", detail)
        fallen = recheck(connection, desk, CAUSE, [record.entry])
    count = [one.judgement for one in record.answers].count
    return RecordedSheet(
        sheet.code,
        record.entry,
        record.outcome,
        count(Judgement.SAME) + count(Judgement.OTHER),
        count(Judgement.OTHER),
        count(Judgement.NOT_ASKED),
        bool(sheet.results),
        bool(fallen),
    )


def _record(connection: Connection, desk: Desk, sheet: Sheet, result: SheetResult) -> ResultRecord:
    _check_when(connection, desk, sheet, result)
    _check_agrees(result)
    answers = _answers(connection, sheet, result) if result.is_found else ()
    is_other = any(one.judgement is Judgement.OTHER for one in answers)
    return ResultRecord(
        sheet.sample,
        sheet.record.id,
        sheet.version,
        (DIFFERS if is_other else AGREES) if result.is_found else NOT_FOUND,
        result.checked_on,
        result.way,
        _checker(result.checked_by),
        result.remark.strip(),
        stated(result.reason) if sheet.results else "",
        desk.user.id,
        desk.user.name,
        desk.now(),
        True,
        answers,
    )


def _answers(connection: Connection, sheet: Sheet, result: SheetResult) -> tuple[AnswerRecord, ...]:
    for item in (*result.differing, *result.not_asked):
        if item not in sheet.registered:
            raise not_asked(item)
    form = load_form(connection, sheet.record.form_digest)
    found = {item: read_value(form, item, value) for item, value in result.differing.items()}
    return tuple(
        _answer(item, value, found, result.not_asked) for item, value in sheet.registered.items()
    )


def _answer(
    item: str,
    registered: Value | None,
    found: Mapping[str, Value | None],
    unasked: frozenset[str],
) -> AnswerRecord:
    if item in unasked:
        return AnswerRecord(item, Judgement.NOT_ASKED, registered, None)
    said = found.get(item, registered)
    judgement = Judgement.SAME if is_same(said, registered) else Judgement.OTHER
    return AnswerRecord(item, judgement, registered, said)


def _checker(name: str) -> str:
    if name.strip():
        return name.strip()
    raise AppError(
        "checker_missing",
        text("Who asked the person is missing."),
        text("Please enter the name of whoever asked again."),
    )


def _check_agrees(result: SheetResult) -> None:
    if result.differing and (not result.is_found or result.not_asked & result.differing.keys()):
        raise contradicts()


def _check_when(connection: Connection, desk: Desk, sheet: Sheet, result: SheetResult) -> None:
    """Nobody is asked again before the sample was drawn, or after today."""
    sample = sample_store.load_sample(connection, sheet.sample)
    assert sample is not None
    if not office_day(sample.drawn_at) <= result.checked_on <= desk.today():
        raise AppError(
            "day_invalid",
            text(
                "The day {day} lies before the draw or in the future.",
                day=result.checked_on.isoformat(),
            ),
            text("Please enter the day on which the person was asked again."),
        )
