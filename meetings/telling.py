"""Who is told what of a meeting. Words and channels belong to notifications; here who and where."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.models import Meeting, Participant

SUBJECT = "meeting"


def tell(
    uow: UnitOfWork,
    meeting: Meeting,
    what: str,
    people: Iterable[UUID],
    *,
    merge: bool = False,
    page: str = "",
    **more: Any,
) -> None:
    """Tell `people` of `what` happened to the meeting; `page` is the part of it to open."""
    params = {"title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place}
    uow.notify(
        Notice(
            kind=f"meeting.{what}",
            to=list(people),
            url=f"/meetings/{meeting.id}/{page}".rstrip("/"),
            params={**params, **more},
            subject=(SUBJECT, meeting.id),
            merge=merge,
        )
    )


def invited(meeting: Meeting) -> list[UUID]:
    """Return everybody with a seat, guests included."""
    return [seat.person_id for seat in meeting.participants if seat.removed_at is None]


def chairs(session: Session, meeting_id: UUID) -> Sequence[UUID]:
    """Return who chairs."""
    query = select(Participant.person_id).where(
        Participant.meeting_id == meeting_id,
        Participant.removed_at.is_(None),
        Participant.function == Function.CHAIR,
    )
    return session.scalars(query).all()


def members(session: Session, meeting_id: UUID) -> Sequence[UUID]:
    """Return who may read minutes and conclusions, without loading the seats."""
    query = select(Participant.person_id).where(
        Participant.meeting_id == meeting_id,
        Participant.removed_at.is_(None),
        Participant.function != Function.GUEST,
    )
    return session.scalars(query).all()
