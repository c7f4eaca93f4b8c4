"""Tasks: lists kept under a name, columns chosen; an index for calendars of due dates"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("wanted", Json, nullable=False),
        sa.Column("layout", sa.String(30), nullable=False),
        sa.Column("standard", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_task_list_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_list_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_list")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_task_list_person_id_name")),
    )
    op.create_index(op.f("ix_task_list_unit_id"), "task_list", ["unit_id"])
    op.create_table(
        "task_columns",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("columns", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_task_columns_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_task_columns")),
    )
    op.create_index("ix_task_due", "task", ["due_on", "state"])


def downgrade() -> None:
    op.drop_index("ix_task_due", "task")
    op.drop_table("task_columns")
    op.drop_table("task_list")
