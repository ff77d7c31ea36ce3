"""Tables of last year's data, apart from this year's entries."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

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
    Column("form_digest", String(64), nullable=False, server_default=""),
    Column("columns_json", Text, nullable=False, server_default="[]"),
)
"""`sequence` is a bundle's number, 0 for a table: a later one speaks for a person in both.

`form_digest` is the edition its rows were said under, empty where this is not known;
`columns_json` what stood above a table's columns and what they were taken for.
"""

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
    Column("community", String(64), nullable=False, server_default=""),
    Column("came_reason", String(32), nullable=False, server_default=""),
    Column("settled_no", String(24), nullable=False, server_default=""),
    Column("said_json", Text, nullable=False, server_default=""),
    Column("left_json", Text, nullable=False, server_default="[]"),
)
"""`person_no` is the number on this year's roster, empty where `reason` says why there is none.

`came_reason` is what the row itself lacks, whatever the roster; `settled_no` the number a person
said it is of. `answers_json` is in words of this year's form; `said_json` what was said under last
year's, empty where that is the same; `left_json` what of it this year's form has no item for.
"""

last_year_form = Table(
    "last_year_form",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("title", String(128), nullable=False),
    Column("version", String(32), nullable=False),
    Column("form_json", Text, nullable=False),
    Column("workbook", LargeBinary, nullable=False),
)
"""Editions that last year's data were said under; they are no editions of this campaign."""
