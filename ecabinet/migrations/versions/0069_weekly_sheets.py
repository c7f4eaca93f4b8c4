"""Weekly plans and reports: the sheet that is written, the editions that were sent"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0069"
down_revision = "0072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weekly_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.String(30), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("lines", Json, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("correction", sa.String(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("weekly_sheet", "unit_id", "unit"),
        _key("weekly_sheet", "person_id", "person"),
        _key("weekly_sheet", "to_id", "unit"),
        _key("weekly_sheet", "changed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_sheet")),
    )
    _one("uq_weekly_sheet_person", "person_id", "person_id IS NOT NULL")
    _one("uq_weekly_sheet_unit", None, "person_id IS NULL")
    op.create_index("ix_weekly_sheet_unit_id", "weekly_sheet", ["unit_id", "monday"])
    op.create_index("ix_weekly_sheet_to_id", "weekly_sheet", ["to_id", "monday"])
    _editions()


def _one(name: str, column: str | None, only: str) -> None:
    columns = [*([column] if column else []), "unit_id", "monday", "stage"]
    op.create_index(
        name, "weekly_sheet", columns, unique=True,
        sqlite_where=sa.text(only), postgresql_where=sa.text(only),
    )  # fmt: skip


def _editions() -> None:
    op.create_table(
        "weekly_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("sent_by_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("pdf_blob", sa.String(), nullable=True),
        _key("weekly_edition", "sheet_id", "weekly_sheet"),
        _key("weekly_edition", "sent_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_edition")),
        sa.UniqueConstraint("sheet_id", "number", name=op.f("uq_weekly_edition_sheet_id_number")),
    )
    op.create_index(op.f("ix_weekly_edition_sent_at"), "weekly_edition", ["sent_at"])


def downgrade() -> None:
    op.drop_table("weekly_edition")
    op.drop_table("weekly_sheet")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
