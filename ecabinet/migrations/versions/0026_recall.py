"""Recall: papers taken back from their readers"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper", sa.Column("recalled_at", UtcDateTime(), nullable=True))
    op.add_column("paper", sa.Column("recalled_by", sa.Uuid(), nullable=True))
    op.add_column(
        "paper", sa.Column("recall_reason", sa.String(), nullable=False, server_default="")
    )


def downgrade() -> None:
    with op.batch_alter_table("paper") as paper:
        for column in ("recall_reason", "recalled_by", "recalled_at"):
            paper.drop_column(column)
