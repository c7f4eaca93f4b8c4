"""Follow-up: proposals from the bottom up, opinions on them, their way, what they became"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0067"
down_revision = "0069"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("urgency", sa.String(30), nullable=False),
        sa.Column("desired_on", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("drafter_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("to_unit_id", sa.Uuid(), nullable=True),
        sa.Column("decider_id", sa.Uuid(), nullable=True),
        sa.Column("sender_id", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("proposal", "unit_id", "unit"),
        _key("proposal", "drafter_id", "person"),
        _key("proposal", "to_unit_id", "unit"),
        _key("proposal", "decider_id", "person"),
        _key("proposal", "sender_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("number", name=op.f("uq_proposal_number")),
    )
    for column in ("unit_id", "drafter_id", "to_unit_id"):
        op.create_index(op.f(f"ix_proposal_{column}"), "proposal", [column])
    op.create_index("ix_proposal_waiting", "proposal", ["state", "to_unit_id"])
    _consults()
    _way()


def _consults() -> None:
    op.create_table(
        "proposal_consult",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opinion", sa.String(30), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        _key("proposal_consult", "proposal_id", "proposal"),
        _key("proposal_consult", "unit_id", "unit"),
        _key("proposal_consult", "person_id", "person"),
        _key("proposal_consult", "asked_by_id", "person"),
        _key("proposal_consult", "answered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_consult")),
    )
    for name, columns in (
        ("proposal_id", ["proposal_id"]),
        ("person", ["person_id", "proposal_id"]),
        ("unit", ["unit_id", "proposal_id"]),
    ):
        op.create_index(f"ix_proposal_consult_{name}", "proposal_consult", columns)


def _way() -> None:
    op.create_table(
        "proposal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        _key("proposal_entry", "proposal_id", "proposal"),
        _key("proposal_entry", "actor_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_entry")),
    )
    op.create_index("ix_proposal_entry_order", "proposal_entry", ["proposal_id", "at", "id"])
    op.create_table(
        "proposal_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _key("proposal_outcome", "proposal_id", "proposal"),
        _key("proposal_outcome", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_outcome")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_proposal_outcome_kind_subject_id")),
    )
    op.create_index(op.f("ix_proposal_outcome_proposal_id"), "proposal_outcome", ["proposal_id"])


def downgrade() -> None:
    for table in ("proposal_outcome", "proposal_entry", "proposal_consult", "proposal"):
        op.drop_table(table)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
