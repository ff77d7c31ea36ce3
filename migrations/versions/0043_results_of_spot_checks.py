"""what asking drawn people again brought: the town's results, and as the district got them"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _results()
    _answers()
    _of_towns()


def _results() -> None:
    op.create_table(
        "spot_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("checked_on", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("checked_by", sa.String(length=64), nullable=False),
        sa.Column("remark", sa.String(length=255), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=40), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sample_id"], ["sample.id"], name="fk_spot_result_sample_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_spot_result_entry_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_spot_result_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_spot_result"),
    )
    op.create_index("ix_spot_result_member", "spot_result", ["entry_id", "sample_id"])


def _answers() -> None:
    op.create_table(
        "spot_answer",
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("judgement", sa.String(length=16), nullable=False),
        sa.Column("registered_json", sa.Text(), nullable=False),
        sa.Column("found_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["spot_result.id"], name="fk_spot_answer_result_id"),
        sa.PrimaryKeyConstraint("result_id", "item", name="pk_spot_answer"),
    )


def _of_towns() -> None:
    op.create_table(
        "town_spot_check",
        sa.Column("town", sa.String(length=20), nullable=False),
        sa.Column("sample_no", sa.String(length=20), nullable=False),
        sa.Column("entry_no", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("short_code", sa.String(length=24), nullable=False),
        sa.Column("drawn_at", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("checked_on", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("checked_by", sa.String(length=64), nullable=False),
        sa.Column("remark", sa.String(length=255), nullable=False),
        sa.Column("answers_json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("town", "sample_no", "entry_no", name="pk_town_spot_check"),
    )


def downgrade() -> None:
    for name in ("town_spot_check", "spot_answer", "spot_result"):
        op.drop_table(name)
