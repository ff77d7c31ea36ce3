"""last year's data with the form they were said under, and whose a row is by a person's word"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0035"
branch_labels = None
depends_on = None

ON_IMPORT = {"form_digest": (64, ""), "columns_json": (None, "[]")}
ON_ROW = {
    "community": (64, ""),
    "came_reason": (32, ""),
    "settled_no": (24, ""),
    "said_json": (None, ""),
    "left_json": (None, "[]"),
}
"""Length (none for long texts) and what rows of before say, by column."""
FOUND_BY_ROSTER = ["not_on_roster", "twice"]


def upgrade() -> None:
    for table, columns in (("last_year_import", ON_IMPORT), ("last_year_row", ON_ROW)):
        for name, (length, before) in columns.items():
            kind = sa.Text() if length is None else sa.String(length=length)
            op.add_column(
                table, sa.Column(name, kind, nullable=False, server_default=sa.text(f"'{before}'"))
            )
    rows = sa.table("last_year_row", sa.column("reason"), sa.column("came_reason"))
    own = rows.c.reason.not_in(FOUND_BY_ROSTER)
    op.execute(rows.update().where(own).values(came_reason=rows.c.reason))
    op.create_table(
        "last_year_form",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=128), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("form_json", sa.Text(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_last_year_form")),
    )


def downgrade() -> None:
    op.drop_table("last_year_form")
    for table, columns in (("last_year_row", ON_ROW), ("last_year_import", ON_IMPORT)):
        with op.batch_alter_table(table) as batch:
            for name in columns:
                batch.drop_column(name)
