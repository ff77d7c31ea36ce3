"""Tables of the rosters that were taken in, and of what each of them changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from dsurvey_desktop.storage.tables import metadata

roster_import = Table(
    "roster_import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("source_file.id"), nullable=False),
    Column("imported_at", String(40), nullable=False),
    Column("imported_by", ForeignKey("account.id"), nullable=False),
    Column("people", Integer, nullable=False),
    Column("communities_json", Text, nullable=False),
    Column("counts_json", Text, nullable=False),
    Column("undone_at", String(40)),
)

roster_before = Table(
    "roster_before",
    metadata,
    Column("import_id", ForeignKey("roster_import.id"), primary_key=True),
    Column("certificate_no", String(24), primary_key=True),
    Column("before_json", Text, nullable=False),
)
"""How a person stood before the import that changed it; empty for who was not there."""
