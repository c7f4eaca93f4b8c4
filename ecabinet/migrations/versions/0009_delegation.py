"""Delegations, what was done by them, and the secrecy of papers"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=False),
        sa.Column("powers", Json, nullable=False),
        sa.Column("unit_ids", Json, nullable=False),
        sa.Column("offices", Json, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_by_id", sa.Uuid(), nullable=True),
        sa.Column("revoke_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["person.id"], name=op.f("fk_delegation_giver_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["person.id"], name=op.f("fk_delegation_receiver_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by_id"], ["person.id"], name=op.f("fk_delegation_revoked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index(op.f("ix_delegation_giver_id"), "delegation", ["giver_id"])
    op.create_index(op.f("ix_delegation_receiver_id"), "delegation", ["receiver_id"])
    op.create_table(
        "acted_for",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("delegation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acted_for")),
    )
    op.create_index(op.f("ix_acted_for_delegation_id"), "acted_for", ["delegation_id"])
    op.create_index(
        op.f("ix_acted_for_subject_id_acted_for_act"), "acted_for", ["subject_id", "act"]
    )
    # Plain columns without foreign keys: SQLite cannot add those to a table that exists. The
    # delegation and the person named here are never deleted.
    op.add_column("audit_entry", sa.Column("behalf_of_id", sa.Uuid(), nullable=True))
    op.add_column("annotation", sa.Column("deputy_id", sa.Uuid(), nullable=True))
    op.add_column("annotation", sa.Column("deputy_name", sa.String(), nullable=True))
    op.add_column("sign_in", sa.Column("acting_delegation_id", sa.Uuid(), nullable=True))
    op.add_column("paper", sa.Column("secrecy", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("paper", "secrecy")
    op.drop_column("sign_in", "acting_delegation_id")
    op.drop_column("annotation", "deputy_name")
    op.drop_column("annotation", "deputy_id")
    op.drop_column("audit_entry", "behalf_of_id")
    op.drop_table("acted_for")
    op.drop_table("delegation")
