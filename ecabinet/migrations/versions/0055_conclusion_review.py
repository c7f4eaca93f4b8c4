"""Conclusions: confirmed by the chair, corrected by another, and what became of them"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("conclusion") as table:
        table.alter_column("lead_unit_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("confirmed_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("confirmed_by", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("remark", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("replaces_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_conclusion_confirmed_by_person"), "person", ["confirmed_by"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_conclusion_replaces_id_conclusion"), "conclusion", ["replaces_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_conclusion_replaces_id"), ["replaces_id"])
    with op.batch_alter_table("conclusion") as table:
        table.alter_column("remark", server_default=None)
    op.create_table(
        "conclusion_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conclusion_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conclusion_id"],
            ["conclusion.id"],
            name=op.f("fk_conclusion_entry_conclusion_id_conclusion"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_conclusion_entry_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conclusion_entry")),
    )
    op.create_index(
        op.f("ix_conclusion_entry_conclusion_id"), "conclusion_entry", ["conclusion_id"]
    )


def downgrade() -> None:
    op.drop_table("conclusion_entry")
    with op.batch_alter_table("conclusion") as table:
        table.drop_constraint(op.f("uq_conclusion_replaces_id"), type_="unique")
        table.drop_constraint(op.f("fk_conclusion_replaces_id_conclusion"), type_="foreignkey")
        table.drop_constraint(op.f("fk_conclusion_confirmed_by_person"), type_="foreignkey")
        table.drop_column("replaces_id")
        table.drop_column("remark")
        table.drop_column("confirmed_by")
        table.drop_column("confirmed_at")
        table.alter_column("lead_unit_id", existing_type=sa.Uuid(), nullable=False)
