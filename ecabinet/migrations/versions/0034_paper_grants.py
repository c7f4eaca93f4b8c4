"""Grants: who may view, annotate, download, print a paper, and when"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_kind", sa.String(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("who_kind", sa.String(), nullable=False),
        sa.Column("who_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("set_by", sa.Uuid(), nullable=True),
        sa.Column("set_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_grant")),
        sa.UniqueConstraint(
            "place_kind",
            "place_id",
            "who_kind",
            "who_id",
            name=op.f("uq_paper_grant_place_kind_place_id_who_kind_who_id"),
        ),
    )
    op.create_index(op.f("ix_paper_grant_next_at"), "paper_grant", ["next_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_paper_grant_next_at"), table_name="paper_grant")
    op.drop_table("paper_grant")
