"""Recalled papers, for those who may restore them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access
from documents.models import Paper
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound

MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class RecalledRow:
    """A recalled paper: where it lay, why it was taken back, by whom and when."""

    id: UUID
    title: str
    symbol: str | None
    place: str
    place_url: str
    reason: str
    by: str
    at: datetime | None


def recalled_papers(session: Session, actor: Actor) -> list[RecalledRow]:
    """Return the papers `actor` may restore, last recalled first, among the newest 200 recalled.

    The gate is asked for each: recalled papers are few.
    """
    query = (
        select(Paper, Person.name)
        .outerjoin(Person, Person.id == Paper.recalled_by)
        .where(Paper.recalled_at.is_not(None))
        .order_by(Paper.recalled_at.desc())
        .limit(MOST_LOOKED_AT)
    )
    found = []
    for paper, name in session.execute(query).all():
        try:
            held = access.recalled(session, actor, paper.id)
        except NotFound:
            continue
        place = held.shelf.container.describe(session, [held.shelf.id]).get(held.shelf.id)
        found.append(
            RecalledRow(
                id=paper.id,
                title=paper.title,
                symbol=paper.symbol,
                place=place.title if place else "",
                place_url=place.url if place else "",
                reason=paper.recall_reason,
                by=name or "",
                at=paper.recalled_at,
            )
        )
    return found
