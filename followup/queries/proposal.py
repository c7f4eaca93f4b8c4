"""How a directive might fall into articles: from the text of its papers, or from what was typed."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import PageText
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict
from followup import access
from followup.policies import DirectivePermission
from followup.queries.coverage import files_of
from followup.splitting import Piece, split


def proposed(session: Session, actor: Actor, directive_id: UUID, text: str = "") -> list[Piece]:
    """Return the pieces, nothing is kept.

    Raises:
        NotFound, Denied: only who registers directives splits them.
        Conflict: no text was given, and no paper of it has words.
    """
    row = access.directive(session, actor, directive_id, DirectivePermission.REGISTER)
    if text.strip():
        return split(text)
    for paper in files_of(session, actor, row):
        if paper.version.is_ready:
            pages = session.scalars(
                select(PageText.text)
                .where(PageText.version_id == paper.version.id)
                .order_by(PageText.page)
            )
            found = split("\n".join(pages))
            if found:
                return found
    raise Conflict("directive.no_text")
