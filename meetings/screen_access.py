"""The gate to the big screen of a meeting, and to the machines in the hall that show it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, loading
from meetings.models import BigScreen
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission

Where = UnitOfWork | Session


def shown_place(session: Session, actor: Actor, meeting_id: UUID) -> MeetingPlace:
    """Return the place of whoever looks at the big screen: a person, or a machine in the hall.

    Raises:
        NotFound: there is no such meeting, or the actor may not know of it.
    """
    found = loading.place(session, actor, meeting_id)
    read = MeetingPermission.READ_SCREEN
    if not actor.screen_of:
        # A guest knows of the meeting and is told that this is not theirs.
        return access.place(session, actor, meeting_id, read)
    return require(actor, read, read, found, "meeting")


def screen(uow: UnitOfWork, meeting_id: UUID, screen_id: UUID) -> BigScreen:
    """Return a machine's right, to end it.

    Raises as `access.place`; NotFound also when it is of another meeting.
    """
    access.place(uow, uow.actor, meeting_id, MeetingPermission.SHOW)
    found = uow.session.get(BigScreen, screen_id)
    if found is None or found.meeting_id != meeting_id:
        raise NotFound("not_found", kind="screen")
    return found


def screen_by_code(uow: UnitOfWork, code_hash: str) -> BigScreen:
    """Return the right that waits for this code. Raises NotFound: none does, or not any more."""
    asked = select(BigScreen).where(BigScreen.code_hash == code_hash)
    found = uow.session.scalar(asked.with_for_update())
    if found is None or not found.is_open(uow.now):
        raise NotFound("screen.unknown_code", kind="screen")
    return found


def screen_by_secret(session: Session, secret_hash: str, now: datetime) -> BigScreen | None:
    """Return the right that a machine's secret opens, None when it has ended."""
    found = session.scalar(select(BigScreen).where(BigScreen.secret_hash == secret_hash))
    return found if found is not None and found.is_open(now) else None


def still_open(session: Session, ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Return which of these machines may still show something."""
    rows = session.scalars(select(BigScreen).where(BigScreen.id.in_(list(ids))))
    return {row.id for row in rows if row.is_open(now)}
