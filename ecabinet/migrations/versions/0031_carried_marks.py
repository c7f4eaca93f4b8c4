"""Carried marks: what became of the marks of a version in the next one"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_version", sa.Column("carry_state", sa.String(), nullable=True))
    op.create_index("ix_paper_version_carry_state", "paper_version", ["carry_state"])
    op.create_table(
        "carried_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.Column("mark_id", sa.Uuid(), nullable=True),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("spot", Json, nullable=True),
        sa.Column("others", Json, nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=True),
        sa.Column("settled_by", sa.Uuid(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["paper_version.id"], name="fk_carried_mark_version_id_paper_version"
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["annotation.id"], name="fk_carried_mark_origin_id_annotation"
        ),
        sa.ForeignKeyConstraint(
            ["mark_id"], ["annotation.id"], name="fk_carried_mark_mark_id_annotation"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name="fk_carried_mark_settled_by_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_carried_mark"),
        sa.UniqueConstraint("version_id", "root_id", name="uq_carried_mark_version_id_root_id"),
    )
    op.create_index("ix_carried_mark_origin_id", "carried_mark", ["origin_id"])
    op.create_index("ix_carried_mark_mark_id", "carried_mark", ["mark_id"])


def downgrade() -> None:
    op.drop_table("carried_mark")
    op.drop_index("ix_paper_version_carry_state", "paper_version")
    with op.batch_alter_table("paper_version") as version:
        version.drop_column("carry_state")
