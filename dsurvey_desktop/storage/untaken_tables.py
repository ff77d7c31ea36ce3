"""Tables of the files of which nothing was taken in: those that wait, and those refused."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from dsurvey_desktop.storage.tables import metadata

waiting_file = Table(
    "waiting_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("source_file.id"), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("path", Text, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("since", String(40), nullable=False),
    Column("received_by", ForeignKey("account.id"), nullable=False),
    Column("said_json", Text, nullable=False),
)

refused_file = Table(
    "refused_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(255), nullable=False),
    Column("path", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("community", String(12), nullable=False),
    Column("problems_json", Text, nullable=False),
    Column("since", String(40), nullable=False),
    Column("received_by", ForeignKey("account.id"), nullable=False),
    Column("fate", String(16), nullable=False, index=True),
    Column("answered_by", ForeignKey("batch.id")),
)
