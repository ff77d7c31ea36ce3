"""indexes from which the hand-over page and the forms page are answered alone"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

HANDED_OVER = ("handed_over_version", "withdrawn_version", "state", "version")


def upgrade() -> None:
    op.create_index("ix_entry_handed_over", "entry", list(HANDED_OVER))
    op.create_index("ix_entry_edition", "entry", ["form_digest", "state"])


def downgrade() -> None:
    op.drop_index("ix_entry_edition", "entry")
    op.drop_index("ix_entry_handed_over", "entry")
