"""Catalogues: entries, and what meetings, directives and tasks take from them"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Types of meetings were words of the code; now they are codes that the office keeps.
KINDS = {
    "standing_committee": "BTV",
    "permanent": "TT",
    "executive_committee": "BCH",
    "unit": "DV",
    "thematic": "CD",
}


def _columns() -> tuple[tuple[str, sa.Column[object]], ...]:
    # Codes of catalogues stand in plain columns: all entries live in one table, whatever they are,
    # and SQLite cannot add a foreign key to a table that exists.
    return (
        ("meeting", sa.Column("room", sa.String(), nullable=True)),
        ("meeting", sa.Column("vote_base", sa.String(), nullable=False, server_default="members")),
        ("meeting", sa.Column("vote_numerator", sa.Integer(), nullable=False, server_default="1")),
        (
            "meeting",
            sa.Column("vote_denominator", sa.Integer(), nullable=False, server_default="2"),
        ),
        (
            "meeting",
            sa.Column("vote_strict", sa.Boolean(), nullable=False, server_default=sa.true()),
        ),
        ("directive", sa.Column("field_code", sa.String(), nullable=True)),
        ("task", sa.Column("field_code", sa.String(), nullable=True)),
    )


def upgrade() -> None:
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("english", sa.String(), nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entry")),
        sa.UniqueConstraint("catalogue", "code", name=op.f("uq_catalogue_entry_catalogue_code")),
    )
    op.create_table(
        "catalogue_seed",
        sa.Column("catalogue", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("catalogue", "code", name=op.f("pk_catalogue_seed")),
    )
    for table, column in _columns():
        op.add_column(table, column)
    _rename(KINDS)


def downgrade() -> None:
    _rename({new: old for old, new in KINDS.items()})
    # What the office named itself has no word in the older code; the plainest one stands in.
    known = ", ".join(f"'{kind}'" for kind in KINDS)
    op.execute(f"UPDATE meeting SET kind = 'unit' WHERE kind NOT IN ({known})")  # noqa: S608
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)
    op.drop_table("catalogue_seed")
    op.drop_table("catalogue_entry")


def _rename(kinds: dict[str, str]) -> None:
    meeting = sa.table("meeting", sa.column("kind", sa.String()))
    for old, new in kinds.items():
        op.execute(meeting.update().where(meeting.c.kind == old).values(kind=new))
