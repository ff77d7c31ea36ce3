"""files that wait for a person, with their content, until they are taken in"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "file_id", sa.Integer, sa.ForeignKey("source_file.id"), nullable=False, unique=True
        ),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("since", sa.String(40), nullable=False),
        sa.Column("received_by", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("said_json", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("waiting_file")
