"""Meetings: for whom a substitute wrote an opinion"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("written_opinion") as table:
        table.add_column(sa.Column("stands_for", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("written_opinion") as table:
        table.alter_column("stands_for", existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("written_opinion") as table:
        table.drop_column("stands_for")
