"""The register of directives is searched by the words of their articles, too"""

import sqlalchemy as sa
from alembic import op

from ecabinet.core.text import fold

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None

directive = sa.table("directive", sa.column("id", sa.Uuid), sa.column("folded", sa.String))
article = sa.table(
    "directive_article",
    sa.column("directive_id", sa.Uuid),
    sa.column("position", sa.Integer),
    sa.column("label", sa.String),
    sa.column("text", sa.String),
)


def upgrade() -> None:
    connection = op.get_bind()
    words: dict[object, list[str]] = {}
    rows = sa.select(article.c.directive_id, article.c.label, article.c.text)
    for row in connection.execute(rows.order_by(article.c.directive_id, article.c.position)):
        words.setdefault(row.directive_id, []).append(f"{row.label} {row.text}")
    for directive_id, texts in words.items():
        more = " " + fold(" ".join(texts))
        connection.execute(
            sa.update(directive)
            .where(directive.c.id == directive_id)
            .values(folded=directive.c.folded + more)
        )


def downgrade() -> None:
    """Nothing: what is found by more words is found by fewer, too."""
