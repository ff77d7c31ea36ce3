"""Tables of what goes back and forth about entries: queries, return sheets, confirming, absence."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from dsurvey_desktop.storage.tables import metadata

return_sheet = Table(
    "return_sheet",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("community_code", String(12), nullable=False),
    Column("code", String(16), nullable=False, unique=True),
    Column("made_at", String(40), nullable=False),
    Column("made_by", ForeignKey("account.id"), nullable=False),
    Column("due_on", String(10), nullable=False),
)

query = Table(
    "query",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("rule", String(16), nullable=False),
    Column("item", String(64), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("turn", String(16), nullable=False),
    Column("since", String(40), nullable=False),
    Column("return_id", ForeignKey("return_sheet.id")),
)
Index("ix_query_state", query.c.state, query.c.turn, query.c.entry_id)

return_point = Table(
    "return_point",
    metadata,
    Column("return_id", ForeignKey("return_sheet.id"), primary_key=True),
    Column("query_id", ForeignKey("query.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
)

query_step = Table(
    "query_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("query_id", ForeignKey("query.id"), nullable=False, index=True),
    Column("deed", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("done_by", ForeignKey("account.id"), nullable=False),
    Column("done_at", String(40), nullable=False),
    Column("batch_id", ForeignKey("batch.id")),
)

contact_attempt = Table(
    "contact_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("way", String(16), nullable=False),
    Column("day", String(10), nullable=False),
    Column("spoke_with", String(64), nullable=False),
    Column("remark", String(255), nullable=False),
    Column("noted_by", ForeignKey("account.id"), nullable=False),
    Column("noted_at", String(40), nullable=False),
)

absence = Table(
    "absence",
    metadata,
    Column("certificate_no", String(24), primary_key=True),
    Column("reason", String(16), nullable=False),
    Column("proof", String(255), nullable=False),
    Column("known_on", String(10), nullable=False),
    Column("noted_by", ForeignKey("account.id"), nullable=False),
    Column("noted_at", String(40), nullable=False),
)
