"""Single sign-on: who a person is to a provider or a directory; offices that groups give"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", UtcDateTime(), nullable=False),
        sa.Column("last_used_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_identity_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("source", "subject", name=op.f("uq_identity_source_subject")),
    )
    op.create_index(op.f("ix_identity_person_id"), "identity", ["person_id"])
    op.add_column("office", sa.Column("origin", sa.String(), nullable=False, server_default="hand"))


def downgrade() -> None:
    op.drop_column("office", "origin")
    op.drop_index(op.f("ix_identity_person_id"), "identity")
    op.drop_table("identity")
