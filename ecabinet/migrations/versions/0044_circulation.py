"""Circulation ballots: a question sent round, who is asked and answered, history, reminders"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

INDEXES = (
    ("circulation", "state"),
    ("circulation", "tracker_id"),
    ("circulation", "unit_id"),
    ("circulation_part", "person_id"),
    ("circulation_step", "circulation_id"),
)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "circulation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("share_of", sa.String(), nullable=False),
        sa.Column("numerator", sa.Integer(), nullable=False),
        sa.Column("denominator", sa.Integer(), nullable=False),
        sa.Column("strict", sa.Boolean(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("early_close", sa.Boolean(), nullable=False),
        sa.Column("asked", Json, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("tracker_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("published_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("outcome", Json, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("circulation", "tracker_id", "person"),
        _key("circulation", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circulation")),
    )
    op.create_table(
        "circulation_option",
        sa.Column("circulation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _key("circulation_option", "circulation_id", "circulation"),
        sa.PrimaryKeyConstraint("circulation_id", "position", name=op.f("pk_circulation_option")),
    )
    op.create_table(
        "circulation_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("circulation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("chosen", Json, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        _key("circulation_part", "circulation_id", "circulation"),
        _key("circulation_part", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circulation_part")),
        sa.UniqueConstraint(
            "circulation_id",
            "person_id",
            name=op.f("uq_circulation_part_circulation_id_person_id"),
        ),
    )
    op.create_table(
        "circulation_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("circulation_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        _key("circulation_step", "by_id", "person"),
        _key("circulation_step", "circulation_id", "circulation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circulation_step")),
    )
    op.create_table(
        "circulation_reminder",
        sa.Column("circulation_id", sa.Uuid(), nullable=False),
        sa.Column("rung", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _key("circulation_reminder", "circulation_id", "circulation"),
        sa.PrimaryKeyConstraint(
            "circulation_id", "rung", "due_at", name=op.f("pk_circulation_reminder")
        ),
    )
    for table, column in INDEXES:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    for table in ("reminder", "step", "part", "option"):
        op.drop_table(f"circulation_{table}")
    op.drop_table("circulation")
