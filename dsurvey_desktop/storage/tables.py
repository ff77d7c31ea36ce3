"""Tables of the office database, portable between SQLCipher and PostgreSQL.

Text columns named `*_json` hold JSON. Moments are UTC with time zone in ISO 8601, days ISO dates;
both sort as text. Migrations make them; a server's words here would load its dialect.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

setting = Table(
    "setting",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value_json", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False, unique=True),
    Column("roles", String(64), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("department", String(16), nullable=False, server_default=""),
)

key_slot = Table(
    "key_slot",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("user_id", ForeignKey("account.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("made_at", String(40), nullable=False),
)

community = Table(
    "community",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("name", String(64), nullable=False),
)

office_key = Table(
    "office_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner_code", String(12), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", String(40), nullable=False),
)

form_edition = Table(
    "form_edition",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", String(128), nullable=False),
    Column("version", String(32), nullable=False),
    Column("form_json", Text, nullable=False),
    Column("workbook", LargeBinary, nullable=False),
)

source_file = Table(
    "source_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("size_bytes", Integer, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("certificate_no", String(24), primary_key=True),
    Column("citizen_id", String(18), nullable=False, index=True),
    Column("name", String(64), nullable=False),
    Column("sex", String(1), nullable=False),
    Column("category", String(1), nullable=False),
    Column("grade", String(1), nullable=False),
    Column("hukou", String(1), nullable=False),
    Column("community_code", String(12), nullable=False),
    Column("community_name", String(64), nullable=False),
    Column("address", String(255), nullable=False),
    Column("phone", String(64), nullable=False),
    Column("certified_on", String(10)),
    Column("card_state", String(32), nullable=False),
    Column("out_of_scope", String(16), nullable=False),
    Column("search", Text, nullable=False),
    Column("is_gone", Boolean, nullable=False),
    Column("file_id", ForeignKey("source_file.id"), nullable=False),
    Column("sheet", String(64), nullable=False),
    Column("row_no", Integer, nullable=False),
)
Index("ix_person_scope", person.c.out_of_scope, person.c.is_gone, person.c.community_code)
Index(
    "ix_person_find",
    person.c.search,
    person.c.certificate_no,
    person.c.phone,
    person.c.community_code,
    person.c.name,
    person.c.is_gone,
    person.c.out_of_scope,
)
"""All that people are found by: 100,000 of them are read through in 10 ms."""

batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("source_file.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("received_at", String(40), nullable=False),
    Column("received_by", ForeignKey("account.id"), nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("set_aside", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("columns_json", Text, nullable=False),
    Column("problems_json", Text, nullable=False),
    Column("undone_at", String(40)),
)

raw_row = Table(
    "raw_row",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("sheet", String(64), nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("cells_json", Text, nullable=False),
    Column("answers_json", Text, nullable=False),
    Column("changes_json", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("message_json", Text, nullable=False),
    Column("proposal_json", Text, nullable=False),
    Column("entry_id", Integer, index=True),
    Column("community", String(64), nullable=False),
    Column("before_json", Text, nullable=False),
    Column("kept_json", Text, nullable=False, server_default=""),
)
Index("ix_raw_row_outcome", raw_row.c.outcome, raw_row.c.batch_id, raw_row.c.digest)

row_detail = Table(
    "row_detail",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("row_id", ForeignKey("raw_row.id"), nullable=False, index=True),
    Column("sheet", String(64), nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("cells_json", Text, nullable=False),
)

column_mapping = Table(
    "column_mapping",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shape", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(128), nullable=False),
    Column("columns_json", Text, nullable=False),
    Column("confirmed_at", String(40), nullable=False),
    Column("confirmed_by", ForeignKey("account.id"), nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("certificate_no", String(24), nullable=False, unique=True),
    Column("name", String(64), nullable=False, index=True),
    Column("community_code", String(12), nullable=False),
    Column("submitted_community", String(64), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("answers_json", Text, nullable=False),
    Column("findings_json", Text, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("is_unconfirmed", Boolean, nullable=False),
    Column("status", String(2), nullable=False),
    Column("mode", String(2), nullable=False),
    Column("device", String(2), nullable=False),
    Column("form_digest", ForeignKey("form_edition.digest"), nullable=False),
    Column("row_id", ForeignKey("raw_row.id"), nullable=False),
    Column("search", Text, nullable=False),
    Column("phones", String(64), nullable=False, server_default=""),
    Column("received_at", String(40), nullable=False),
    Column("approved_by", ForeignKey("account.id")),
    Column("approved_at", String(40)),
    Column("approved_version", Integer),
    Column("handed_over_version", Integer),
    Column("withdrawn_version", Integer),
)
Index(
    "ix_entry_list",
    entry.c.errors.desc(),
    entry.c.warnings.desc(),
    entry.c.id,
    entry.c.state,
    entry.c.community_code,
    entry.c.is_unconfirmed,
    entry.c.status,
    entry.c.mode,
    entry.c.device,
    entry.c.row_id,
    entry.c.name,
    entry.c.certificate_no,
    entry.c.search,
    entry.c.received_at,
    entry.c.approved_at,
    entry.c.phones,
)
"""All that lists filter, sort and count by. Rows are large for their answers: a search through this
index alone takes 10 ms for 100,000 entries, through the rows 300 ms."""

Index(
    "ix_entry_handed_over",
    entry.c.handed_over_version,
    entry.c.withdrawn_version,
    entry.c.state,
    entry.c.version,
)
_SUMMED = ("errors", "warnings", "is_unconfirmed", "status", "mode", "device")
_RECEIVED = (sql("substr(received_at, 1, 10)"), sql("(substr(received_at, 12, 2) >= '16')"))
_APPROVED = (sql("substr(approved_at, 1, 10)"), sql("(substr(approved_at, 12, 2) >= '16')"))
_IS_APPROVED = entry.c.approved_at.is_not(None)
_STANDING = (entry.c.community_code, entry.c.state)
Index("ix_entry_progress", *_STANDING, *_RECEIVED, *(entry.c[name] for name in _SUMMED))
Index(
    "ix_entry_approved",
    entry.c.community_code,
    *_APPROVED,
    sqlite_where=_IS_APPROVED,
)
"""Progress counts by the words of these indexes and in their order, so that nothing is sorted:
100,000 entries take 45 ms instead of 215. Entries of a community are found by them, too."""

Index("ix_entry_edition", entry.c.form_digest, entry.c.state)
"""Asked whenever the hand-over page or the forms page opens; reading rows for it takes 100 ms."""

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("item", String(64), nullable=False),
    Column("old_json", Text, nullable=False),
    Column("new_json", Text, nullable=False),
    Column("reason", String(255), nullable=False),
    Column("source", String(64), nullable=False),
    Column("corrected_by", ForeignKey("account.id"), nullable=False),
    Column("corrected_at", String(40), nullable=False),
    Column("undoes", Integer),
    Column("version", Integer),
)

explanation = Table(
    "explanation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), nullable=False, index=True),
    Column("rule", String(16), nullable=False),
    Column("item", String(64), nullable=False),
    Column("explanation", String(255), nullable=False),
    Column("explained_by", ForeignKey("account.id"), nullable=False),
    Column("explained_at", String(40), nullable=False),
    Column("said", String(16), nullable=False, server_default=""),  # as `Finding.said`
    UniqueConstraint("entry_id", "rule", "item", "said"),
)

community_form = Table(
    "community_form",
    metadata,
    Column("community_code", String(12), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("answers_json", Text, nullable=False),
    Column("findings_json", Text, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("row_id", ForeignKey("raw_row.id"), nullable=False),
    Column("form_digest", ForeignKey("form_edition.digest"), nullable=False),
)


def drawing_columns() -> tuple[Column[Any], ...]:
    """What every drawn sample keeps, so that anybody can draw it again (product F1)."""
    return (
        Column("id", Integer, primary_key=True),
        Column("seed", Integer, nullable=False),
        Column("share", Float, nullable=False),
        Column("drawn_at", String(40), nullable=False),
        Column("drawn_by", ForeignKey("account.id"), nullable=False),
        Column("frame_size", Integer, nullable=False),
        Column("frame_digest", String(64), nullable=False),
        Column("frame_json", Text, nullable=False),
    )


_plan = Column("plan_json", Text, nullable=False, server_default="")  # empty for a share
sample = Table("sample", metadata, *drawing_columns(), _plan)

sample_member = Table(
    "sample_member",
    metadata,
    Column("sample_id", ForeignKey("sample.id"), primary_key=True),
    Column("entry_id", ForeignKey("entry.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("short_code", String(16), nullable=False, unique=True),
)

bundle = Table(
    "bundle",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("addressee", String(12), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("previous_digest", String(64), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("is_sealed", Boolean, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("created_by", ForeignKey("account.id"), nullable=False),
    Column("content", LargeBinary),
    UniqueConstraint("kind", "addressee", "sequence"),
)

bundle_draft = Table(
    "bundle_draft",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("addressee", String(12), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("entries_json", Text, nullable=False),
    Column("withdrawn_json", Text, nullable=False, server_default="[]"),
)

log_line = Table(
    "log_line",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("account_id", Integer, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("detail_json", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)
