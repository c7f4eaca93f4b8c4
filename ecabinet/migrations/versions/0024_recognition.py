"""Recognition: when the words of a scan were recognised"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_version", sa.Column("recognised_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("paper_version", "recognised_at")
