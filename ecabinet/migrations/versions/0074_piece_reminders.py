"""Reminders of parts of coordinating units and of opinions; when a part was written"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None

DATED = ("task_unit", "task_consult", "proposal_consult")


def upgrade() -> None:
    op.add_column("task_unit", sa.Column("set_at", UtcDateTime(), nullable=True))
    for table in DATED:
        op.create_index(f"ix_{table}_due", table, ["due_on"])
    _reminders("part_reminder", task_id="task", unit_id="unit")
    _reminders("opinion_reminder", consult_id="task_consult")
    _reminders("proposal_reminder", consult_id="proposal_consult")


def _reminders(name: str, **of: str) -> None:
    op.create_table(
        name,
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in of),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}_{table}")
            for column, table in of.items()
        ),
        sa.PrimaryKeyConstraint(*of, "due_on", "rung", name=f"pk_{name}"),
    )


def downgrade() -> None:
    for name in ("proposal_reminder", "opinion_reminder", "part_reminder"):
        op.drop_table(name)
    for table in reversed(DATED):
        op.drop_index(f"ix_{table}_due", table)
    with op.batch_alter_table("task_unit") as batch:
        batch.drop_column("set_at")
