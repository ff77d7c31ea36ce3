"""how a sample was drawn, where it is not a share of every community"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sample", sa.Column("plan_json", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("sample", "plan_json")
