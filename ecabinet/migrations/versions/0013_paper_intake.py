"""Paper intake: since when a file is being made into a PDF"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_version", sa.Column("converting_since", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("paper_version", "converting_since")
