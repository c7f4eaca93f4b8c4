"""Who came and went when, mistakes included, and who stood back: for the secretariat."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from meetings import access
from meetings.catalogue import Means
from meetings.models import Attendance, Recusal
from meetings.policies import MeetingPermission
from meetings.queries.detail import meeting_out
from meetings.queries.shapes import AttendanceOut, ParticipantOut, Shape


class IntervalOut(Shape):
    """One interval. A struck one was noted by mistake and counts for nothing."""

    id: UUID
    arrived_at: datetime
    left_at: datetime | None
    online: bool
    means: Means
    noted_by: str
    struck_at: datetime | None
    struck_by: str | None
    struck_because: str


class StoodBackOut(Shape):
    """Somebody stood back from an item, until `withdrawn_at`."""

    item_id: UUID
    item: str
    reason: str
    recorded_at: datetime
    recorded_by: str
    withdrawn_at: datetime | None


class PersonPresence(Shape):
    """A participant with all intervals, oldest first, and what the person stood back from."""

    person: ParticipantOut
    intervals: list[IntervalOut]
    recusals: list[StoodBackOut]


class PresenceLog(Shape):
    """Everybody's coming and going in one meeting."""

    title: str
    attendance: AttendanceOut
    people: list[PersonPresence]


def presence_log(session: Session, actor: Actor, meeting_id: UUID) -> PresenceLog:
    """Return everybody's coming and going. Raises NotFound; Denied unless of the secretariat."""
    place = access.place(session, actor, meeting_id, MeetingPermission.CHECK_IN_OTHERS)
    shown = meeting_out(session, actor, place)
    names = _names(session, meeting_id)
    intervals: dict[UUID, list[IntervalOut]] = defaultdict(list)
    for row in session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Attendance.arrived_at, Attendance.id)
    ):
        intervals[row.participant_id].append(_interval(row, names))
    items = {item.id: f"{item.number}. {item.title}" for item in shown.agenda}
    stood_back: dict[UUID, list[StoodBackOut]] = defaultdict(list)
    for back in session.scalars(
        select(Recusal).where(Recusal.meeting_id == meeting_id).order_by(Recusal.recorded_at)
    ):
        stood_back[back.participant_id].append(_stood_back(back, items, names))
    return PresenceLog(
        title=shown.title,
        attendance=shown.attendance,
        people=[
            PersonPresence(person=p, intervals=intervals[p.id], recusals=stood_back[p.id])
            for p in shown.participants
        ],
    )


def _interval(row: Attendance, names: dict[UUID, str]) -> IntervalOut:
    return IntervalOut(
        id=row.id,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        online=row.online,
        means=Means(row.means),
        noted_by=names.get(row.checked_in_by, ""),
        struck_at=row.struck_at,
        struck_by=names.get(row.struck_by, "") if row.struck_by else None,
        struck_because=row.struck_because,
    )


def _stood_back(back: Recusal, items: dict[UUID, str], names: dict[UUID, str]) -> StoodBackOut:
    return StoodBackOut(
        item_id=back.item_id,
        item=items.get(back.item_id, ""),
        reason=back.reason,
        recorded_at=back.recorded_at,
        recorded_by=names.get(back.recorded_by, ""),
        withdrawn_at=back.withdrawn_at,
    )


def _names(session: Session, meeting_id: UUID) -> dict[UUID, str]:
    """Return the names of all who noted or struck out something."""
    its = Attendance.meeting_id == meeting_id
    wanted = (
        select(Attendance.checked_in_by)
        .where(its)
        .union(
            select(Attendance.struck_by).where(its, Attendance.struck_by.is_not(None)),
            select(Recusal.recorded_by).where(Recusal.meeting_id == meeting_id),
        )
    )
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return dict(rows.all())
