"""People keep the order of the Vietnamese alphabet, whatever the locale of the database.

The keys are made for comparing code points; PostgreSQL compares by the locale it was set up with,
where upper and lower case of a letter stand together and keys of different names fall into one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _compare_by(sa.String(collation="C"))


def downgrade() -> None:
    _compare_by(sa.String())


def _compare_by(kind: sa.String) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("person", "sort_key", type_=kind, existing_nullable=False)
