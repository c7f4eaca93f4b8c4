"""Recusal: somebody stands back from an item, and with that from its quorum and its votes."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events
from meetings.commands.presence import seat_for
from meetings.fields import Command, Remark
from meetings.models import Recusal, Vote
from meetings.places import MeetingPlace, Seat
from meetings.queries.presence import attendance
from meetings.queries.shapes import AttendanceOut
from meetings.states import VoteState


class StandBack(Command):
    """From what, why, and whose seat: one's own, or for the secretariat anybody's."""

    participant_id: UUID | None = None
    reason: Remark


class RecuseFromItem(StandBack):
    """The item too."""

    meeting_id: UUID
    item_id: UUID


class ReturnToItem(Command):
    """Stand back no longer."""

    meeting_id: UUID
    item_id: UUID
    participant_id: UUID | None = None


def recuse(uow: UnitOfWork, cmd: RecuseFromItem) -> AttendanceOut:
    """Stand back from an item; doing so again changes nothing.

    Raises:
        Denied: for somebody else, without being of the secretariat; a seat without a vote.
        Invalid: no reason is given.
        Conflict: the meeting is not yet called or over, or a vote on the item is open.
    """
    place, seat, known = _seat_at(uow, cmd.meeting_id, cmd.item_id, cmd.participant_id)
    if not cmd.reason:
        raise Invalid("recusal.no_reason", field="reason")
    if not seat.entitled:
        raise Denied("recusal.not_entitled")
    if known is not None:
        return attendance(uow.session, place.row)
    uow.session.add(
        Recusal(
            id=new_id(),
            meeting_id=place.id,
            item_id=cmd.item_id,
            participant_id=seat.id,
            reason=cmd.reason,
            recorded_by=uow.actor.person_id,
            recorded_at=uow.now,
        )
    )
    return _announce(uow, place, cmd.item_id, seat, recused=True, reason=cmd.reason)


def return_to_item(uow: UnitOfWork, cmd: ReturnToItem) -> AttendanceOut:
    """Take part in the item again; doing so twice changes nothing. Raises as recuse does."""
    place, seat, known = _seat_at(uow, cmd.meeting_id, cmd.item_id, cmd.participant_id)
    if known is None:
        return attendance(uow.session, place.row)
    known.withdrawn_at, known.withdrawn_by = uow.now, uow.actor.person_id
    return _announce(uow, place, cmd.item_id, seat, recused=False)


def _seat_at(
    uow: UnitOfWork, meeting_id: UUID, item_id: UUID, participant_id: UUID | None
) -> tuple[MeetingPlace, Seat, Recusal | None]:
    place, seat = seat_for(uow, meeting_id, participant_id)
    access.item_at(uow, uow.actor, place, item_id)
    voting = select(Vote.id).where(Vote.item_id == item_id, Vote.state == VoteState.OPEN)
    if uow.session.scalar(voting.limit(1)):
        raise Conflict("recusal.vote_open")
    known = select(Recusal).where(
        Recusal.item_id == item_id,
        Recusal.participant_id == seat.id,
        Recusal.withdrawn_at.is_(None),
    )
    return place, seat, uow.session.scalar(known)


def _announce(
    uow: UnitOfWork,
    place: MeetingPlace,
    item_id: UUID,
    seat: Seat,
    *,
    recused: bool,
    reason: str = "",
) -> AttendanceOut:
    uow.session.flush()  # The figures are counted by the database.
    figures = attendance(uow.session, place.row)
    shown = figures.model_dump()
    uow.record(
        events.RecusalChanged(
            stream=events.members(place.id),
            item_id=item_id,
            participant_id=seat.id,
            recused=recused,
            attendance=shown,
        )
    )
    uow.record(events.QuorumChanged(stream=events.everybody(place.id), attendance=shown))
    action = "recusal.recorded" if recused else "recusal.withdrawn"
    detail = {"person_id": str(seat.person_id), **({"reason": reason} if reason else {})}
    uow.audit(action, "agenda_item", item_id, **detail)
    return figures
