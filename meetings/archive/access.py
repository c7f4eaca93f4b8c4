"""The only way from an id that somebody gave to a meeting's archive."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Conflict, Denied, NotFound
from meetings import access
from meetings.archive.models import MeetingArchive
from meetings.archive.states import ArchiveState
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.states import MeetingState


def meeting_over(session: Session, actor: Actor, meeting_id: UUID) -> MeetingPlace:
    """Return the place in a meeting of which an archive can be made.

    Everybody who reads the meeting may have one: it holds what they may take along, and no more.

    Raises:
        NotFound: there is no such meeting for the actor.
        Denied: the actor acts on behalf of another, whose rights the worker could not ask again.
        Conflict: the session has not been closed.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    if actor.deputy is not None:
        raise Denied("archive.in_person")
    if place.row.state != MeetingState.CLOSED:
        raise Conflict("archive.not_over")
    return place


def own_archive(session: Session, actor: Actor, meeting_id: UUID) -> MeetingArchive | None:
    """Return the actor's own archive of a meeting, None without one. Raises as `meeting_over`."""
    meeting_over(session, actor, meeting_id)
    query = select(MeetingArchive).where(
        MeetingArchive.meeting_id == meeting_id, MeetingArchive.person_id == actor.person_id
    )
    return session.scalar(query)


def ready(session: Session, actor: Actor, meeting_id: UUID) -> MeetingArchive:
    """Return the actor's own archive that can be taken.

    Raises:
        NotFound: as `meeting_over`, or none was asked for.
        Conflict: it is not made yet, or could not be.
    """
    row = own_archive(session, actor, meeting_id)
    if row is None:
        raise NotFound("not_found", kind="archive")
    if row.state != ArchiveState.READY:
        raise Conflict("archive.not_ready")
    return row
