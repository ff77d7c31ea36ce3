"""files that were refused, until they are answered by another or done with"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refused_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("community", sa.String(12), nullable=False),
        sa.Column("problems_json", sa.Text, nullable=False),
        sa.Column("since", sa.String(40), nullable=False),
        sa.Column("received_by", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("fate", sa.String(16), nullable=False),
        sa.Column("answered_by", sa.Integer, sa.ForeignKey("batch.id")),
    )
    op.create_index("ix_refused_file_fate", "refused_file", ["fate"])


def downgrade() -> None:
    op.drop_index("ix_refused_file_fate", "refused_file")
    op.drop_table("refused_file")
