"""What an open ballot said before it was changed"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("chosen", Json, nullable=True),
        sa.Column("cast_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name=op.f("fk_ballot_change_ballot_id_ballot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_change")),
    )
    op.create_index(op.f("ix_ballot_change_ballot_id"), "ballot_change", ["ballot_id"])


def downgrade() -> None:
    op.drop_table("ballot_change")
