"""Tasks: periodic ones, with one report for each period"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("period", sa.String(length=30), nullable=True))
        task.add_column(sa.Column("report_after", sa.Integer(), nullable=True))
        task.add_column(sa.Column("next_period_on", sa.Date(), nullable=True))
        task.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        task.create_index(op.f("ix_task_next_period_on"), ["next_period_on"])
    with op.batch_alter_table("progress_report") as report:
        report.add_column(sa.Column("period_on", sa.Date(), nullable=True))
        report.create_unique_constraint(
            "uq_progress_report_task_id_period_on", ["task_id", "period_on"]
        )
    op.create_table(
        "task_period",
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_period_task_id_task")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["progress_report.id"],
            name=op.f("fk_task_period_report_id_progress_report"),
        ),
        sa.PrimaryKeyConstraint("task_id", "first_on", name=op.f("pk_task_period")),
    )


def downgrade() -> None:
    op.drop_table("task_period")
    with op.batch_alter_table("progress_report") as report:
        report.drop_constraint("uq_progress_report_task_id_period_on", type_="unique")
        report.drop_column("period_on")
    with op.batch_alter_table("task") as task:
        task.drop_index(op.f("ix_task_next_period_on"))
        for column in ("ends_on", "next_period_on", "report_after", "period"):
            task.drop_column(column)
