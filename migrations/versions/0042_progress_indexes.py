"""indexes in whose order progress is counted; campaigns may ask for second entry"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

RECEIVED = ("substr(received_at, 1, 10)", "(substr(received_at, 12, 2) >= '16')")
APPROVED = ("substr(approved_at, 1, 10)", "(substr(approved_at, 12, 2) >= '16')")
SUMMED = ("errors", "warnings", "is_unconfirmed", "status", "mode", "device")
IS_APPROVED = sa.text("approved_at IS NOT NULL")


def upgrade() -> None:
    days = [sa.text(one) for one in RECEIVED]
    op.create_index("ix_entry_progress", "entry", ["community_code", "state", *days, *SUMMED])
    op.create_index(
        "ix_entry_approved",
        "entry",
        ["community_code", *(sa.text(one) for one in APPROVED)],
        sqlite_where=IS_APPROVED,
        postgresql_where=IS_APPROVED,
    )
    op.drop_index("ix_person_scope", "person")
    op.create_index("ix_person_scope", "person", ["out_of_scope", "is_gone", "community_code"])


def downgrade() -> None:
    op.drop_index("ix_person_scope", "person")
    op.create_index("ix_person_scope", "person", ["out_of_scope", "community_code"])
    op.drop_index("ix_entry_approved", "entry")
    op.drop_index("ix_entry_progress", "entry")
