"""queries, return sheets, confirming again and reasons for missing people"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None


def _account(column, table):
    return sa.ForeignKeyConstraint([column], ["account.id"], name=op.f(f"fk_{table}_{column}"))


def _entry(table):
    return sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f(f"fk_{table}_entry_id"))


def upgrade() -> None:
    op.create_table(
        "return_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("community_code", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        _account("made_by", "return_sheet"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_return_sheet_code")),
    )
    op.create_table(
        "query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.String(length=16), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=True),
        _entry("query"),
        sa.ForeignKeyConstraint(
            ["return_id"], ["return_sheet.id"], name=op.f("fk_query_return_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query")),
    )
    op.create_index(op.f("ix_query_entry_id"), "query", ["entry_id"])
    op.create_index("ix_query_state", "query", ["state", "turn", "entry_id"])
    op.create_table(
        "return_point",
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["return_sheet.id"], name=op.f("fk_return_point_return_id")
        ),
        sa.ForeignKeyConstraint(["query_id"], ["query.id"], name=op.f("fk_return_point_query_id")),
        sa.PrimaryKeyConstraint("return_id", "query_id", name=op.f("pk_return_point")),
    )
    op.create_table(
        "query_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("query_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["query_id"], ["query.id"], name=op.f("fk_query_step_query_id")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_query_step_batch_id")),
        _account("done_by", "query_step"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_query_step")),
    )
    op.create_index(op.f("ix_query_step_query_id"), "query_step", ["query_id"])
    op.create_table(
        "contact_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("spoke_with", sa.String(length=64), nullable=False),
        sa.Column("remark", sa.String(length=255), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.String(length=40), nullable=False),
        _entry("contact_attempt"),
        _account("noted_by", "contact_attempt"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_attempt")),
    )
    op.create_index(op.f("ix_contact_attempt_entry_id"), "contact_attempt", ["entry_id"])
    op.create_table(
        "absence",
        sa.Column("certificate_no", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("proof", sa.String(length=255), nullable=False),
        sa.Column("known_on", sa.String(length=10), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.String(length=40), nullable=False),
        _account("noted_by", "absence"),
        sa.PrimaryKeyConstraint("certificate_no", name=op.f("pk_absence")),
    )


def downgrade() -> None:
    for name in ("absence", "contact_attempt", "query_step", "return_point"):
        op.drop_table(name)
    op.drop_table("query")
    op.drop_table("return_sheet")
