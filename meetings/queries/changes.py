"""Changes after the call: those still to be told, and those told, as each reader may know them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.grants import Level, level_in_sql
from documents.models import Paper
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.deputies import deputies
from meetings import access, states
from meetings.calling import seat_of_person
from meetings.changes import Change, differences, digest
from meetings.models import Announcement, Call, Meeting
from meetings.policies import MeetingPermission, is_only_guest, is_secretariat
from meetings.queries.plan_state import plan_state
from meetings.queries.shapes import Shape


class Unannounced(Shape):
    """What would be told now. `digest` names exactly these changes."""

    meeting_id: UUID
    told_at: datetime | None
    changes: list[Change]
    digest: str


class AnnouncementOut(Shape):
    """What was told, of it what the reader may know; `deputy` told it on behalf of `by`."""

    id: UUID
    at: datetime
    by: str
    deputy: str | None
    line: str
    changes: list[Change]


class Announcements(Shape):
    """All that was told after the call, the newest first."""

    meeting_id: UUID
    announcements: list[AnnouncementOut]


def unannounced(session: Session, actor: Actor, meeting_id: UUID) -> Unannounced:
    """Return what changed since people were told last. Raises NotFound, Denied."""
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.CALL)
    call = session.get(Call, meeting.id)
    changes: list[Change] = []
    if call is not None and meeting.state in states.GATHERING:
        changes = differences(call.told, plan_state(session, meeting))
    # What is above the secretary's own clearance is told to those cleared, but not shown here.
    shown = [_shown(c) for c in changes if c.secrecy <= actor.clearance]
    return Unannounced(
        meeting_id=meeting.id,
        told_at=call.told_at if call else None,
        changes=shown,
        digest=digest(changes),
    )


def announcements(session: Session, actor: Actor, meeting_id: UUID) -> Announcements:
    """Return what was told after the call. Raises NotFound."""
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.READ)
    seat = seat_of_person(meeting.participants, actor.person_id)
    guest = seat.id if seat is not None and is_only_guest(actor, meeting) else None
    rows = session.execute(
        select(Announcement, Person.name)
        .join(Person, Person.id == Announcement.person_id)
        .where(Announcement.meeting_id == meeting.id)
        .order_by(Announcement.id.desc())
    ).all()
    papers = [UUID(c["paper"]) for row, _ in rows for c in row.changes if c.get("paper")]
    recalled = select(Paper.id).where(Paper.id.in_(papers), Paper.recalled_at.is_not(None))
    gone = set(session.scalars(recalled))
    kept = _kept_from(session, actor, meeting, papers)
    acted = deputies(session, [meeting.id])
    told = [
        AnnouncementOut(
            id=row.id,
            at=row.at,
            by=name,
            deputy=acted.of(meeting.id, "changes.announced", row.at),
            line=row.line,
            changes=[
                _shown(change, gone)
                for change in map(Change.model_validate, row.changes)
                if change.concerns(guest=guest, clearance=actor.clearance, kept=kept)
            ],
        )
        for row, name in rows
    ]
    return Announcements(meeting_id=meeting.id, announcements=[one for one in told if one.changes])


def _kept_from(
    session: Session, actor: Actor, meeting: Meeting, papers: Collection[UUID]
) -> set[UUID]:
    """The papers that a grant keeps from the actor now."""
    if is_secretariat(actor, meeting):
        return set()
    rule = level_in_sql(actor) == int(Level.NONE)
    return set(session.scalars(select(Paper.id).where(Paper.id.in_(papers), rule)))


def _shown(change: Change, gone: Collection[UUID] = ()) -> Change:
    """Return a change without the seats of guests, and without the name of a recalled paper."""
    name = "" if change.paper in gone else change.name
    return change.model_copy(update={"guests": (), "name": name})
