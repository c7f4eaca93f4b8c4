"""Units: when they were opened, what they were called in time, what they were merged into"""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime
from ecabinet.core.ids import new_id

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit", sa.Column("opened_on", sa.Date(), nullable=True))
    # No foreign key: SQLite cannot add one to a table that exists.
    op.add_column("unit", sa.Column("successor_id", sa.Uuid(), nullable=True))
    op.add_column("unit", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.create_index(op.f("ix_unit_successor_id"), "unit", ["successor_id"])
    names = op.create_table(
        "unit_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_unit_name_unit_id_number")),
    )
    op.create_index(op.f("ix_unit_name_unit_id"), "unit_name", ["unit_id"])
    op.create_table(
        "unit_heir",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("heir_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_heir_unit_id_unit")),
        sa.ForeignKeyConstraint(["heir_id"], ["unit.id"], name=op.f("fk_unit_heir_heir_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "heir_id", name=op.f("pk_unit_heir")),
    )
    op.create_index(op.f("ix_unit_heir_heir_id"), "unit_heir", ["heir_id"])
    _begin_history(names)


def _begin_history(names: sa.Table) -> None:
    """Give every unit that is there the name it has, for all days."""
    unit = sa.table(
        "unit",
        sa.column("id", sa.Uuid()),
        sa.column("name", sa.String()),
        sa.column("code", sa.String()),
        sa.column("kind", sa.String()),
        sa.column("parent_id", sa.Uuid()),
    )
    now = datetime.now(UTC)
    rows = [
        {
            "id": new_id(), "unit_id": found.id, "number": 1, "deed": "created",
            "name": found.name, "code": found.code, "kind": found.kind,
            "parent_id": found.parent_id, "from_on": date.min, "reason": "", "recorded_at": now,
        }
        for found in op.get_bind().execute(sa.select(unit))
    ]  # fmt: skip
    if rows:
        op.bulk_insert(names, rows)


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_heir_heir_id"), "unit_heir")
    op.drop_table("unit_heir")
    op.drop_index(op.f("ix_unit_name_unit_id"), "unit_name")
    op.drop_table("unit_name")
    op.drop_index(op.f("ix_unit_successor_id"), "unit")
    op.drop_column("unit", "revision")
    op.drop_column("unit", "successor_id")
    op.drop_column("unit", "opened_on")
