"""what a department finds by itself in a town's entry; bundles that went out are kept whole"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bundle", sa.Column("content", sa.LargeBinary(), nullable=True))
    op.create_table(
        "section_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town_entry_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=255), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("settled_at", sa.String(length=40), nullable=True),
        sa.Column("settled_because", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["town_entry_id"], ["town_entry.id"], name=op.f("fk_section_finding_town_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_section_finding_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_finding")),
    )
    op.create_index("ix_section_finding_town_entry_id", "section_finding", ["town_entry_id"])


def downgrade() -> None:
    op.drop_table("section_finding")
    with op.batch_alter_table("bundle") as batch:
        batch.drop_column("content")
