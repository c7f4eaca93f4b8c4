"""Answers to invitations, reminders, and what people were told of the plan"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_call",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("answer_by", UtcDateTime(), nullable=True),
        sa.Column("told", Json, nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_meeting_call_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_meeting_call"),
    )
    op.create_table(
        "invitation_answer",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("substitute_id", sa.Uuid(), nullable=True),
        sa.Column("approval", sa.String(), nullable=True),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.Column("substitute_seat_id", sa.Uuid(), nullable=True),
        sa.Column("had_vote", sa.Boolean(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=_fk(column, table))
            for column, table in (
                ("participant_id", "participant"),
                ("meeting_id", "meeting"),
                ("answered_by", "person"),
                ("substitute_id", "person"),
                ("substitute_seat_id", "participant"),
            )
        ),
        sa.PrimaryKeyConstraint("participant_id", name="pk_invitation_answer"),
    )
    op.create_index("ix_invitation_answer_meeting_id", "invitation_answer", ["meeting_id"])
    op.create_index(
        "uq_invitation_answer_seat", "invitation_answer", ["substitute_seat_id"], unique=True
    )
    op.create_table(
        "call_reminder",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name="fk_call_reminder_participant_id_participant",
        ),
        sa.PrimaryKeyConstraint("participant_id", "about", "day", name="pk_call_reminder"),
    )
    op.create_table(
        "meeting_announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_meeting_announcement_meeting_id_meeting"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_meeting_announcement_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_announcement"),
    )
    op.create_index("ix_meeting_announcement_meeting_id", "meeting_announcement", ["meeting_id"])


def downgrade() -> None:
    for table in ("meeting_announcement", "call_reminder", "invitation_answer", "meeting_call"):
        op.drop_table(table)


def _fk(column: str, table: str) -> str:
    return f"fk_invitation_answer_{column}_{table}"
