"""an explanation is of what its warning said; a sheet of a spot check has one result that counts"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_UNIQUE = "uq_explanation_entry_id"
_ALONE = {"resolve_fks": False}
"""The tables it refers to are not looked at: one has an index of an expression."""


def upgrade() -> None:
    with op.batch_alter_table("explanation", reflect_kwargs=_ALONE) as table:
        table.add_column(sa.Column("said", sa.String(16), nullable=False, server_default=""))
        table.drop_constraint(_UNIQUE, type_="unique")
        table.create_unique_constraint(_UNIQUE, ["entry_id", "rule", "item", "said"])
    op.execute(
        "UPDATE spot_result SET is_current = FALSE WHERE is_current AND EXISTS (SELECT 1 FROM"
        " spot_result AS later WHERE later.is_current AND later.id > spot_result.id AND"
        " later.sample_id = spot_result.sample_id AND later.entry_id = spot_result.entry_id)"
    )
    op.create_index(
        "uq_spot_result_current",
        "spot_result",
        ["sample_id", "entry_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )


def downgrade() -> None:
    op.drop_index("uq_spot_result_current", "spot_result")
    op.execute("DELETE FROM setting WHERE key = 'explanations_named'")
    op.execute(
        "DELETE FROM explanation WHERE id NOT IN"
        " (SELECT MAX(id) FROM explanation GROUP BY entry_id, rule, item)"
    )
    with op.batch_alter_table("explanation", reflect_kwargs=_ALONE) as table:
        table.drop_constraint(_UNIQUE, type_="unique")
        table.create_unique_constraint(_UNIQUE, ["entry_id", "rule", "item"])
        table.drop_column("said")
