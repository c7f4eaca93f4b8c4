"""Lead: to whom it was handed, and which part of the page is shown"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("current_view", Json, nullable=True))
    op.add_column("meeting", sa.Column("presenter_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("meeting") as meeting:
        meeting.drop_column("presenter_id")
        meeting.drop_column("current_view")
