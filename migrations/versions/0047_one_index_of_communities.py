"""entries of a community are found by the index that progress is counted by"""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_entry_community_code", "entry")


def downgrade() -> None:
    op.create_index("ix_entry_community_code", "entry", ["community_code"])
