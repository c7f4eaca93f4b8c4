"""The seats of a person are read from an index alone: rights ask for them in every list"""

from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

BEFORE = "ix_participant_person_id_participant_removed_at"
AFTER = "ix_participant_seats"


def upgrade() -> None:
    op.create_index(AFTER, "participant", ["person_id", "removed_at", "function", "meeting_id"])
    op.drop_index(op.f(BEFORE), "participant")


def downgrade() -> None:
    op.create_index(op.f(BEFORE), "participant", ["person_id", "removed_at"])
    op.drop_index(AFTER, "participant")
