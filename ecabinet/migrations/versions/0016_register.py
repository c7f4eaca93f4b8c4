"""Register: incoming and outgoing documents, their ties, ledgers of numbers, saved searches"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "number_ledger",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_number_ledger")),
    )
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("book_year", sa.Integer(), nullable=False),
        sa.Column("book_number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("type_code", sa.String(), nullable=False),
        sa.Column("type_name", sa.String(), nullable=False),
        sa.Column("issuing_body", sa.String(), nullable=False),
        sa.Column("abstract", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=False),
        sa.Column("secrecy", sa.Integer(), nullable=False),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_register_entry_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["person.id"], name=op.f("fk_register_entry_entered_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
    )
    op.create_index(
        "uq_register_entry_unit_id",
        "register_entry",
        ["unit_id", "direction", "book_year", "book_number"],
        unique=True,
    )
    op.create_index("ix_register_entry_symbol", "register_entry", ["symbol", "issued_on"])
    op.create_index(
        "ix_register_entry_unit_id_entered",
        "register_entry",
        ["unit_id", "direction", "entered_at", "id"],
    )
    op.create_table(
        "register_link",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["register_entry.id"],
            name=op.f("fk_register_link_entry_id_register_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["register_entry.id"],
            name=op.f("fk_register_link_other_id_register_entry"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "other_id", name=op.f("pk_register_link")),
    )
    op.create_index(op.f("ix_register_link_other_id"), "register_link", ["other_id"])
    op.create_table(
        "ledger_number",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key"], ["number_ledger.key"], name=op.f("fk_ledger_number_key_number_ledger")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_ledger_number_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["register_entry.id"],
            name=op.f("fk_ledger_number_entry_id_register_entry"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_ledger_number_by_id_person")
        ),
        sa.PrimaryKeyConstraint("key", "number", name=op.f("pk_ledger_number")),
    )
    op.create_index(op.f("ix_ledger_number_unit_id"), "ledger_number", ["unit_id"])
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
    )
    op.create_index(op.f("ix_saved_search_person_id"), "saved_search", ["person_id"])


def downgrade() -> None:
    op.drop_table("saved_search")
    op.drop_table("ledger_number")
    op.drop_table("register_link")
    op.drop_table("register_entry")
    op.drop_table("number_ledger")
