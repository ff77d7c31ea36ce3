"""the index of the lists holds the moments that the daily history counts by"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None

LIST = ("errors DESC", "warnings DESC", "id", "state", "community_code", "is_unconfirmed")
LIST += ("status", "mode", "device", "row_id", "name", "certificate_no", "search")
DAYS = ("received_at", "approved_at")


def upgrade() -> None:
    _replace((*LIST, *DAYS))


def downgrade() -> None:
    _replace(LIST)


def _replace(columns: tuple[str, ...]) -> None:
    op.drop_index("ix_entry_list", "entry")
    op.create_index("ix_entry_list", "entry", list(map(sa.text, columns)))
