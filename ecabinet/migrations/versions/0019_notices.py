"""Choices by kind of notice; reminders of tasks given"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_kind_choice",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_notice_kind_choice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_notice_kind_choice")),
    )
    op.create_table(
        "task_reminder",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_task_reminder_task_id_task")
        ),
        sa.PrimaryKeyConstraint("task_id", "what", "due_on", name=op.f("pk_task_reminder")),
    )


def downgrade() -> None:
    op.drop_table("task_reminder")
    op.drop_table("notice_kind_choice")
