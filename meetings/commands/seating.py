"""Seats are given out: by order of protocol, or by hand; two people change places."""

from uuid import UUID

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import aliased

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events
from meetings.catalogue import Function
from meetings.drawing import Drawing
from meetings.fields import Command
from meetings.models import Answer, Meeting, Participant, RoomPlan, SeatPlace
from meetings.policies import MeetingPermission
from meetings.queries.plans import newest, plan_of


class ArrangeSeats(Command):
    """All seats of a meeting, on the newest plan of its room."""

    meeting_id: UUID


class SeatChoice(Command):
    """The number of the seat; none takes the person's seat away."""

    seat: str | None = None


class SeatParticipant(SeatChoice):
    """Whose seat it is to be."""

    meeting_id: UUID
    participant_id: UUID


class SeatingRef(Command):
    """Whose seats were changed."""

    id: UUID


def arrange_seats(uow: UnitOfWork, cmd: ArrangeSeats) -> SeatingRef:
    """Give everybody a seat in the order of the list; guests come after all others.

    Raises:
        Conflict: the meeting has no room, the room no plan, or the plan fewer seats than people.
        Denied: not of the secretariat, or the meeting is over.
    """
    meeting = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.SEAT, lock=True).row
    if meeting.room is None:
        raise Conflict("seating.no_room")
    plan = newest(uow.session, meeting.room)
    if plan is None:
        raise Conflict("room.no_plan")
    numbers = Drawing.model_validate(plan.drawing).numbers
    people = _in_order(uow, meeting)
    if len(people) > len(numbers):
        raise Conflict("seating.too_few", seats=len(numbers), people=len(people))
    uow.session.execute(delete(SeatPlace).where(SeatPlace.meeting_id == meeting.id))
    uow.session.add_all(
        SeatPlace(participant_id=who, meeting_id=meeting.id, plan_id=plan.id, seat=number)
        for who, number in zip(people, numbers, strict=False)
    )
    uow.audit("seating.arranged", "meeting", meeting.id, people=len(people))
    return _announce(uow, meeting)


def seat_participant(uow: UnitOfWork, cmd: SeatParticipant) -> SeatingRef:
    """Give somebody a seat, or take it away. Who sat there gets the seat that is left.

    Raises:
        Invalid: the plan has no such seat.
        Conflict, Denied: as arrange_seats does.
    """
    meeting = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.SEAT, lock=True).row
    person = access.seat_of(uow, meeting.id, cmd.participant_id)
    if meeting.room is None:
        raise Conflict("seating.no_room")
    plan = plan_of(uow.session, meeting)
    if plan is None:
        raise Conflict("room.no_plan")
    if cmd.seat is not None and cmd.seat not in Drawing.model_validate(plan.drawing).numbers:
        raise Invalid("seating.no_such_seat", field="seat")
    _change_places(uow, meeting, plan, person.id, cmd.seat)
    detail = {"person_id": str(person.person_id), "seat": cmd.seat or ""}
    uow.audit("seating.changed", "meeting", meeting.id, **detail)
    return _announce(uow, meeting)


def _change_places(
    uow: UnitOfWork, meeting: Meeting, plan: RoomPlan, person: UUID, wanted: str | None
) -> None:
    """Rows are written anew: two of them changed in place would meet at the constraint."""
    taken = uow.session.scalars(select(SeatPlace).where(SeatPlace.meeting_id == meeting.id)).all()
    held = {row.participant_id: row.seat for row in taken if row.plan_id == plan.id}
    before = held.pop(person, None)
    other = next((who for who, seat in held.items() if seat == wanted), None)
    gone = [row for row in taken if row.participant_id in (person, other) or row.plan_id != plan.id]
    for row in gone:
        uow.session.delete(row)
    uow.session.flush()  # The seats must be free before they are given out again.
    given = {person: wanted, **({other: before} if other else {})}
    uow.session.add_all(
        SeatPlace(participant_id=who, meeting_id=meeting.id, plan_id=plan.id, seat=seat)
        for who, seat in given.items()
        if seat is not None
    )


def hand_place(uow: UnitOfWork, of: UUID, to: UUID) -> None:
    """Let somebody sit where another had a seat: a substitute, and back again."""
    held = uow.session.get(SeatPlace, of)
    if held is None:
        return
    own = uow.session.get(SeatPlace, to)
    if own is not None:
        uow.session.delete(own)
    uow.session.delete(held)
    uow.session.flush()  # The seat must be free before it is given on.
    where = {"meeting_id": held.meeting_id, "plan_id": held.plan_id, "seat": held.seat}
    uow.session.add(SeatPlace(participant_id=to, **where))
    uow.record(events.SeatingChanged(stream=events.everybody(held.meeting_id)))


def _in_order(uow: UnitOfWork, meeting: Meeting) -> list[UUID]:
    """A substitute sits in the order of whom they represent, who needs no seat."""
    holder = aliased(Participant)
    rows = uow.session.execute(
        select(Participant.id, Participant.function)
        .outerjoin(Answer, Answer.substitute_seat_id == Participant.id)
        .outerjoin(holder, holder.id == Answer.participant_id)
        .where(
            Participant.meeting_id == meeting.id,
            Participant.removed_at.is_(None),
            Participant.id.not_in(_represented(meeting.id)),
        )
        .order_by(func.coalesce(holder.rank, Participant.rank), Participant.name)
    ).all()
    return [who for who, _ in sorted(rows, key=lambda row: _ORDER.get(row[1], 1))]


def _represented(meeting_id: UUID) -> Select[UUID]:
    given = Answer.substitute_seat_id.is_not(None)
    return select(Answer.participant_id).where(Answer.meeting_id == meeting_id, given)


_ORDER: dict[str, int] = {Function.CHAIR: 0, Function.GUEST: 3, Function.SECRETARY: 2}


def _announce(uow: UnitOfWork, meeting: Meeting) -> SeatingRef:
    uow.record(events.SeatingChanged(stream=events.everybody(meeting.id)))
    return SeatingRef(id=meeting.id)
