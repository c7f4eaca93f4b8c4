"""Audit pages"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

REFUSALS = sa.text("action IN ('access.refused', 'second_factor.refused', 'session.refused')")


def upgrade() -> None:
    op.create_index(
        "ix_audit_entry_behalf_of_id_at_seq", "audit_entry", ["behalf_of_id", "at", "seq"]
    )
    op.create_index(
        "ix_audit_entry_refused",
        "audit_entry",
        ["at", "seq"],
        sqlite_where=REFUSALS,
        postgresql_where=REFUSALS,
    )
    op.create_table(
        "audit_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("fault_count", sa.Integer(), nullable=False),
        sa.Column("faults", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_check")),
    )
    op.create_index("ix_audit_check_asked_at", "audit_check", ["asked_at"])
    op.create_table(
        "audit_export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("filters", Json, nullable=False),
        sa.Column("until_seq", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_audit_export_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_export")),
    )
    op.create_index("ix_audit_export_person_id", "audit_export", ["person_id", "asked_at"])


def downgrade() -> None:
    op.drop_table("audit_export")
    op.drop_table("audit_check")
    op.drop_index("ix_audit_entry_refused", "audit_entry")
    op.drop_index("ix_audit_entry_behalf_of_id_at_seq", "audit_entry")
