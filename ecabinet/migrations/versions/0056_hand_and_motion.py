"""People: the hand that holds the pen, and how much may move"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

NEW = {"hand": "right", "motion": "auto"}


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        for name, default in NEW.items():
            table.add_column(sa.Column(name, sa.String(), nullable=False, server_default=default))
    with op.batch_alter_table("person") as table:
        for name in NEW:
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("person") as table:
        for name in NEW:
            table.drop_column(name)
