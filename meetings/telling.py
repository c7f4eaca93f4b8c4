"""Who is told what of a meeting. Words and channels belong to notifications; here who and where."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.models import Meeting

SUBJECT = "meeting"

ANNOUNCED = ("title", "starts_at", "ends_at", "place")
"""Changes of these are told to everybody who was invited."""


def tell(uow: UnitOfWork, meeting: Meeting, what: str, people: Iterable[UUID], **more: Any) -> None:
    """Tell `people` of `what` happened to the meeting."""
    params = {"title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place}
    uow.notify(
        Notice(
            kind=f"meeting.{what}",
            to=list(people),
            url=f"/meetings/{meeting.id}",
            params={**params, **more},
            subject=(SUBJECT, meeting.id),
        )
    )


def invited(meeting: Meeting) -> list[UUID]:
    """Return everybody with a seat, guests included."""
    return [seat.person_id for seat in meeting.participants if seat.removed_at is None]
