"""what a person said the columns of a table mean; answers of a waiting row decided one by one"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_mapping",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shape", sa.String(32), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("columns_json", sa.Text, nullable=False),
        sa.Column("confirmed_at", sa.String(40), nullable=False),
        sa.Column("confirmed_by", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
    )
    with op.batch_alter_table("raw_row") as rows:
        rows.add_column(sa.Column("kept_json", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("raw_row") as rows:
        rows.drop_column("kept_json")
    op.drop_table("column_mapping")
