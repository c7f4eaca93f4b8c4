"""Conclusions: a statement gives no task"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conclusion") as table:
        table.add_column(
            sa.Column("gives_task", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("conclusion") as table:
        table.alter_column("gives_task", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("conclusion") as table:
        table.drop_column("gives_task")
