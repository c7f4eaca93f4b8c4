"""What is new, for the home page: the newest notices that a person has not read."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.notifications.queries.listing import notices
from ecabinet.notifications.queries.shapes import Told
from ecabinet.notifications.words import Worded, word

MOST = 3


@dataclass(frozen=True)
class News:
    """Notices with their words; `more`: there are others."""

    rows: list[tuple[Told, Worded]]
    more: bool


def news(session: Session, actor: Actor) -> News | None:
    """Return what is new for a person; None when nothing is, or when somebody acts for another."""
    if actor.deputy is not None:
        return None
    page = notices(session, actor, unread=True, limit=MOST)
    rows = [(told, word(told)) for told in page.rows]
    return News(rows, page.next_after is not None) if rows else None
