"""Tasks: opinions asked of units and people, with a date"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_consult",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        _key("task_id", "task"),
        _key("message_id", "task_message"),
        _key("unit_id", "unit"),
        _key("person_id", "person"),
        _key("answer_id", "task_message"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_consult")),
    )
    op.create_index("ix_task_consult_person", "task_consult", ["person_id", "task_id"])
    op.create_index("ix_task_consult_unit", "task_consult", ["unit_id", "task_id"])
    op.create_index(op.f("ix_task_consult_task_id"), "task_consult", ["task_id"])
    op.create_index(op.f("ix_task_consult_message_id"), "task_consult", ["message_id"])


def downgrade() -> None:
    op.drop_table("task_consult")


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_task_consult_{column}_{target}")
    )
