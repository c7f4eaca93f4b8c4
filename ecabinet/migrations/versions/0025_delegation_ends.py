"""Delegations: when both were told that the last day is over"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("delegation", sa.Column("settled_at", UtcDateTime(), nullable=True))
    # Of what is over already nobody is told any more.
    over = "to_on < CURRENT_DATE OR revoked_at IS NOT NULL"
    op.execute(f"UPDATE delegation SET settled_at = given_at WHERE {over}")  # noqa: S608


def downgrade() -> None:
    op.drop_column("delegation", "settled_at")
