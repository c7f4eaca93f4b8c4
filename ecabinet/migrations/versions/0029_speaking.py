"""Speaking: turns in the queues of an item, and from when to when they were spoken"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speaking_turn",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("limit_seconds", sa.Integer(), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("spent_seconds", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_speaking_turn_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_speaking_turn_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_speaking_turn_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_speaking_turn_asked_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaking_turn")),
    )
    for column in ("meeting_id", "item_id", "participant_id"):
        op.create_index(op.f(f"ix_speaking_turn_{column}"), "speaking_turn", [column])
    _unique("uq_speaking_turn_floor", ["meeting_id"], "state = 'floor'")
    _unique("uq_speaking_turn_waiting", ["item_id", "participant_id", "kind"], "state = 'waiting'")
    op.create_table(
        "speaking_interval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("from_at", UtcDateTime(), nullable=False),
        sa.Column("until_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["turn_id"],
            ["speaking_turn.id"],
            name=op.f("fk_speaking_interval_turn_id_speaking_turn"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaking_interval")),
    )
    op.create_index(op.f("ix_speaking_interval_turn_id"), "speaking_interval", ["turn_id"])


def _unique(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name,
        "speaking_turn",
        columns,
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )


def downgrade() -> None:
    op.drop_table("speaking_interval")
    op.drop_table("speaking_turn")
