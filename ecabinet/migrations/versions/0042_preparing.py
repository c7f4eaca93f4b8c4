"""Preparing: papers asked of units, the story of each request, which papers were taken"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "paper_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("was_late", sa.Boolean(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("late_told_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("paper_request", "meeting_id", "meeting"),
        _to("paper_request", "item_id", "agenda_item"),
        _to("paper_request", "unit_id", "unit"),
        _to("paper_request", "asked_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_request")),
    )
    op.create_index(op.f("ix_paper_request_meeting_id"), "paper_request", ["meeting_id"])
    op.create_index(op.f("ix_paper_request_item_id"), "paper_request", ["item_id"])
    op.create_index("ix_paper_request_unit_id_state", "paper_request", ["unit_id", "state"])
    op.create_index("ix_paper_request_state_due_on", "paper_request", ["state", "due_on"])
    op.create_table(
        "paper_request_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("versions", Json, nullable=True),
        _to("paper_request_step", "request_id", "paper_request"),
        _to("paper_request_step", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_request_step")),
    )
    op.create_index(op.f("ix_paper_request_step_request_id"), "paper_request_step", ["request_id"])
    op.create_table(
        "taken_paper",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        _to("taken_paper", "source_id", "paper"),
        _to("taken_paper", "paper_id", "paper"),
        _to("taken_paper", "request_id", "paper_request"),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_taken_paper")),
    )
    op.create_index(op.f("ix_taken_paper_paper_id"), "taken_paper", ["paper_id"])
    op.create_index(op.f("ix_taken_paper_request_id"), "taken_paper", ["request_id"])


def downgrade() -> None:
    op.drop_table("taken_paper")
    op.drop_table("paper_request_step")
    op.drop_table("paper_request")
