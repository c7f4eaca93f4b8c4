"""Tasks: how much each presses"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.add_column(
            sa.Column("priority", sa.String(length=30), nullable=False, server_default="normal")
        )
    with op.batch_alter_table("task") as task:
        task.alter_column("priority", existing_type=sa.String(length=30), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.drop_column("priority")
