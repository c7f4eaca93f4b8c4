"""The part of a coordinating unit has its own official; messages on tasks can be searched"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task_unit") as table:
        table.add_column(sa.Column("official_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_task_unit_official_id_person"), "person", ["official_id"], ["id"]
        )
        table.create_index(op.f("ix_task_unit_official_id"), ["official_id"])
    # What was said already is read by the worker.
    op.execute(
        "INSERT INTO search_need (kind, thing_id, asked)"
        " SELECT 'task_message', id, 1 FROM task_message WHERE withdrawn_at IS NULL"
        " AND id NOT IN (SELECT thing_id FROM search_need WHERE kind = 'task_message')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM search_need WHERE kind = 'task_message'")
    with op.batch_alter_table("task_unit") as table:
        table.drop_index(op.f("ix_task_unit_official_id"))
        table.drop_constraint(op.f("fk_task_unit_official_id_person"), type_="foreignkey")
        table.drop_column("official_id")
