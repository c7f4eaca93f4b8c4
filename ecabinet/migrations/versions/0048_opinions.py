"""Written opinions: what is asked of an item, the opinions, the story of each"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def _to(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name)


def upgrade() -> None:
    op.create_table(
        "opinion_call",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("naming", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("opinion_call", "item_id", "agenda_item"),
        _to("opinion_call", "meeting_id", "meeting"),
        _to("opinion_call", "unit_id", "unit"),
        _to("opinion_call", "opened_by", "person"),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_opinion_call")),
    )
    op.create_index(op.f("ix_opinion_call_meeting_id"), "opinion_call", ["meeting_id"])
    op.create_index(op.f("ix_opinion_call_unit_id"), "opinion_call", ["unit_id"])
    op.create_table(
        "written_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("reply_kind", sa.String(), nullable=True),
        sa.Column("reply_text", sa.String(), nullable=False),
        sa.Column("reply_by", sa.Uuid(), nullable=True),
        sa.Column("reply_unit", sa.String(), nullable=False),
        sa.Column("reply_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("written_opinion", "item_id", "opinion_call", "item_id"),
        _to("written_opinion", "person_id", "person"),
        _to("written_opinion", "unit_id", "unit"),
        _to("written_opinion", "reply_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_opinion")),
        sa.UniqueConstraint("item_id", "slot", name=op.f("uq_written_opinion_item_id_slot")),
    )
    for column in ("item_id", "person_id", "unit_id"):
        op.create_index(op.f(f"ix_written_opinion_{column}"), "written_opinion", [column])
    op.create_table(
        "opinion_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opinion_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        _to("opinion_step", "opinion_id", "written_opinion"),
        _to("opinion_step", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_step")),
    )
    op.create_index(op.f("ix_opinion_step_opinion_id"), "opinion_step", ["opinion_id"])


def downgrade() -> None:
    op.drop_table("opinion_step")
    op.drop_table("written_opinion")
    op.drop_table("opinion_call")
