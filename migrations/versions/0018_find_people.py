"""telephone numbers of entries in a column, and an index from which people are found alone"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

LIST = ("errors DESC", "warnings DESC", "id", "state", "community_code", "is_unconfirmed")
LIST += ("status", "mode", "device", "row_id", "name", "certificate_no", "search")
LIST += ("received_at", "approved_at")
PEOPLE = ("search", "certificate_no", "phone", "community_code", "name", "is_gone", "out_of_scope")
ITEMS = ("mobile", "landline")


def upgrade() -> None:
    op.drop_index("ix_entry_list", "entry")
    column = sa.Column("phones", sa.String(length=64), nullable=False, server_default="")
    op.add_column("entry", column)
    _fill()
    op.create_index("ix_entry_list", "entry", list(map(sa.text, (*LIST, "phones"))))
    op.create_index("ix_person_find", "person", list(PEOPLE))


def downgrade() -> None:
    op.drop_index("ix_person_find", "person")
    op.drop_index("ix_entry_list", "entry")
    op.drop_column("entry", "phones")
    op.create_index("ix_entry_list", "entry", list(map(sa.text, LIST)))


def _fill() -> None:
    connection = op.get_bind()
    entry = sa.table("entry", sa.column("id"), sa.column("answers_json"), sa.column("phones"))
    rows = connection.execute(sa.select(entry.c.id, entry.c.answers_json)).all()
    found = [{"number": one.id, "found": _phones(json.loads(one.answers_json))} for one in rows]
    if found:
        filled = sa.update(entry).where(entry.c.id == sa.bindparam("number"))
        connection.execute(filled.values(phones=sa.bindparam("found")), found)


def _phones(answers) -> str:
    return " ".join(str(answers[item]) for item in ITEMS if answers.get(item))[:64]
