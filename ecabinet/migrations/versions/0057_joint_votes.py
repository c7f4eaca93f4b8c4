"""Answers to a circulation ballot are counted together with a vote in the room"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the circulation of a vote, how many ballots came from it, and which they are."""
    with op.batch_alter_table("vote") as vote:
        vote.add_column(sa.Column("circulation_id", sa.Uuid(), nullable=True))
        vote.add_column(sa.Column("circulated", sa.Integer(), nullable=False, server_default="0"))
        vote.add_column(sa.Column("absent_votes", sa.Integer(), nullable=False, server_default="0"))
        vote.create_foreign_key(
            op.f("fk_vote_circulation_id_circulation"), "circulation", ["circulation_id"], ["id"]
        )
        vote.create_index(op.f("ix_vote_circulation_id"), ["circulation_id"])
    with op.batch_alter_table("ballot") as ballot:
        ballot.add_column(
            sa.Column("circulated", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Forget which ballots came from a circulation; they stay counted."""
    with op.batch_alter_table("ballot") as ballot:
        ballot.drop_column("circulated")
    with op.batch_alter_table("vote") as vote:
        vote.drop_index(op.f("ix_vote_circulation_id"))
        vote.drop_constraint(op.f("fk_vote_circulation_id_circulation"), type_="foreignkey")
        vote.drop_column("absent_votes")
        vote.drop_column("circulated")
        vote.drop_column("circulation_id")
