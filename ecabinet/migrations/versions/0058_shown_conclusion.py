"""Meetings: the conclusion on the big screen"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("shown_conclusion_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meeting") as table:
        table.drop_column("shown_conclusion_id")
