"""Tables of what a district does with its towns' entries: reasons, findings, sign-offs, checks."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from dsurvey_desktop.storage.tables import drawing_columns, metadata

objection = Table(
    "objection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town_entry_id", ForeignKey("town_entry.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("department", String(16), nullable=False),
    Column("item", String(64), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("made_by", ForeignKey("account.id"), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("closed_at", String(40)),
)

section_finding = Table(
    "section_finding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town_entry_id", ForeignKey("town_entry.id"), nullable=False, index=True),
    Column("department", String(16), nullable=False),
    Column("item", String(64), nullable=False),
    Column("words", String(255), nullable=False),
    Column("made_by", ForeignKey("account.id"), nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("settled_at", String(40)),
    Column("settled_because", String(255), nullable=False),
)

sign_off = Table(
    "sign_off",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(20), nullable=False),
    Column("department", String(16), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("remark", String(255), nullable=False),
    Column("signed_by", ForeignKey("account.id"), nullable=False),
    Column("signed_at", String(40), nullable=False),
    Column("fallen_at", String(40)),
    Column("fallen_because", String(32), nullable=False),
)
Index("ix_sign_off_town", sign_off.c.town, sign_off.c.department)

town_sample = Table("town_sample", metadata, *drawing_columns())

town_sample_member = Table(
    "town_sample_member",
    metadata,
    Column("sample_id", ForeignKey("town_sample.id"), primary_key=True),
    Column("town_entry_id", ForeignKey("town_entry.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("short_code", String(24), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("asked_json", Text, nullable=False),
    Column("differing_json", Text, nullable=False),
    Column("remark", String(255), nullable=False),
    Column("checked_by", ForeignKey("account.id")),
    Column("checked_at", String(40)),
)
