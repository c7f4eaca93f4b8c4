"""Audit tokens"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# The log is read newest first, by (at, seq), with one filter by its index.
FILTERS = ("actor_id", "action", "subject_kind", "subject_id")


def upgrade() -> None:
    op.drop_index(op.f("ix_audit_entry_actor_id"), "audit_entry")
    op.drop_index(op.f("ix_audit_entry_subject_id"), "audit_entry")
    op.create_index("ix_audit_entry_at_seq", "audit_entry", ["at", "seq"])
    for name in FILTERS:
        op.create_index(f"ix_audit_entry_{name}_at_seq", "audit_entry", [name, "at", "seq"])
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scopes", Json, nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("used_from", sa.String(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_api_token_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["person.id"], name=op.f("fk_api_token_revoked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_token_secret_hash")),
    )
    op.create_index(op.f("ix_api_token_person_id"), "api_token", ["person_id"])


def downgrade() -> None:
    op.drop_table("api_token")
    for name in FILTERS:
        op.drop_index(f"ix_audit_entry_{name}_at_seq", "audit_entry")
    op.drop_index("ix_audit_entry_at_seq", "audit_entry")
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"])
    op.create_index(op.f("ix_audit_entry_actor_id"), "audit_entry", ["actor_id"])
