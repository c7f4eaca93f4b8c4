"""Who is told what of a circulation ballot. Words belong to notices.py."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation.models import Circulation

SUBJECT = "circulation"


def path_of(circulation_id: UUID) -> str:
    """Return the page of a circulation ballot; a test holds it against the route."""
    return f"/circulations/{circulation_id}"


def officers(session: Session, row: Circulation, now: datetime) -> list[UUID]:
    """Return who follows it: the person named, and the secretaries of the unit today."""
    desk = at_desks(session, [row.unit_id], [Role.SECRETARY], office_day(now))
    return sorted({row.tracker_id, *(person for _, person in desk)})


def tell(uow: UnitOfWork, row: Circulation, what: str, people: Iterable[UUID], **more: Any) -> None:
    """Tell `people` of `what` happened to it."""
    uow.notify(
        Notice(
            kind=f"circulation.{what}",
            to=list(people),
            url=path_of(row.id),
            params={"title": row.title, "due_at": row.due_at, **more},
            subject=(SUBJECT, row.id),
        )
    )
