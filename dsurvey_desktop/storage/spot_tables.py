"""Tables of what asking drawn people again brought: the town's, and as the district got them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text
from sqlalchemy import text as sql

from dsurvey_desktop.storage.tables import metadata

spot_result = Table(
    "spot_result",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sample_id", ForeignKey("sample.id"), nullable=False),
    Column("entry_id", ForeignKey("entry.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("checked_on", String(10), nullable=False),
    Column("way", String(16), nullable=False),
    Column("checked_by", String(64), nullable=False),
    Column("remark", String(255), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("recorded_by", ForeignKey("account.id"), nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Column("is_current", Boolean, nullable=False),
    Index("ix_spot_result_member", "entry_id", "sample_id"),
    Index(
        "uq_spot_result_current",
        "sample_id",
        "entry_id",
        unique=True,
        sqlite_where=sql("is_current"),
    ),
)
"""A sheet that was entered; entered again, the former row stays and is no longer current."""

spot_answer = Table(
    "spot_answer",
    metadata,
    Column("result_id", ForeignKey("spot_result.id"), primary_key=True),
    Column("item", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("judgement", String(16), nullable=False),
    Column("registered_json", Text, nullable=False),
    Column("found_json", Text, nullable=False),
)
"""`registered_json` is what the entry said when the sheet was first entered."""

town_spot_check = Table(
    "town_spot_check",
    metadata,
    Column("town", String(20), primary_key=True),
    Column("sample_no", String(20), primary_key=True),
    Column("entry_no", Integer, primary_key=True),
    Column("short_code", String(24), nullable=False),
    Column("drawn_at", String(40), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("checked_on", String(10), nullable=False),
    Column("way", String(16), nullable=False),
    Column("checked_by", String(64), nullable=False),
    Column("remark", String(255), nullable=False),
    Column("answers_json", Text, nullable=False),
)
"""A town's own spot checks as its newest hand-over told them; `entry_no` is the town's id."""
