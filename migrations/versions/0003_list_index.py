"""indexes that lists of entries, their counts and the digests of known rows are read from alone"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROGRESS = (
    "community_code",
    "state",
    "status",
    "mode",
    "device",
    "is_unconfirmed",
    "errors",
    "warnings",
)
LIST = ("errors DESC", "warnings DESC", "id", "state", "community_code", "is_unconfirmed")
LIST += ("status", "mode", "device", "row_id", "name", "certificate_no", "search")


def upgrade() -> None:
    with op.batch_alter_table("raw_row") as rows:
        rows.drop_index("ix_raw_row_digest")
        rows.drop_index("ix_raw_row_outcome")
        rows.create_index("ix_raw_row_outcome", ["outcome", "batch_id", "digest"])
    with op.batch_alter_table("entry") as entries:
        entries.drop_index("ix_entry_progress")
        entries.drop_index("ix_entry_queue")
        entries.create_index("ix_entry_list", list(map(sa.text, LIST)))
        entries.create_index("ix_entry_state", ["state"])
        entries.create_index("ix_entry_community_code", ["community_code"])


def downgrade() -> None:
    with op.batch_alter_table("entry") as entries:
        entries.drop_index("ix_entry_community_code")
        entries.drop_index("ix_entry_state")
        entries.drop_index("ix_entry_list")
        entries.create_index("ix_entry_queue", list(map(sa.text, LIST[:3])))
        entries.create_index("ix_entry_progress", list(PROGRESS))
    with op.batch_alter_table("raw_row") as rows:
        rows.drop_index("ix_raw_row_outcome")
        rows.create_index("ix_raw_row_outcome", ["outcome", "batch_id"])
        rows.create_index("ix_raw_row_digest", ["digest"])
