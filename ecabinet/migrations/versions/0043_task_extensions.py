"""Tasks: the first due date is kept, and a later one is asked for"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("original_due_on", sa.Date(), nullable=True))
        task.add_column(sa.Column("asked_by_id", sa.Uuid(), nullable=True))
        task.create_foreign_key("fk_task_asked_by_id_person", "person", ["asked_by_id"], ["id"])
        task.create_index(op.f("ix_task_asked_by_id"), ["asked_by_id"])
    op.execute("UPDATE task SET original_due_on = due_on")
    op.create_table(
        "task_extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("asked_due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=False),
        _key("task_id", "task"),
        _key("requested_by_id", "person"),
        _key("decided_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_extension")),
    )
    op.create_index("ix_task_extension_order", "task_extension", ["task_id", "requested_at"])


def downgrade() -> None:
    op.drop_table("task_extension")
    with op.batch_alter_table("task") as task:
        task.drop_index(op.f("ix_task_asked_by_id"))
        task.drop_constraint("fk_task_asked_by_id_person", type_="foreignkey")
        task.drop_column("asked_by_id")
        task.drop_column("original_due_on")


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_task_extension_{column}_{target}")
    )
