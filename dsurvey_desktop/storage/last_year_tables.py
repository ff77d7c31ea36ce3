"""Tables of last year's data, apart from this year's entries."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from dsurvey_desktop.storage.tables import metadata

last_year_import = Table(
    "last_year_import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("source_file.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("imported_at", String(40), nullable=False),
    Column("imported_by", ForeignKey("account.id"), nullable=False),
    Column("undone_at", String(40)),
)
"""`sequence` is a bundle's number, 0 for a table: a later one speaks for a person in both."""

last_year_row = Table(
    "last_year_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("last_year_import.id"), nullable=False, index=True),
    Column("sheet", String(64), nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("certificate_no", String(24), nullable=False),
    Column("citizen_id", String(18), nullable=False),
    Column("name", String(64), nullable=False),
    Column("cells_json", Text, nullable=False),
    Column("answers_json", Text, nullable=False),
    Column("steady_json", Text, nullable=False),
    Column("person_no", String(24), nullable=False, index=True),
    Column("reason", String(32), nullable=False),
)
"""`person_no` is the number on this year's roster, empty where `reason` says why there is none."""
