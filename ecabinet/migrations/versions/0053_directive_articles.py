"""Directives fall into articles, of which each task may come"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add articles, where a directive came from, and the article of a task."""
    with op.batch_alter_table("directive") as directive:
        directive.add_column(
            sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
        )
        directive.add_column(
            sa.Column("origin_kind", sa.String(), nullable=False, server_default="hand")
        )
        directive.add_column(sa.Column("origin_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("directive") as directive:
        directive.alter_column("revision", server_default=None)
        directive.alter_column("origin_kind", server_default=None)
    op.create_table(
        "directive_article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("directive_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("needs_work", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directive.id"],
            name=op.f("fk_directive_article_directive_id_directive"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive_article")),
        sa.UniqueConstraint(
            "directive_id", "position", name=op.f("uq_directive_article_directive_id_position")
        ),
    )
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("article_id", sa.Uuid(), nullable=True))
        task.create_foreign_key(
            op.f("fk_task_article_id_directive_article"),
            "directive_article",
            ["article_id"],
            ["id"],
        )
        task.create_index(op.f("ix_task_article_id"), ["article_id"])


def downgrade() -> None:
    """Forget the articles; the tasks keep the words they came of."""
    with op.batch_alter_table("task") as task:
        task.drop_index(op.f("ix_task_article_id"))
        task.drop_constraint(op.f("fk_task_article_id_directive_article"), type_="foreignkey")
        task.drop_column("article_id")
    op.drop_table("directive_article")
    with op.batch_alter_table("directive") as directive:
        directive.drop_column("origin_id")
        directive.drop_column("origin_kind")
        directive.drop_column("revision")
