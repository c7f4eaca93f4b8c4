"""Tasks: parts of coordinating units, child tasks, and what the official says apart from the sum"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("own_percent", sa.Integer(), nullable=False, server_default="0"))
        task.add_column(sa.Column("parent_id", sa.Uuid(), nullable=True))
        task.create_foreign_key("fk_task_parent_id_task", "task", ["parent_id"], ["id"])
        task.create_index(op.f("ix_task_parent_id"), ["parent_id"])
    op.execute("UPDATE task SET own_percent = percent")
    with op.batch_alter_table("task") as task:
        task.alter_column("own_percent", server_default=None)
    with op.batch_alter_table("task_unit") as part:
        part.add_column(sa.Column("content", sa.String(), nullable=False, server_default=""))
        part.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        part.add_column(sa.Column("percent", sa.Integer(), nullable=False, server_default="0"))
        part.add_column(sa.Column("done_on", sa.Date(), nullable=True))
    with op.batch_alter_table("task_unit") as part:
        part.alter_column("content", server_default=None)
        part.alter_column("percent", server_default=None)
    with op.batch_alter_table("progress_report") as report:
        report.add_column(sa.Column("unit_id", sa.Uuid(), nullable=True))
        report.create_foreign_key("fk_progress_report_unit_id_unit", "unit", ["unit_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("progress_report") as report:
        report.drop_constraint("fk_progress_report_unit_id_unit", type_="foreignkey")
        report.drop_column("unit_id")
    with op.batch_alter_table("task_unit") as part:
        for column in ("done_on", "percent", "due_on", "content"):
            part.drop_column(column)
    with op.batch_alter_table("task") as task:
        task.drop_index(op.f("ix_task_parent_id"))
        task.drop_constraint("fk_task_parent_id_task", type_="foreignkey")
        task.drop_column("parent_id")
        task.drop_column("own_percent")
