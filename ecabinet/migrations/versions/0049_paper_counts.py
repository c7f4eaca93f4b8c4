"""Votes on paper or by show of hands, counted by people"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("vote") as vote:
        vote.add_column(
            sa.Column("on_paper", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        vote.add_column(sa.Column("paper", Json, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("vote") as vote:
        vote.drop_column("paper")
        vote.drop_column("on_paper")
