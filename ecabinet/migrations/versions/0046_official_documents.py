"""Official documents: what was issued, who signs in which order, keys to sign with."""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the three tables."""
    _documents()
    _signers()
    _keys()


def downgrade() -> None:
    """Take them away."""
    for table in ("signing_key", "official_signer", "official_document"):
        op.drop_table(table)


def _documents() -> None:
    op.create_table(
        "official_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("secrecy", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("facts", Json, nullable=True),
        sa.Column("issued_blob", sa.String(), nullable=True),
        sa.Column("blob", sa.String(), nullable=True),
        sa.Column("scan_version_id", sa.Uuid(), nullable=True),
        sa.Column("scan_blob", sa.String(), nullable=True),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("drafted_by", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", UtcDateTime(), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=True),
        sa.Column("issued_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("official_document", "unit_id", "unit"),
        _key("official_document", "entry_id", "register_entry"),
        _key("official_document", "scan_version_id", "paper_version"),
        _key("official_document", "replaces_id", "official_document"),
        _key("official_document", "drafted_by", "person"),
        _key("official_document", "issued_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_document")),
    )
    table = "official_document"
    op.create_index("ix_official_document_subject", table, ["subject_kind", "subject_id"])
    draft = sa.text("state = 'draft'")
    op.create_index(
        "uq_official_document_draft", table, ["kind", "subject_id"], unique=True,
        sqlite_where=draft, postgresql_where=draft,
    )  # fmt: skip
    for column in ("unit_id", "state", "blob", "replaces_id"):
        op.create_index(op.f(f"ix_official_document_{column}"), table, [column])


def _signers() -> None:
    op.create_table(
        "official_signer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("certificate", Json, nullable=True),
        _key("official_signer", "document_id", "official_document"),
        _key("official_signer", "person_id", "person"),
        _key("official_signer", "signed_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_signer")),
        sa.UniqueConstraint(
            "document_id", "position", name=op.f("uq_official_signer_document_id_position")
        ),
    )
    op.create_index(op.f("ix_official_signer_person_id"), "official_signer", ["person_id"])


def _keys() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("not_after", UtcDateTime(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        _key("signing_key", "person_id", "person"),
        _key("signing_key", "unit_id", "unit"),
        _key("signing_key", "added_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    kept = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_signing_key_fingerprint", "signing_key", ["fingerprint"], unique=True,
        sqlite_where=kept, postgresql_where=kept,
    )  # fmt: skip
    for column in ("person_id", "unit_id"):
        op.create_index(op.f(f"ix_signing_key_{column}"), "signing_key", [column])


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
