"""Tables of blind second entry."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from dsurvey_desktop.storage.tables import metadata

second_draw = Table(
    "second_draw",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("share", Float, nullable=False),
    Column("drawn_at", String(40), nullable=False),
    Column("drawn_by", ForeignKey("account.id"), nullable=False),
    Column("frame_size", Integer, nullable=False),
    Column("frame_digest", String(64), nullable=False),
)

second_entry = Table(
    "second_entry",
    metadata,
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("draw_id", ForeignKey("second_draw.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("first_json", Text),
    Column("second_json", Text),
    Column("fields", Integer, nullable=False),
    Column("entered_by", ForeignKey("account.id")),
    Column("entered_at", String(40)),
)
"""`first_json` and `second_json` are both answers as they were compared."""

second_difference = Table(
    "second_difference",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("second_entry.entry_id"), nullable=False),
    Column("item", String(64), nullable=False),
    Column("first_json", Text, nullable=False),
    Column("second_json", Text, nullable=False),
    Column("kept", String(16), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("decided_by", ForeignKey("account.id")),
    Column("decided_at", String(40)),
    UniqueConstraint("entry_id", "item"),
)
