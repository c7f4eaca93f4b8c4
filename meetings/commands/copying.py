"""A meeting is planned like an earlier one: its agenda and its people, nothing of what happened."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.catalogues.queries import book
from ecabinet.core.clock import office_day
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.catalogue import Function
from meetings.commands import agenda_parts as parts
from meetings.commands.plan import CreateMeeting, create_meeting
from meetings.commands.seats import new_seat, people
from meetings.fields import Command, Remark, ShortText, Title
from meetings.kinds import MEETING_KINDS, ROOMS
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.policies import MeetingPermission
from meetings.states import ItemState

_RULES = (
    "rule_set", "quorum_numerator", "quorum_denominator", "quorum_strict",
    "vote_base", "vote_numerator", "vote_denominator", "vote_strict",
)  # fmt: skip
_KEPT = ("title", "minutes", "presenter_name", "presenter_unit", "members_only", "secrecy")


class NewCopy(Command):
    """When the copy takes place; what is left out is as in the meeting copied."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    title: Title | None = None
    room: str | None = None
    place: ShortText | None = None
    room_reason: Remark = ""


class CopyMeeting(NewCopy):
    """The copy and the meeting copied."""

    meeting_id: UUID


class Copied(Command):
    """The draft made; `dropped` names who has left or is deactivated, and is not invited."""

    id: UUID
    dropped: tuple[str, ...]


def copy_meeting(uow: UnitOfWork, cmd: CopyMeeting) -> Copied:
    """Make a draft like an earlier meeting of the same body: agenda, people, rules, length.

    Papers, votes, conclusions and results stay behind, and items one is not cleared for.

    Raises:
        NotFound, Denied: as the gate says of planning the meeting, and creating for its body.
        Invalid, Conflict: as for `create_meeting`.
    """
    source = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN)
    return copied(uow, source, cmd)


def copied(uow: UnitOfWork, source: Meeting, cmd: NewCopy, *, in_series: bool = False) -> Copied:
    """Copy a meeting that the gate has let through. Raises as `copy_meeting` does.

    Of a series the room of each is asked for when it is called: months ahead much may change.
    """
    made = create_meeting(uow, _plan(uow, source, cmd), room_asked_later=in_series)
    meeting = uow.session.get_one(Meeting, made.id)
    uow.session.flush()  # Seats and items are read back in their order.
    items = _copy_items(uow, source, meeting)
    dropped = _copy_people(uow, source, meeting, items)
    uow.audit("meeting.copied", "meeting", meeting.id, source_id=str(source.id))
    return Copied(id=meeting.id, dropped=tuple(dropped))


def _plan(uow: UnitOfWork, source: Meeting, cmd: NewCopy) -> CreateMeeting:
    """What is offered no longer is left out: the kind is then the first, the room only a place."""
    today = office_day(uow.now)
    kinds = {entry.code for entry in book(uow.session, MEETING_KINDS).offered(today)}
    rooms = {entry.code for entry in book(uow.session, ROOMS).offered(today)}
    length: timedelta = source.ends_at - source.starts_at
    ends_at: datetime = cmd.ends_at or cmd.starts_at + length
    room = cmd.room or None
    if cmd.room is None and source.room in rooms:
        room = source.room
    typed = cmd.place if cmd.place is not None else source.place
    return CreateMeeting.model_validate(
        {
            **{name: getattr(source, name) for name in _RULES},
            "title": cmd.title or source.title,
            "unit_id": source.unit_id,
            "kind": source.kind if source.kind in kinds else None,
            "starts_at": cmd.starts_at,
            "ends_at": ends_at,
            "room": room,
            "place": typed,
            "room_reason": cmd.room_reason,
        }
    )


def _copy_items(uow: UnitOfWork, source: Meeting, meeting: Meeting) -> Mapping[UUID, UUID]:
    """Copy the items; return the new id by the old."""
    seen = [item for item in source.items if item.secrecy <= uow.actor.clearance]
    made = [
        AgendaItem(
            id=new_id(),
            meeting_id=meeting.id,
            state=ItemState.PENDING,
            **{name: getattr(item, name) for name in _KEPT},
        )
        for item in seen
    ]
    uow.session.add_all(parts.number_new(made, parts.levels_of(seen)))
    return {old.id: new.id for old, new in zip(seen, made, strict=True)}


def _copy_people(
    uow: UnitOfWork, source: Meeting, meeting: Meeting, items: Mapping[UUID, UUID]
) -> list[str]:
    seats = [seat for seat in source.participants if seat.removed_at is None]
    known = people(uow, {seat.person_id for seat in seats})
    mine = uow.session.scalars(
        select(Participant).where(Participant.meeting_id == meeting.id)
    ).one()
    dropped = []
    for rank, seat in enumerate(seats, start=1):
        person = known.get(seat.person_id)
        if person is None or _has_left(uow, person):
            dropped.append(seat.name)
            continue
        guest_of = [items[i] for i in seat.item_ids if i in items]
        if seat.function == Function.GUEST and not guest_of:
            continue
        made = mine if person.id == mine.person_id else None
        if made is None:
            made = new_seat(uow, meeting, person, Function(seat.function), rank)
            uow.session.add(made)
        made.function, made.entitled, made.rank = seat.function, seat.entitled, rank
        made.guest_items = [GuestItem(item_id=item_id) for item_id in guest_of]
    return dropped


def _has_left(uow: UnitOfWork, person: Person) -> bool:
    """Held offices once and none today; who never held any is a guest from outside."""
    today = office_day(uow.now)
    return bool(person.offices) and not any(office.held_on(today) for office in person.offices)
