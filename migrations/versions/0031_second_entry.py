"""blind second entry: draws, what was entered again, differences and decisions"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("drawn_at", sa.String(length=40), nullable=False),
        sa.Column("drawn_by", sa.Integer(), nullable=False),
        sa.Column("frame_size", sa.Integer(), nullable=False),
        sa.Column("frame_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["drawn_by"], ["account.id"], name=op.f("fk_second_draw_drawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_draw")),
    )
    op.create_table(
        "second_entry",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_json", sa.Text(), nullable=True),
        sa.Column("second_json", sa.Text(), nullable=True),
        sa.Column("fields", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_second_entry_entry_id")),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["second_draw.id"], name=op.f("fk_second_entry_draw_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_second_entry_entered_by")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_second_entry")),
    )
    _differences()


def _differences() -> None:
    op.create_table(
        "second_difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("first_json", sa.Text(), nullable=False),
        sa.Column("second_json", sa.Text(), nullable=False),
        sa.Column("kept", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["second_entry.entry_id"],
            name=op.f("fk_second_difference_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_second_difference_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_difference")),
        sa.UniqueConstraint("entry_id", "item", name=op.f("uq_second_difference_entry_id")),
    )


def downgrade() -> None:
    for name in ("second_difference", "second_entry", "second_draw"):
        op.drop_table(name)
