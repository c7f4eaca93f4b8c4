"""People are invited to a meeting and taken off its list."""

from collections.abc import Mapping
from uuid import UUID

from pydantic import Field

from ecabinet.accounts.models import Person
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.catalogue import Function
from meetings.commands.plan import MeetingRef
from meetings.commands.seats import new_seat, people, title_of
from meetings.commands.secretaries import check_secretary, has_secretary
from meetings.commands.substitute import forget
from meetings.fields import Command
from meetings.models import GuestItem, Meeting, Participant
from meetings.policies import MeetingPermission
from meetings.queries.papers import layer_streams
from meetings.queries.presence import arrivals
from meetings.states import MeetingState
from meetings.telling import invited, tell

ENTITLED = (Function.CHAIR, Function.MEMBER)


class Invitation(Command):
    """One person's part. Guests are invited for `item_ids`; chair and members may vote."""

    person_id: UUID
    function: Function = Function.MEMBER
    entitled: bool | None = None
    item_ids: tuple[UUID, ...] = ()


class Invitations(Command):
    """Who takes part, as what. A person on the list already gets the new part."""

    participants: tuple[Invitation, ...] = Field(min_length=1, max_length=2000)


class InviteParticipants(Invitations):
    """The invitations and the meeting."""

    meeting_id: UUID


def invite_participants(uow: UnitOfWork, cmd: InviteParticipants) -> MeetingRef:
    """Put people on the list, all or none of them.

    Raises:
        Conflict: the meeting is over, or nobody would be left to keep it.
        Invalid: an unknown person, a second chair, a guest without an item or for a closed one.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    if meeting.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    before, had = set(invited(meeting)), has_secretary(meeting)
    known = people(uow, {invitation.person_id for invitation in cmd.participants})
    for index, invitation in enumerate(cmd.participants):
        _check_there(uow, known, invitation, f"participants.{index}.person_id")
        _check(meeting, known, invitation, f"participants.{index}")
        _seat(uow, meeting, known[invitation.person_id], invitation)
    _check_one_chair(meeting)
    check_secretary(uow, meeting, had)
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("participants.invited", "meeting", meeting.id, count=len(cmd.participants))
    if meeting.state != MeetingState.DRAFT:
        new = [one for one in invited(meeting) if one not in before]
        tell(uow, meeting, "called", new, page="answer")
    return MeetingRef(id=meeting.id)


def _check_there(
    uow: UnitOfWork, known: Mapping[UUID, Person], invitation: Invitation, field: str
) -> None:
    """Who has left is named: the planner chose them by name."""
    if invitation.person_id in known:
        return
    gone = uow.session.get(Person, invitation.person_id)
    if gone is not None:
        raise Invalid("participant.has_left", field=field, name=gone.name)
    raise Invalid("participant.unknown_person", field=field)


def _check(
    meeting: Meeting, known: Mapping[UUID, Person], invitation: Invitation, field: str
) -> None:
    if invitation.function is not Function.GUEST:
        return
    if not invitation.item_ids:
        raise Invalid(
            "participant.guest_without_item",
            field=f"{field}.item_ids",
            name=known[invitation.person_id].name,
        )
    items = {item.id: item for item in meeting.items}
    for item_id in invitation.item_ids:
        if item_id not in items:
            raise Invalid("participant.unknown_item", field=f"{field}.item_ids")
        if items[item_id].members_only:
            number = items[item_id].number
            raise Invalid("participant.closed_item", field=f"{field}.item_ids", number=number)


def _seat(uow: UnitOfWork, meeting: Meeting, person: Person, invitation: Invitation) -> None:
    seat = next((p for p in meeting.participants if p.person_id == person.id), None)
    if seat is None:
        rank = len(meeting.participants)
        seat = new_seat(uow, meeting, person, invitation.function, rank)
        meeting.participants.append(seat)
    else:
        if meeting.state != MeetingState.DRAFT:
            forget(uow, meeting, seat)
        _end_narrowed(uow, meeting, seat, invitation)
    seat.function, seat.removed_at = invitation.function, None
    seat.name, seat.title = person.name, title_of(uow, person, meeting.unit_id)
    seat.entitled = _entitled(invitation)
    wanted = set(invitation.item_ids) if invitation.function is Function.GUEST else set()
    seat.guest_items = [g for g in seat.guest_items if g.item_id in wanted]
    for item_id in wanted - seat.item_ids:
        seat.guest_items.append(GuestItem(item_id=item_id))


def _entitled(invitation: Invitation) -> bool:
    if invitation.function is Function.GUEST:
        return False
    if invitation.entitled is None:
        return invitation.function in ENTITLED
    return invitation.entitled


def _check_one_chair(meeting: Meeting) -> None:
    chairs = [
        p for p in meeting.participants if p.function == Function.CHAIR and p.removed_at is None
    ]
    if len(chairs) > 1:
        raise Invalid("participant.second_chair", field="participants", name=chairs[0].name)


class RemoveParticipant(Command):
    """Somebody will not take part, or not any longer."""

    meeting_id: UUID
    participant_id: UUID


def remove_participant(uow: UnitOfWork, cmd: RemoveParticipant) -> MeetingRef:
    """Take a person off the list; open sockets leave the meeting at once.

    Raises:
        Conflict: the meeting is over, the person is in the room (must leave first), or nobody
            would be left to keep the meeting.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    if meeting.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    seat = access.seat_of(uow, meeting.id, cmd.participant_id)
    if seat.id in arrivals(uow.session, meeting):
        raise Conflict("participant.is_present", name=seat.name)
    had = has_secretary(meeting)
    forget(uow, meeting, seat)
    seat.removed_at = uow.now
    check_secretary(uow, meeting, had)
    _end(uow, meeting, seat, [events.everybody(meeting.id), *_inner(meeting)])
    _end(uow, meeting, seat, layer_streams(uow.session, [i.id for i in meeting.items]))
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit("participant.removed", "meeting", meeting.id, person_id=str(seat.person_id))
    if meeting.state != MeetingState.DRAFT:
        tell(uow, meeting, "uninvited", [seat.person_id])
    return MeetingRef(id=meeting.id)


def _inner(meeting: Meeting) -> list[str]:
    return [events.members(meeting.id), events.desk(meeting.id), events.screen(meeting.id)]


def _end_narrowed(
    uow: UnitOfWork, meeting: Meeting, seat: Participant, invitation: Invitation
) -> None:
    """End what the person may hear no longer when a part becomes a lesser one."""
    if invitation.function is Function.GUEST:
        _end(uow, meeting, seat, _inner(meeting))
        closed = [
            item.id for item in meeting.items if item.covering.isdisjoint(invitation.item_ids)
        ]
        _end(uow, meeting, seat, layer_streams(uow.session, closed))
    elif invitation.function is Function.MEMBER:
        _end(uow, meeting, seat, [events.desk(meeting.id)])


def _end(uow: UnitOfWork, meeting: Meeting, seat: Participant, streams: list[str]) -> None:
    for stream in streams:
        uow.record(AccessEnded(person_id=seat.person_id, ended=stream))
