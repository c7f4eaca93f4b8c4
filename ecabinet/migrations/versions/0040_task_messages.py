"""Messages about tasks"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_task_message_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_task_message_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["person.id"], name=op.f("fk_task_message_to_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["task_message.id"],
            name=op.f("fk_task_message_answers_id_task_message"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_message")),
    )  # fmt: skip
    op.create_index("ix_task_message_order", "task_message", ["task_id", "at", "id"])
    op.create_table(
        "task_mention",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["task_message.id"],
            name=op.f("fk_task_mention_message_id_task_message"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_task_mention_person_id_person")
        ),
        sa.PrimaryKeyConstraint("message_id", "person_id", name=op.f("pk_task_mention")),
    )  # fmt: skip
    op.create_index(op.f("ix_task_mention_person_id"), "task_mention", ["person_id"])


def downgrade() -> None:
    op.drop_table("task_mention")
    op.drop_table("task_message")
