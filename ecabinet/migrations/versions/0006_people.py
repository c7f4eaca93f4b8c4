"""People"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("email", sa.String(), nullable=True))
    op.add_column("person", sa.Column("phone", sa.String(), nullable=True))
    op.add_column(
        "person", sa.Column("clearance", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(op.f("ix_person_email"), "person", ["email"])


def downgrade() -> None:
    op.drop_index(op.f("ix_person_email"), "person")
    op.drop_column("person", "clearance")
    op.drop_column("person", "phone")
    op.drop_column("person", "email")
