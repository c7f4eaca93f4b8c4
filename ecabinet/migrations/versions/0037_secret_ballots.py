"""Secret votes: box, turnout marks, sealed and plain ballots, codes; records of results"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# SQLite numbers rows as they come, unless told not to; that order would tell who voted when.
UNNUMBERED = {"sqlite_with_rowid": False}
TABLES = (
    "vote_record", "ballot_code", "secret_ballot", "sealed_ballot", "turnout_mark", "ballot_box",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "ballot_box",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        _key("ballot_box", "vote"),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_ballot_box")),
    )
    op.create_table(
        "turnout_mark",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        _key("turnout_mark", "vote"),
        _key("turnout_mark", "participant"),
        sa.PrimaryKeyConstraint("vote_id", "participant_id", name=op.f("pk_turnout_mark")),
        **UNNUMBERED,
    )
    _by_random_key("sealed_ballot", sa.Column("sealed", sa.LargeBinary(), nullable=False))
    _by_random_key(
        "secret_ballot",
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("chosen", Json, nullable=True),
    )
    _by_random_key("ballot_code", sa.Column("code", sa.String(), nullable=False))
    op.create_table(
        "vote_record",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        _key("vote_record", "vote"),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_vote_record")),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _by_random_key(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        *columns,
        _key(name, "vote"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        **UNNUMBERED,
    )
    op.create_index(op.f(f"ix_{name}_vote_id"), name, ["vote_id"])


def _key(table: str, target: str) -> sa.ForeignKeyConstraint:
    column = f"{target}_id"
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
