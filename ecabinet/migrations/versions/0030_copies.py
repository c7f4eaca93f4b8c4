"""Copies: papers made for one reader to keep or print"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("layers", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["paper_version.id"], name="fk_paper_copy_version_id_paper_version"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_paper_copy_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["person.id"], name="fk_paper_copy_deputy_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paper_copy"),
        sa.UniqueConstraint("key", name="uq_paper_copy_key"),
    )
    for column in ("person_id", "state", "asked_at"):
        op.create_index(f"ix_paper_copy_{column}", "paper_copy", [column])


def downgrade() -> None:
    op.drop_table("paper_copy")
