"""Who has opened which papers: that they did and when, never where they stopped."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.models import ReadingPlace

Opened = dict[tuple[UUID, UUID], datetime]


def opened(session: Session, paper_ids: Collection[UUID], people: Collection[UUID]) -> Opened:
    """Return when each of `people` last had each paper open, by (person, paper); one query."""
    rows = session.execute(
        select(ReadingPlace.person_id, ReadingPlace.paper_id, ReadingPlace.at).where(
            ReadingPlace.paper_id.in_(paper_ids), ReadingPlace.person_id.in_(people)
        )
    )
    return {(person, paper): at for person, paper, at in rows}
