"""Conclusions: a date, standing, or periodic"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conclusion") as table:
        table.add_column(
            sa.Column("deadline_kind", sa.String(30), nullable=False, server_default="dated")
        )
        table.add_column(sa.Column("period", sa.String(30), nullable=True))
    with op.batch_alter_table("conclusion") as table:
        table.alter_column("deadline_kind", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("conclusion") as table:
        table.drop_column("period")
        table.drop_column("deadline_kind")
