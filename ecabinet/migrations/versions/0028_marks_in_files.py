"""Marks in files: annotations that an uploaded PDF brings along"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

COLUMNS = (("annotation", "written_by"), ("paper_version", "marks_onto"), ("upload", "marks_onto"))


def upgrade() -> None:
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.String(), nullable=True))


def downgrade() -> None:
    for table, column in reversed(COLUMNS):
        with op.batch_alter_table(table) as altered:
            altered.drop_column(column)
