"""Tables of what came from other offices: bundles, the towns' entries, what was sent back."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dsurvey_desktop.storage.tables import metadata

received_bundle = Table(
    "received_bundle",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("sender", String(20), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("file_name", String(255), nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("is_sealed", Boolean, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("received_at", String(40), nullable=False),
    Column("received_by", ForeignKey("account.id"), nullable=False),
    Column("counts_json", Text, nullable=False),
    UniqueConstraint("sender", "sequence"),
)

town_entry = Table(
    "town_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("town", String(20), nullable=False),
    Column("entry_no", Integer, nullable=False),
    Column("certificate_no", String(24), nullable=False, index=True),
    Column("name", String(64), nullable=False),
    Column("community_code", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("form_edition", String(64), nullable=False),
    Column("answers_json", Text, nullable=False),
    Column("before_json", Text, nullable=False),
    Column("approved_by", String(64), nullable=False),
    Column("approved_at", String(40), nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("withdrawn", String(16), nullable=False),
    Column("bundle_id", ForeignKey("received_bundle.id"), nullable=False),
    Column("item", String(64), nullable=False),
    Column("reason", String(255), nullable=False),
    Column("decided_by", ForeignKey("account.id")),
    Column("decided_at", String(40)),
    Column("told_in", Integer),
    Column("status", String(16), nullable=False, server_default=""),
    Column("mode", String(16), nullable=False, server_default=""),
    Column("device", String(16), nullable=False, server_default=""),
    UniqueConstraint("town", "entry_no"),
)
Index(
    "ix_town_entry_list",
    town_entry.c.town,
    town_entry.c.withdrawn,
    town_entry.c.state,
    town_entry.c.told_in,
    town_entry.c.is_late,
    town_entry.c.status,
    town_entry.c.mode,
    town_entry.c.device,
)

sent_back = Table(
    "sent_back",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("item", String(64), nullable=False),
    Column("reason", String(10000), nullable=False),
    Column("bundle_id", ForeignKey("received_bundle.id"), nullable=False),
)
