"""whose key slots they are, so that passwords can be taken away"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_slot",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_key_slot_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_slot")),
    )


def downgrade() -> None:
    op.drop_table("key_slot")
