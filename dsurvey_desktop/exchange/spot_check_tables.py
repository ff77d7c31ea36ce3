"""The tables of a hand-over that tell of the town's spot checks: who was drawn, what came out."""

from __future__ import annotations

from typing import NamedTuple

from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.spot_check import OUTCOMES, Judgement
from dsurvey_desktop.exchange.table_schema import Column, ColumnType, TableSchema

_STRING, _INTEGER = ColumnType.STRING, ColumnType.INTEGER
_DATE, _DATETIME = ColumnType.DATE, ColumnType.DATETIME


class SpotCheckRow(NamedTuple):
    """One entry of a drawn sample; seed, share and frame digest draw the same sample again.

    `result` is the outcome of `SpotResultRow`; empty before the sheet was entered.
    """

    sample_id: str
    drawn_at: str
    seed: str
    share: str
    frame_digest: str
    entry_id: int
    short_code: str
    result: str


class SpotResultRow(NamedTuple):
    """A sheet that was entered.

    `entry_version` is what was compared, `outcome` one of `domain.spot_check.OUTCOMES`.
    """

    sample_id: str
    entry_id: int
    entry_version: int
    outcome: str
    checked_on: str
    way: str
    checked_by: str
    remark: str
    recorded_by: str
    recorded_at: str


class SpotAnswerRow(NamedTuple):
    """One item that was asked again: the entry's answer then, and what the person said."""

    sample_id: str
    entry_id: int
    item: str
    judgement: str
    registered: str
    found: str


RESULT_TABLES = ("spot_check_results", "spot_check_answers")
"""Not in bundles that older programs made."""


def spot_check_schemas() -> tuple[TableSchema, ...]:
    """Who was drawn; the sheets that were entered; their items."""
    return (_drawn(), _results(), _answers())


def _drawn() -> TableSchema:
    return TableSchema(
        "spot_checks",
        (
            Column("sample_id", _STRING, is_required=True),
            Column("drawn_at", _DATETIME, is_required=True),
            Column("seed", _STRING, is_required=True),
            Column("share", ColumnType.NUMBER, False, "drawn part of the frame, 0 to 1"),
            Column("frame_digest", _STRING, is_required=True),
            Column("entry_id", _INTEGER, is_required=True),
            Column("short_code", _STRING, is_required=True),
            Column("result", _STRING),
        ),
        ("sample_id", "entry_id"),
    )


def _results() -> TableSchema:
    return TableSchema(
        RESULT_TABLES[0],
        (
            Column("sample_id", _STRING, is_required=True),
            Column("entry_id", _INTEGER, is_required=True),
            Column("entry_version", _INTEGER, is_required=True),
            Column("outcome", _STRING, True, "", OUTCOMES),
            Column("checked_on", _DATE, is_required=True),
            Column("way", _STRING, True, "", tuple(ContactWay)),
            Column("checked_by", _STRING, is_required=True),
            Column("remark", _STRING),
            Column("recorded_by", _STRING, is_required=True),
            Column("recorded_at", _DATETIME, is_required=True),
        ),
        ("sample_id", "entry_id"),
    )


def _answers() -> TableSchema:
    return TableSchema(
        RESULT_TABLES[1],
        (
            Column("sample_id", _STRING, is_required=True),
            Column("entry_id", _INTEGER, is_required=True),
            Column("item", _STRING, True, "name of the item in the form edition"),
            Column("judgement", _STRING, True, "", tuple(Judgement)),
            Column("registered", _STRING, False, "the entry's answer when it was compared"),
            Column("found", _STRING, False, "what the person said when asked again"),
        ),
        ("sample_id", "entry_id", "item"),
    )
