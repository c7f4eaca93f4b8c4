"""Forms of votes: lists of options, kinds, weights, proxies, publication, slates"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

PEOPLE = ("published_by", "voided_by")
NUMBERS = ("least", "most", "seats", "recused", "voters", "slate_position")
FLAGS = ("weighted", "changeable", "delayed")
MOMENTS = ("opens_at", "published_at", "voided_at")
PROXY = "fk_vote_entitlement_proxy_id_participant"
CAST_BY = "fk_ballot_cast_by_participant"


def upgrade() -> None:
    _tables()
    with op.batch_alter_table("vote") as vote:
        vote.add_column(_text("form", "yes_no_other"))
        vote.add_column(_text("tie", "fails"))
        for name in NUMBERS:
            vote.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        for name in FLAGS:
            vote.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        for name in MOMENTS:
            vote.add_column(sa.Column(name, UtcDateTime(), nullable=True))
        for name in ("slate_id", "repeats_id", *PEOPLE):
            vote.add_column(sa.Column(name, sa.Uuid(), nullable=True))
        vote.add_column(sa.Column("void_reason", sa.String(), nullable=True))
        for name in PEOPLE:
            vote.create_foreign_key(f"fk_vote_{name}_person", "person", [name], ["id"])
        vote.create_index(op.f("ix_vote_slate_id"), ["slate_id"])
    with op.batch_alter_table("vote_entitlement") as entitlement:
        entitlement.add_column(
            sa.Column("weight", sa.Integer(), nullable=False, server_default="1")
        )
        entitlement.add_column(sa.Column("proxy_id", sa.Uuid(), nullable=True))
        entitlement.add_column(sa.Column("shown_at", UtcDateTime(), nullable=True))
        entitlement.create_foreign_key(PROXY, "participant", ["proxy_id"], ["id"])
    with op.batch_alter_table("ballot") as ballot:
        ballot.alter_column("choice", existing_type=sa.String(), nullable=True)
        ballot.add_column(sa.Column("chosen", Json, nullable=True))
        ballot.add_column(sa.Column("weight", sa.Integer(), nullable=False, server_default="1"))
        ballot.add_column(sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
        ballot.add_column(sa.Column("cast_by", sa.Uuid(), nullable=True))
        ballot.create_foreign_key(CAST_BY, "participant", ["cast_by"], ["id"])
    op.execute(
        "UPDATE vote SET voters = present, opens_at = opened_at, published_at = closed_at, "
        "published_by = closed_by"
    )


def downgrade() -> None:
    op.execute("DELETE FROM ballot WHERE choice IS NULL")
    with op.batch_alter_table("ballot") as ballot:
        ballot.drop_constraint(CAST_BY, type_="foreignkey")
        for column in ("cast_by", "changes", "weight", "chosen"):
            ballot.drop_column(column)
        ballot.alter_column("choice", existing_type=sa.String(), nullable=False)
    with op.batch_alter_table("vote_entitlement") as entitlement:
        entitlement.drop_constraint(PROXY, type_="foreignkey")
        for column in ("shown_at", "proxy_id", "weight"):
            entitlement.drop_column(column)
    with op.batch_alter_table("vote") as vote:
        vote.drop_index(op.f("ix_vote_slate_id"))
        for name in PEOPLE:
            vote.drop_constraint(f"fk_vote_{name}_person", type_="foreignkey")
        for name in (
            "void_reason", *PEOPLE, "repeats_id", "slate_id", *MOMENTS, *FLAGS, *NUMBERS, "tie",
            "form",
        ):  # fmt: skip
            vote.drop_column(name)
    for table in ("vote_proxy", "vote_weight", "vote_option"):
        op.drop_table(table)


def _text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def _tables() -> None:
    op.create_table(
        "vote_option",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _key("vote_option", "vote_id", "vote"),
        sa.PrimaryKeyConstraint("vote_id", "position", name=op.f("pk_vote_option")),
    )
    op.create_table(
        "vote_weight",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        _key("vote_weight", "vote_id", "vote"),
        _key("vote_weight", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("vote_id", "participant_id", name=op.f("pk_vote_weight")),
    )
    op.create_table(
        "vote_proxy",
        sa.Column("vote_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("proxy_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        _key("vote_proxy", "vote_id", "vote"),
        _key("vote_proxy", "participant_id", "participant"),
        _key("vote_proxy", "proxy_id", "participant"),
        _key("vote_proxy", "recorded_by", "person"),
        sa.PrimaryKeyConstraint("vote_id", "participant_id", name=op.f("pk_vote_proxy")),
    )


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
