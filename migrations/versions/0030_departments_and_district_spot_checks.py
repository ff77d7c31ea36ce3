"""departments that sign off their part, objections of several, the district's own spot checks"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    department = sa.Column("department", sa.String(length=16), nullable=False, server_default="")
    op.add_column("account", department)
    _objections()
    _sign_offs()
    _samples()


def _objections() -> None:
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town_entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("closed_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["town_entry_id"], ["town_entry.id"], name=op.f("fk_objection_town_entry_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_objection_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_town_entry_id"), "objection", ["town_entry_id"])
    op.execute(
        "INSERT INTO objection (town_entry_id, version, department, item, reason, made_by, made_at)"
        " SELECT id, version, '', item, reason, decided_by, decided_at FROM town_entry"
        " WHERE state = 'sent_back' AND decided_by IS NOT NULL"
    )


def _sign_offs() -> None:
    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town", sa.String(length=20), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=255), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.String(length=40), nullable=False),
        sa.Column("fallen_at", sa.String(length=40), nullable=True),
        sa.Column("fallen_because", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_sign_off_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index("ix_sign_off_town", "sign_off", ["town", "department"])


def _samples() -> None:
    op.create_table(
        "town_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("drawn_at", sa.String(length=40), nullable=False),
        sa.Column("drawn_by", sa.Integer(), nullable=False),
        sa.Column("frame_size", sa.Integer(), nullable=False),
        sa.Column("frame_digest", sa.String(length=64), nullable=False),
        sa.Column("frame_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["drawn_by"], ["account.id"], name=op.f("fk_town_sample_drawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town_sample")),
    )
    op.create_table(
        "town_sample_member",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("town_entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("short_code", sa.String(length=24), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("asked_json", sa.Text(), nullable=False),
        sa.Column("differing_json", sa.Text(), nullable=False),
        sa.Column("remark", sa.String(length=255), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["town_sample.id"], name=op.f("fk_town_sample_member_sample_id")
        ),
        sa.ForeignKeyConstraint(
            ["town_entry_id"], ["town_entry.id"], name=op.f("fk_town_sample_member_town_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["account.id"], name=op.f("fk_town_sample_member_checked_by")
        ),
        sa.PrimaryKeyConstraint("sample_id", "town_entry_id", name=op.f("pk_town_sample_member")),
        sa.UniqueConstraint("short_code", name=op.f("uq_town_sample_member_short_code")),
    )


def downgrade() -> None:
    for name in ("town_sample_member", "town_sample", "sign_off", "objection"):
        op.drop_table(name)
    op.drop_column("account", "department")
