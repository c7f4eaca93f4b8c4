"""A period whose report was given back may be reported on again"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0061"
branch_labels = None
depends_on = None

STANDS = sa.text("decision IS NULL OR decision <> 'returned'")


def upgrade() -> None:
    with op.batch_alter_table("progress_report") as report:
        report.drop_constraint("uq_progress_report_task_id_period_on", type_="unique")
    op.create_index(
        "ix_progress_report_of_period", "progress_report", ["task_id", "period_on"],
        unique=True, sqlite_where=STANDS, postgresql_where=STANDS,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("ix_progress_report_of_period", "progress_report")
    # The older tables know one report for each period: what was given back is on the whole task.
    again = sa.text(
        "UPDATE progress_report SET period_on = NULL "
        "WHERE period_on IS NOT NULL AND decision = 'returned'"
    )
    op.execute(again)
    with op.batch_alter_table("progress_report") as report:
        report.create_unique_constraint(
            "uq_progress_report_task_id_period_on", ["task_id", "period_on"]
        )
