"""Calendar: weekly work calendars of bodies, their lines and editions; subscriptions"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]


def upgrade() -> None:
    op.create_table(
        "work_week",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("submitted_by", sa.Uuid(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_keys("work_week", unit_id="unit", created_by="person", submitted_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_week")),
        sa.UniqueConstraint("unit_id", "monday", name=op.f("uq_work_week_unit_id_monday")),
    )
    op.create_index(op.f("ix_work_week_monday"), "work_week", ["monday"])
    op.create_table(
        "week_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("week_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.String(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("content", "participants", "place", "preparing", "note")
        ),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *_keys(
            "week_line",
            week_id="work_week",
            meeting_id="meeting",
            proposed_by="unit",
            created_by="person",
            changed_by="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_line")),
        sa.UniqueConstraint("week_id", "meeting_id", name=op.f("uq_week_line_week_id_meeting_id")),
    )
    for column in ("week_id", "meeting_id", "day", "proposed_by"):
        op.create_index(op.f(f"ix_week_line_{column}"), "week_line", [column])
    op.create_table(
        "week_person",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_keys("week_person", line_id="week_line", person_id="person"),
        sa.PrimaryKeyConstraint("line_id", "person_id", name=op.f("pk_week_person")),
    )
    op.create_index(op.f("ix_week_person_person_id"), "week_person", ["person_id"])
    op.create_table(
        "week_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("week_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", Json, nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("published_at", UtcDateTime(), nullable=False),
        *_keys("week_edition", week_id="work_week", published_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_edition")),
        sa.UniqueConstraint("week_id", "number", name=op.f("uq_week_edition_week_id_number")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("secrets", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        *_keys("calendar_feed", person_id="person"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_calendar_feed_secret_hash")),
    )


def downgrade() -> None:
    for table in ("calendar_feed", "week_edition", "week_person", "week_line", "work_week"):
        op.drop_table(table)
