"""lines of other tables that belong to a row: repeats of ODK Central and KoboToolbox"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "row_detail",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("row_id", sa.Integer, sa.ForeignKey("raw_row.id"), nullable=False, index=True),
        sa.Column("sheet", sa.String(64), nullable=False),
        sa.Column("row_no", sa.Integer, nullable=False),
        sa.Column("cells_json", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("row_detail")
