"""Reports on tasks: the rows of a frozen period in parts, its list as a paper of its own"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0076"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_report_part",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["task_report_run.id"],
            name=op.f("fk_task_report_part_run_id_task_report_run"),
        ),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_task_report_part")),
    )  # fmt: skip
    with op.batch_alter_table("task_report_run") as table:
        table.add_column(sa.Column("list_blob", sa.String(), nullable=True))
        table.add_column(sa.Column("held_until", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task_report_run") as table:
        table.drop_column("held_until")
        table.drop_column("list_blob")
    op.drop_table("task_report_part")
