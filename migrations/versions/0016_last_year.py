"""last year's data, apart from this year's entries"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_year_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.String(length=40), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_id"], ["source_file.id"], name=op.f("fk_last_year_import_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["account.id"], name=op.f("fk_last_year_import_imported_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_year_import")),
    )
    op.create_table(
        "last_year_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=False),
        sa.Column("row_no", sa.Integer(), nullable=False),
        sa.Column("certificate_no", sa.String(length=24), nullable=False),
        sa.Column("citizen_id", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("cells_json", sa.Text(), nullable=False),
        sa.Column("answers_json", sa.Text(), nullable=False),
        sa.Column("steady_json", sa.Text(), nullable=False),
        sa.Column("person_no", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["last_year_import.id"], name=op.f("fk_last_year_row_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_year_row")),
    )
    for column in ("import_id", "person_no"):
        op.create_index(op.f(f"ix_last_year_row_{column}"), "last_year_row", [column])


def downgrade() -> None:
    op.drop_table("last_year_row")
    op.drop_table("last_year_import")
