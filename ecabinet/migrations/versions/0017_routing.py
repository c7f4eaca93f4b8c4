"""Routing: slips, their receivers, who opened them, their history"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.Column("from_part_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("sender_id", sa.Uuid(), nullable=False),
        sa.Column("instruction", sa.String(), nullable=False),
        sa.Column("ink", Json, nullable=True),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("recalled_at", UtcDateTime(), nullable=True),
        _to("slip", "entry_id", "register_entry"),
        _to("slip", "root_id", "slip"),
        _to("slip", "unit_id", "unit"),
        _to("slip", "sender_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip")),
    )
    for column in ("entry_id", "root_id", "from_part_id", "unit_id", "sender_id"):
        op.create_index(op.f(f"ix_slip_{column}"), "slip", [column])
    op.create_table(
        "slip_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slip_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("slip_part", "slip_id", "slip"),
        _to("slip_part", "unit_id", "unit"),
        _to("slip_part", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_part")),
    )
    op.create_index(op.f("ix_slip_part_slip_id"), "slip_part", ["slip_id"])
    op.create_index("ix_slip_part_unit_id_state", "slip_part", ["unit_id", "state"])
    op.create_index("ix_slip_part_person_id_state", "slip_part", ["person_id", "state"])
    op.create_table(
        "slip_opening",
        sa.Column("part_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _to("slip_opening", "part_id", "slip_part"),
        _to("slip_opening", "person_id", "person"),
        sa.PrimaryKeyConstraint("part_id", "person_id", name=op.f("pk_slip_opening")),
    )
    op.create_table(
        "slip_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slip_id", sa.Uuid(), nullable=False),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _to("slip_step", "slip_id", "slip"),
        _to("slip_step", "part_id", "slip_part"),
        _to("slip_step", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_step")),
    )
    op.create_index(op.f("ix_slip_step_slip_id"), "slip_step", ["slip_id"])


def downgrade() -> None:
    op.drop_table("slip_step")
    op.drop_table("slip_opening")
    op.drop_table("slip_part")
    op.drop_table("slip")
