"""which version of its entry a correction led to, so that who saw an older one is told what changed"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("correction", sa.Column("version", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("correction", "version")
