"""Planning: sub-items, secrecy of items, series, templates, the reason to share a room"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _series()
    _templates()
    with op.batch_alter_table("agenda_item") as item:
        item.add_column(sa.Column("parent_id", sa.Uuid(), nullable=True))
        item.add_column(sa.Column("secrecy", sa.Integer(), nullable=False, server_default="0"))
        item.create_foreign_key(
            "fk_agenda_item_parent_id_agenda_item", "agenda_item", ["parent_id"], ["id"]
        )
    with op.batch_alter_table("meeting") as meeting:
        meeting.add_column(
            sa.Column("agenda_revision", sa.Integer(), nullable=False, server_default="1")
        )
        meeting.add_column(sa.Column("series_id", sa.Uuid(), nullable=True))
        meeting.add_column(sa.Column("room_reason", sa.String(), nullable=False, server_default=""))
        meeting.create_foreign_key(
            "fk_meeting_series_id_meeting_series", "meeting_series", ["series_id"], ["id"]
        )
        meeting.create_index("ix_meeting_series_id", ["series_id"])
        meeting.create_index("ix_meeting_room_starts_at", ["room", "starts_at"])


def _series() -> None:
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", Json, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name="fk_meeting_series_created_by_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_series"),
    )


def _templates() -> None:
    op.create_table(
        "agenda_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lines", Json, nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name="fk_agenda_template_created_by_person"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_agenda_template_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_template"),
        sa.UniqueConstraint("unit_id", "name", name="uq_agenda_template_unit_id_name"),
    )


def downgrade() -> None:
    with op.batch_alter_table("meeting") as meeting:
        meeting.drop_index("ix_meeting_room_starts_at")
        meeting.drop_index("ix_meeting_series_id")
        meeting.drop_constraint("fk_meeting_series_id_meeting_series", type_="foreignkey")
        for column in ("room_reason", "series_id", "agenda_revision"):
            meeting.drop_column(column)
    with op.batch_alter_table("agenda_item") as item:
        item.drop_constraint("fk_agenda_item_parent_id_agenda_item", type_="foreignkey")
        item.drop_column("secrecy")
        item.drop_column("parent_id")
    op.drop_table("agenda_template")
    op.drop_table("meeting_series")
