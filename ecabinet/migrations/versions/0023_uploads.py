"""Uploads: files that arrive in parts; the opened copy of a PDF that had a password"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=True),
        sa.Column("container_kind", sa.String(), nullable=False),
        sa.Column("container_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("secrecy", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_upload_person_id_person"),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name="fk_upload_deputy_id_person"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_upload_paper_id_paper"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["paper_version.id"], name="fk_upload_version_id_paper_version"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_upload"),
    )
    op.create_index("ix_upload_person_id", "upload", ["person_id"])
    op.create_index("ix_upload_created_at", "upload", ["created_at"])
    op.add_column("paper_version", sa.Column("opened_blob", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("paper_version", "opened_blob")
    op.drop_table("upload")
