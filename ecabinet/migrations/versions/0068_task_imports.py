"""Imports of tracking sheets: what was sent, and which task each row became"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.columns import Json, UtcDateTime

revision = "0068"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "task_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sheets", Json, nullable=True),
        sa.Column("plan", Json, nullable=True),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("left_out", Json, nullable=False),
        sa.Column("failure", sa.String(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("moved_at", UtcDateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _key("task_import", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_import")),
    )
    op.create_table(
        "task_import_row",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        _key("task_import_row", "import_id", "task_import"),
        _key("task_import_row", "task_id", "task"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_task_import_row")),
    )
    for table, column in (
        ("task_import", "person_id"),
        ("task_import", "sent_at"),
        ("task_import_row", "import_id"),
        ("task_import_row", "task_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    op.drop_table("task_import_row")
    op.drop_table("task_import")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
