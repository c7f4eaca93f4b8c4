"""People: how to reach them, when they leave; offices with their head and handing over."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ecabinet.core.text import fold

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PERSON = sa.table(
    "person", sa.column("id"), sa.column("name"), sa.column("username"), sa.column("folded")
)
OFFICE = sa.table("office", sa.column("id"), sa.column("title"), sa.column("folded"))


def upgrade() -> None:
    op.add_column("person", sa.Column("email", sa.String(), nullable=True))
    op.add_column("person", sa.Column("phone", sa.String(), nullable=True))
    op.add_column(
        "person", sa.Column("clearance", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_index(op.f("ix_person_email"), "person", ["email"])
    op.add_column("person", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("person", sa.Column("leaves_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("leaves_reason", sa.String(), nullable=True))
    op.create_index(op.f("ix_person_leaves_on"), "person", ["leaves_on"])
    op.add_column(
        "office", sa.Column("is_head", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("office", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    # No foreign key: SQLite cannot add one to a table that exists.
    op.add_column("office", sa.Column("predecessor_id", sa.Uuid(), nullable=True))
    op.add_column("office", sa.Column("end_reason", sa.String(), nullable=True))
    op.add_column("office", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    _handover()
    _fold(PERSON, "name", "username")
    _fold(OFFICE, "title")


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("to_person_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_office_id", sa.Uuid(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_handover_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["to_person_id"], ["person.id"], name=op.f("fk_handover_to_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_to_person_id"), "handover", ["to_person_id"])
    op.create_index("ix_handover_due", "handover", ["state", "on"])
    planned = sa.text("state = 'planned'")
    op.create_index(
        "uq_handover_planned",
        "handover",
        ["office_id"],
        unique=True,
        sqlite_where=planned,
        postgresql_where=planned,
    )


def _fold(table: Any, *names: str) -> None:
    """Fill what search looks into, for the rows that are there already."""
    connection = op.get_bind()
    changed = sa.update(table).where(table.c.id == sa.bindparam("row"))
    rows = [
        {"row": row.id, "folded": fold(" ".join(getattr(row, name) or "" for name in names))}
        for row in connection.execute(sa.select(table))
    ]
    if rows:
        connection.execute(changed, rows)


def downgrade() -> None:
    op.drop_table("handover")
    for name in ("ended_at", "end_reason", "predecessor_id", "folded", "is_head"):
        op.drop_column("office", name)
    op.drop_index(op.f("ix_person_leaves_on"), "person")
    for name in ("leaves_reason", "leaves_on", "revision", "folded"):
        op.drop_column("person", name)
    op.drop_index(op.f("ix_person_email"), "person")
    op.drop_column("person", "clearance")
    op.drop_column("person", "phone")
    op.drop_column("person", "email")
