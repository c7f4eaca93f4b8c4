"""Words of the articles of a directive can be searched: each directive is read again"""

from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "INSERT INTO search_need (kind, thing_id, asked) SELECT 'directive', id, 1 FROM directive "
        "WHERE id NOT IN (SELECT thing_id FROM search_need WHERE kind = 'directive')"
    )


def downgrade() -> None:
    """Nothing: what was read again is the same or more."""
