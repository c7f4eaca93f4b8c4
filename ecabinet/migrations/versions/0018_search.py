"""Search: the texts that can be found, and the full-text index over them"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FTS5 = """
CREATE VIRTUAL TABLE search_index USING fts5(
    title_folded, title_exact, text_folded, text_exact,
    content='', tokenize="unicode61 remove_diacritics 0"
)
"""
VECTORS = """
CREATE TABLE search_index (
    id bigint CONSTRAINT pk_search_index PRIMARY KEY
        CONSTRAINT fk_search_index_id_search_entry REFERENCES search_entry (id) ON DELETE CASCADE,
    title boolean NOT NULL,
    folded tsvector NOT NULL,
    exact tsvector NOT NULL
)
"""


# What is there already is read by the worker: kind → table.
THINGS = {
    "paper": "paper",
    "entry": "register_entry",
    "mark": "annotation",
    "meeting": "meeting",
    "agenda_item": "agenda_item",
    "conclusion": "conclusion",
    "directive": "directive",
    "task": "task",
    "person": "person",
}


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    op.create_index(
        "uq_search_entry_kind", "search_entry", ["kind", "thing_id", "page"], unique=True
    )
    op.create_table(
        "search_need",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "thing_id", name=op.f("pk_search_need")),
    )
    for kind, table in THINGS.items():
        op.execute(
            "INSERT INTO search_need (kind, thing_id, asked)"  # noqa: S608
            f" SELECT '{kind}', id, 1 FROM {table}"
        )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5)
        return
    op.execute(VECTORS)
    for column in ("folded", "exact"):
        for name, where in (("title", "title"), ("text", "NOT title")):
            op.execute(
                f"CREATE INDEX ix_search_index_{column}_{name} ON search_index"
                f" USING gin ({column}) WHERE {where}"
            )


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_need")
    op.drop_index("uq_search_entry_kind", table_name="search_entry")
    op.drop_table("search_entry")
