"""The worker, who is nobody, hands proposals over on the day of an office"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("proposal_entry") as batch:
        batch.alter_column("actor_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    # What nobody did cannot stand in the table as it was.
    op.execute("DELETE FROM proposal_entry WHERE actor_id IS NULL")
    with op.batch_alter_table("proposal_entry") as batch:
        batch.alter_column("actor_id", existing_type=sa.Uuid(), nullable=False)
