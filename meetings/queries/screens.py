"""The machines that show the big screen of a meeting, for the desk."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from meetings import access
from meetings.models import BigScreen
from meetings.policies import MeetingPermission
from meetings.queries.shapes import Shape


class BigScreenOut(Shape):
    """A machine: `taken_at` None while its code waits. The code itself is shown once only."""

    id: UUID
    name: str
    opened_by: str
    opened_at: datetime
    taken_at: datetime | None
    taken_from: str | None = Field(examples=["10.20.0.14"])
    seen_at: datetime | None
    good_until: datetime


class BigScreenList(Shape):
    """The machines that show the screen, or may still begin to; oldest first."""

    screens: list[BigScreenOut]


def open_screens(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> BigScreenList:
    """Return the open screens of a meeting; one query. Raises as `access.place` does."""
    access.place(session, actor, meeting_id, MeetingPermission.SHOW)
    rows = session.execute(
        select(BigScreen, Person.name)
        .join(Person, Person.id == BigScreen.opened_by)
        .where(BigScreen.meeting_id == meeting_id, BigScreen.ended_at.is_(None))
        .order_by(BigScreen.opened_at)
    )
    return BigScreenList(screens=[_out(row, name) for row, name in rows if row.is_open(now)])


def _out(row: BigScreen, name: str) -> BigScreenOut:
    return BigScreenOut(
        id=row.id,
        name=row.name,
        opened_by=name,
        opened_at=row.opened_at,
        taken_at=row.taken_at,
        taken_from=row.taken_from,
        seen_at=row.seen_at,
        good_until=row.good_until or row.code_until,
    )
