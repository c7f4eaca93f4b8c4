"""Reports on tasks: defined by the office, frozen for a period"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0064"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("spec", Json, nullable=False),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("scheduled_from", sa.Date(), nullable=True),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("task_report", "unit_id", "unit"),
        _key("task_report", "signer_id", "person"),
        _key("task_report", "keeper_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_report")),
    )
    for column in ("unit_id", "scheduled_from"):
        op.create_index(op.f(f"ix_task_report_{column}"), "task_report", [column])
    _runs()


def _runs() -> None:
    op.create_table(
        "task_report_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("scheduled", sa.Boolean(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("data", Json, nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("pdf_blob", sa.String(), nullable=True),
        sa.Column("xlsx_blob", sa.String(), nullable=True),
        _key("task_report_run", "report_id", "task_report"),
        _key("task_report_run", "made_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_report_run")),
        sa.UniqueConstraint(
            "report_id", "number", name=op.f("uq_task_report_run_report_id_number")
        ),
    )
    op.create_index(op.f("ix_task_report_run_state"), "task_report_run", ["state"])
    op.create_index(
        "uq_task_report_run_scheduled", "task_report_run", ["report_id", "first_on"], unique=True,
        sqlite_where=sa.text("scheduled"), postgresql_where=sa.text("scheduled"),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("task_report_run")
    op.drop_table("task_report")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
