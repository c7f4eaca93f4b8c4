"""Reading: the place and bookmarks of each reader; the lighter copy of heavy scans"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("paper_version") as batch:
        batch.add_column(sa.Column("light_state", sa.String(), nullable=True))
        batch.add_column(sa.Column("light_blob", sa.String(), nullable=True))
        batch.add_column(sa.Column("light_size", sa.BigInteger(), nullable=True))
        batch.create_index(batch.f("ix_paper_version_light_state"), ["light_state"])
    # What is heavy already gets its lighter copy by the worker's next sweep.
    op.execute(
        "UPDATE paper_version SET light_state = 'wanted' WHERE state = 'ready' "
        "AND pages IS NOT NULL AND served_size > 10000000"
    )
    op.create_table(
        "reading_place",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_reading_place_person_id_person"
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_reading_place_paper_id_paper"),
        sa.PrimaryKeyConstraint("person_id", "paper_id", name="pk_reading_place"),
    )
    op.create_table(
        "bookmark",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_bookmark_person_id_person"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_bookmark_paper_id_paper"),
        sa.PrimaryKeyConstraint("person_id", "paper_id", "page", name="pk_bookmark"),
    )


def downgrade() -> None:
    op.drop_table("bookmark")
    op.drop_table("reading_place")
    with op.batch_alter_table("paper_version") as batch:
        batch.drop_index(batch.f("ix_paper_version_light_state"))
        batch.drop_column("light_size")
        batch.drop_column("light_blob")
        batch.drop_column("light_state")
