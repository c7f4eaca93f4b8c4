"""Minutes: their texts with all versions, amendments; when an item was first opened"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0062"
down_revision = "0066"
branch_labels = None
depends_on = None


def _to(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name)


def upgrade() -> None:
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("opened_at", UtcDateTime(), nullable=True))
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("circulated_at", UtcDateTime(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("minutes", "meeting_id", "meeting"),
        _to("minutes", "opened_by", "person"),
        _to("minutes", "approved_by", "person"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_minutes")),
    )
    op.create_table(
        "minutes_block",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("body", Json, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.Uuid(), nullable=True),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        _to("minutes_block", "meeting_id", "minutes", "meeting_id"),
        _to("minutes_block", "item_id", "agenda_item"),
        _to("minutes_block", "edited_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_block")),
        sa.UniqueConstraint("meeting_id", "slot", name=op.f("uq_minutes_block_meeting_id_slot")),
    )
    for column in ("meeting_id", "item_id"):
        op.create_index(op.f(f"ix_minutes_block_{column}"), "minutes_block", [column])
    op.create_table(
        "minutes_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _to("minutes_version", "block_id", "minutes_block"),
        _to("minutes_version", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_version")),
        sa.UniqueConstraint(
            "block_id", "version", name=op.f("uq_minutes_version_block_id_version")
        ),
    )
    op.create_index(op.f("ix_minutes_version_block_id"), "minutes_version", ["block_id"])
    op.create_table(
        "minutes_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("body", Json, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _to("minutes_amendment", "block_id", "minutes_block"),
        _to("minutes_amendment", "person_id", "person"),
        _to("minutes_amendment", "answered_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_amendment")),
    )
    for column in ("block_id", "person_id"):
        op.create_index(op.f(f"ix_minutes_amendment_{column}"), "minutes_amendment", [column])


def downgrade() -> None:
    for name in ("minutes_amendment", "minutes_version", "minutes_block", "minutes"):
        op.drop_table(name)
    with op.batch_alter_table("agenda_item") as table:
        table.drop_column("opened_at")
