"""Reminders: each rung of the ladder has its row; chasing by hand"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write the ladder anew, with what was told so far, and add the two tables."""
    op.rename_table("task_reminder", "task_reminder_before")
    _reminders(sa.Column("rung", sa.Integer(), nullable=False), "task_id", "what", "due_on", "rung")
    # Whoever was told "nearly due" or "overdue" is on the rung that the first ladder had there.
    op.execute(
        "INSERT INTO task_reminder (task_id, what, due_on, rung, at)"
        " SELECT task_id, 'remind', due_on, CASE what WHEN 'overdue' THEN 1 ELSE -3 END, at"
        " FROM task_reminder_before"
    )
    op.drop_table("task_reminder_before")
    _chases()
    _items()


def downgrade() -> None:
    """Keep of each date that people were told nearly due, or overdue."""
    op.drop_table("task_chase_item")
    op.drop_table("task_chase")
    op.rename_table("task_reminder", "task_reminder_after")
    _reminders(None, "task_id", "what", "due_on")
    op.execute(
        "INSERT INTO task_reminder (task_id, what, due_on, at)"
        " SELECT task_id, CASE WHEN rung > 0 THEN 'overdue' ELSE 'due_soon' END, due_on, MIN(at)"
        " FROM task_reminder_after GROUP BY 1, 2, 3"
    )
    op.drop_table("task_reminder_after")


def _reminders(more: sa.Column[int] | None, *key: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        # A renamed table keeps the names of its constraints.
        for old in ("task_reminder_before", "task_reminder_after"):
            op.execute(
                f"ALTER TABLE IF EXISTS {old} DROP CONSTRAINT IF EXISTS pk_task_reminder,"
                " DROP CONSTRAINT IF EXISTS fk_task_reminder_task_id_task"
            )
    op.create_table(
        "task_reminder",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        *([more] if more is not None else []),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_task_reminder_task_id_task")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_task_reminder")),
    )


def _chases() -> None:
    op.create_table(
        "task_chase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        _key("task_chase", "unit_id", "unit"),
        _key("task_chase", "body_id", "unit"),
        _key("task_chase", "made_by_id", "person"),
        _key("task_chase", "signer_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_chase")),
    )
    op.create_index(op.f("ix_task_chase_unit_id"), "task_chase", ["unit_id"])
    op.create_index(op.f("ix_task_chase_body_id"), "task_chase", ["body_id"])


def _items() -> None:
    op.create_table(
        "task_chase_item",
        sa.Column("chase_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        _key("task_chase_item", "chase_id", "task_chase"),
        _key("task_chase_item", "task_id", "task"),
        sa.PrimaryKeyConstraint("chase_id", "position", name=op.f("pk_task_chase_item")),
        sa.UniqueConstraint("task_id", "on", name=op.f("uq_task_chase_item_task_id_on")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
