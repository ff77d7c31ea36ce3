"""what a town's rates are made of beside its entries; withdrawals the district was told of"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None

HEAD = ("status", "mode", "device")
LISTED = ("town", "withdrawn", "state", "told_in", "is_late", *HEAD)


def upgrade() -> None:
    for name in HEAD:
        column = sa.Column(name, sa.String(length=16), nullable=False, server_default="")
        op.add_column("town_entry", column)
    _fill()
    op.drop_index("ix_town_entry_town", "town_entry")
    op.create_index("ix_town_entry_list", "town_entry", list(LISTED))
    op.add_column("entry", sa.Column("withdrawn_version", sa.Integer(), nullable=True))
    told = sa.Column("withdrawn_json", sa.Text(), nullable=False, server_default="[]")
    op.add_column("bundle_draft", told)


def _fill() -> None:
    """Read the codes from the records of the bundles, as they are kept."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, answers_json FROM town_entry")).all()
    values = [{"id": row[0], **{name: _code(row[1], name) for name in HEAD}} for row in rows]
    if values:
        statement = (
            "UPDATE town_entry SET status = :status, mode = :mode, device = :device WHERE id = :id"
        )
        connection.execute(sa.text(statement), values)


def _code(records: str, name: str) -> str:
    _before, _name, after = records.partition(f",{name},")
    return after.partition("\\")[0][:16]


def downgrade() -> None:
    op.drop_column("bundle_draft", "withdrawn_json")
    op.drop_column("entry", "withdrawn_version")
    op.drop_index("ix_town_entry_list", "town_entry")
    op.create_index("ix_town_entry_town", "town_entry", ["town", "state", "told_in"])
    for name in HEAD:
        op.drop_column("town_entry", name)
