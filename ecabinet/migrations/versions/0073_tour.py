"""How far a person is with the first tour"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tour",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("ticked", sa.JSON(), nullable=False),
        sa.Column("put_off_on", sa.Date(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_tour_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_tour"),
    )


def downgrade() -> None:
    op.drop_table("tour")
