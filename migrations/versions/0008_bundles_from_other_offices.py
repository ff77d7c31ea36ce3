"""bundles that came from other offices, the entries in them, and what the district sent back"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _received_bundles()
    _town_entries()
    op.create_table(
        "sent_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=10000), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_sent_back_entry_id")),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["received_bundle.id"], name=op.f("fk_sent_back_bundle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_back")),
    )
    op.create_index(op.f("ix_sent_back_entry_id"), "sent_back", ["entry_id"])


def _received_bundles() -> None:
    op.create_table(
        "received_bundle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("statement", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.String(length=40), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("counts_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["received_by"], ["account.id"], name=op.f("fk_received_bundle_received_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_bundle")),
        sa.UniqueConstraint("digest", name=op.f("uq_received_bundle_digest")),
        sa.UniqueConstraint("sender", "sequence", name=op.f("uq_received_bundle_sender")),
    )


def _town_entries() -> None:
    op.create_table(
        "town_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("town", sa.String(length=20), nullable=False),
        sa.Column("entry_no", sa.Integer(), nullable=False),
        sa.Column("certificate_no", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("community_code", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("form_edition", sa.String(length=64), nullable=False),
        sa.Column("answers_json", sa.Text(), nullable=False),
        sa.Column("before_json", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.String(length=64), nullable=False),
        sa.Column("approved_at", sa.String(length=40), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.String(length=16), nullable=False),
        sa.Column("bundle_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=255), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.String(length=40), nullable=True),
        sa.Column("told_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["received_bundle.id"], name=op.f("fk_town_entry_bundle_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_town_entry_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town_entry")),
        sa.UniqueConstraint("town", "entry_no", name=op.f("uq_town_entry_town")),
    )
    op.create_index(op.f("ix_town_entry_certificate_no"), "town_entry", ["certificate_no"])
    op.create_index("ix_town_entry_town", "town_entry", ["town", "state", "told_in"])


def downgrade() -> None:
    for name in ("sent_back", "town_entry", "received_bundle"):
        op.drop_table(name)
