"""Marks of units, and replies"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain columns without foreign keys: SQLite cannot add those to a table that exists. Units and
    # marks are never deleted.
    op.add_column("annotation", sa.Column("unit_id", sa.Uuid(), nullable=True))
    op.add_column("annotation", sa.Column("parent_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("annotation", "parent_id")
    op.drop_column("annotation", "unit_id")
