"""Presence: plans of rooms, seats in a meeting, standing back from an item, online, mistakes"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

BY = "fk_attendance_struck_by_person"


def upgrade() -> None:
    op.create_table(
        "room_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("drawing", Json, nullable=False),
        sa.Column("drawn_by", sa.Uuid(), nullable=False),
        sa.Column("drawn_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drawn_by"], ["person.id"], name=op.f("fk_room_plan_drawn_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_plan")),
        sa.UniqueConstraint("room", "number", name=op.f("uq_room_plan_room_number")),
    )
    op.create_table(
        "seat_place",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_seat_place_participant_id_participant"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_seat_place_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["room_plan.id"], name=op.f("fk_seat_place_plan_id_room_plan")
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_seat_place")),
        sa.UniqueConstraint("meeting_id", "seat", name=op.f("uq_seat_place_meeting_id_seat")),
    )
    op.create_table(
        "recusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_recusal_{column}_{table}")
            )
            for column, table in (
                ("meeting_id", "meeting"),
                ("item_id", "agenda_item"),
                ("participant_id", "participant"),
                ("recorded_by", "person"),
                ("withdrawn_by", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_meeting_id"), "recusal", ["meeting_id"])
    op.create_index(op.f("ix_recusal_participant_id"), "recusal", ["participant_id"])
    op.create_index(
        "uq_recusal_in_force",
        "recusal",
        ["item_id", "participant_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    with op.batch_alter_table("attendance") as attendance:
        attendance.add_column(
            sa.Column("online", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        attendance.add_column(
            sa.Column("means", sa.String(), nullable=False, server_default="self")
        )
        attendance.add_column(sa.Column("struck_at", UtcDateTime(), nullable=True))
        attendance.add_column(sa.Column("struck_by", sa.Uuid(), nullable=True))
        attendance.add_column(
            sa.Column("struck_because", sa.String(), nullable=False, server_default="")
        )
        attendance.create_foreign_key(BY, "person", ["struck_by"], ["id"])


def downgrade() -> None:
    op.execute("DELETE FROM attendance WHERE struck_at IS NOT NULL")
    with op.batch_alter_table("attendance") as attendance:
        attendance.drop_constraint(BY, type_="foreignkey")
        for column in ("struck_because", "struck_by", "struck_at", "means", "online"):
            attendance.drop_column(column)
    op.drop_table("recusal")
    op.drop_table("seat_place")
    op.drop_table("room_plan")
