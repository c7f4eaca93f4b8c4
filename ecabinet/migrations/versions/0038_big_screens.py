"""Big screens: machines of the hall that show one meeting without anybody signed in"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "big_screen",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("code_until", UtcDateTime(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=True),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("taken_from", sa.String(), nullable=True),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("good_until", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_big_screen_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_big_screen_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_big_screen_opened_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_big_screen")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_big_screen_code_hash")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_big_screen_secret_hash")),
    )
    op.create_index(op.f("ix_big_screen_meeting_id"), "big_screen", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("big_screen")
