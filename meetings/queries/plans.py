"""Plans of rooms: the newest, the one a meeting is held by."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings.drawing import Drawing
from meetings.models import Meeting, RoomPlan, SeatPlace
from meetings.queries.shapes import Shape


class PlanOut(Shape):
    """One version of the drawing of a room; `number` counts from 1."""

    id: UUID
    room: str
    number: int
    drawn_at: datetime
    drawing: Drawing


def newest(session: Session, room: str, by: datetime | None = None) -> RoomPlan | None:
    """Return the newest plan of a room, or the newest drawn `by` a moment."""
    query = select(RoomPlan).where(RoomPlan.room == room)
    if by is not None:
        query = query.where(RoomPlan.drawn_at <= by)
    return session.scalar(query.order_by(RoomPlan.number.desc()).limit(1))


def plan_of(session: Session, meeting: Meeting) -> RoomPlan | None:
    """Return the plan the meeting is held by; None without a room, or when it was never drawn.

    It is the one by which seats were given out in its room; else the newest one, after the opening
    the newest of then: a room that changes does not change the meetings held in it.
    """
    if meeting.room is None:
        return None
    given = session.scalar(
        select(RoomPlan)
        .join(SeatPlace, SeatPlace.plan_id == RoomPlan.id)
        .where(SeatPlace.meeting_id == meeting.id, RoomPlan.room == meeting.room)
        .order_by(RoomPlan.number.desc())
        .limit(1)
    )
    return given or newest(session, meeting.room, meeting.opened_at)


def plan_out(plan: RoomPlan) -> PlanOut:
    """Return the shape of a plan."""
    return PlanOut(
        id=plan.id,
        room=plan.room,
        number=plan.number,
        drawn_at=plan.drawn_at,
        drawing=Drawing.model_validate(plan.drawing),
    )


def drawn(session: Session) -> dict[str, int]:
    """Return the number of the newest plan by room."""
    query = select(RoomPlan.room, func.max(RoomPlan.number)).group_by(RoomPlan.room)
    return dict(session.execute(query).all())
