"""The secretariat opens the minutes, sends them round; the chair approves them."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import func, select

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import states as sessions
from meetings.fields import Command
from meetings.minutes import access, telling
from meetings.minutes.access import Held
from meetings.minutes.commands.steps import MinutesRef, add_version, fresh, unlocked
from meetings.minutes.models import Minutes, MinutesAmendment, MinutesBlock
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.states import MINUTES, AmendmentState, MinutesState, Origin, TextPlace
from meetings.models import AgendaItem
from meetings.states import MeetingState, after


class OpenMinutes(Command):
    """Of which meeting."""

    meeting_id: UUID


class MinutesCirculation(Command):
    """Until when amendments are taken; `revision` is that of the minutes the person saw."""

    due_at: AwareDatetime
    revision: int | None = None


class CirculateMinutes(MinutesCirculation):
    """The deadline, and which minutes."""

    meeting_id: UUID


class MinutesApproval(Command):
    """`revision` is that of the minutes the chair has read."""

    revision: int | None = None


class ApproveMinutes(MinutesApproval):
    """Which minutes."""

    meeting_id: UUID


def open_minutes(uow: UnitOfWork, cmd: OpenMinutes) -> MinutesRef:
    """Open the minutes, or add the texts of items that came on the agenda since; twice is once.

    Raises:
        NotFound, Denied; Conflict: the session has not begun, or the minutes are approved.
    """
    at = access.minutes(uow.session, uow.actor, cmd.meeting_id, MinutesPermission.EDIT, lock=True)
    if at.meeting.state not in sessions.HELD:
        raise Conflict("minutes.not_yet")
    row = unlocked(at) if at.minutes else _begin(uow, at)
    _add_blocks(uow, cmd.meeting_id)
    return MinutesRef.of(row)


def _begin(uow: UnitOfWork, at: Held) -> Minutes:
    assert uow.actor.person_id is not None
    row = Minutes(
        meeting_id=at.meeting.id, opened_by=uow.actor.person_id, opened_at=uow.now,
        changed_at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # The texts refer to it, and the revision is part of the answer.
    uow.audit("minutes.opened", "meeting", at.meeting.id)
    return row


def _add_blocks(uow: UnitOfWork, meeting_id: UUID) -> None:
    mine = MinutesBlock.meeting_id == meeting_id
    there = set(uow.session.scalars(select(MinutesBlock.slot).where(mine)))
    items = uow.session.scalars(
        select(AgendaItem.id).where(
            AgendaItem.meeting_id == meeting_id, AgendaItem.removed_at.is_(None)
        )
    )
    slots = {TextPlace.OPENING.value: None, TextPlace.CLOSING.value: None}
    wanted: dict[str, UUID | None] = {**slots, **{str(key): key for key in items}}
    for slot, item_id in wanted.items():
        if slot not in there:
            block = MinutesBlock(
                id=new_id(), meeting_id=meeting_id, slot=slot, item_id=item_id, body=[], version=1
            )
            uow.session.add(block)
            uow.session.flush()  # Its first version refers to it.
            add_version(uow, block, Origin.OPENED)


def circulate_minutes(uow: UnitOfWork, cmd: CirculateMinutes) -> MinutesRef:
    """Send the minutes round; again: with another deadline, and everybody is told of it.

    Raises:
        NotFound, Denied, Stale; Conflict: the session is not over, or they are approved.
        Invalid: the deadline has passed.
    """
    at = access.minutes(uow.session, uow.actor, cmd.meeting_id, MinutesPermission.EDIT, lock=True)
    row = unlocked(at)
    fresh(row, cmd.revision)
    _ended(at)
    if cmd.due_at <= uow.now:
        raise Invalid("minutes.due_in_past", field="due_at")
    row.state = after(MINUTES, "circulate", MinutesState(row.state), "minutes.approved")
    row.due_at, row.circulated_at = cmd.due_at, uow.now
    uow.audit("minutes.circulated", "meeting", cmd.meeting_id, due_at=cmd.due_at)
    telling.tell_members(uow, at.meeting.row, "circulated", due_at=cmd.due_at)
    uow.session.flush()  # The revision is part of the answer.
    return MinutesRef.of(row)


def approve_minutes(uow: UnitOfWork, cmd: ApproveMinutes) -> MinutesRef:
    """Approve the minutes: from now on nobody changes them.

    Raises:
        NotFound, Denied; Stale: they were changed since they were read.
        Conflict: the session is not over, amendments are still taken or wait for an answer, or
            they are approved already.
    """
    at = access.minutes(
        uow.session, uow.actor, cmd.meeting_id, MinutesPermission.APPROVE, lock=True
    )
    row = unlocked(at)
    _ended(at)
    fresh(row, cmd.revision)
    if row.due_at is not None and uow.now <= row.due_at:
        raise Conflict("minutes.still_open")
    if waiting := _waiting(uow, cmd.meeting_id):
        raise Conflict("minutes.amendments_waiting", count=waiting)
    row.state = after(MINUTES, "approve", MinutesState(row.state), "minutes.approved")
    row.approved_by, row.approved_at = uow.actor.person_id, uow.now
    uow.audit("minutes.approved", "meeting", cmd.meeting_id)
    telling.tell_members(uow, at.meeting.row, "approved")
    uow.session.flush()
    return MinutesRef.of(row)


def _ended(at: Held) -> None:
    if at.meeting.state != MeetingState.CLOSED:
        raise Conflict("minutes.session_open")


def _waiting(uow: UnitOfWork, meeting_id: UUID) -> int:
    query = (
        select(func.count())
        .select_from(MinutesAmendment)
        .join(MinutesBlock, MinutesBlock.id == MinutesAmendment.block_id)
        .where(
            MinutesBlock.meeting_id == meeting_id,
            MinutesAmendment.state == AmendmentState.PENDING,
        )
    )
    return uow.session.scalar(query) or 0
