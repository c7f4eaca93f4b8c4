"""People answer the invitation, change their answer and withdraw it until the session opens."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, calling
from meetings.answers import AnswerKind, Approval
from meetings.calling import seat_of_person
from meetings.catalogue import Function
from meetings.commands.plan import MeetingRef
from meetings.commands.substitute import changed, check_substitute, release
from meetings.fields import Command, Remark
from meetings.models import Answer, Call, Meeting, Participant
from meetings.policies import MeetingPermission
from meetings.states import MeetingState
from meetings.telling import tell


class AnswerBody(Command):
    """The answer: an absence says why, a substitute is a person of the office."""

    answer: AnswerKind
    reason: Remark = ""
    substitute_id: UUID | None = None


class AnswerInvitation(AnswerBody):
    """The answer for one's own seat; for the secretariat of anybody's who told them."""

    meeting_id: UUID
    participant_id: UUID | None = None


class WithdrawAnswer(Command):
    """An answer that counts no more."""

    meeting_id: UUID
    participant_id: UUID | None = None


def answer_invitation(uow: UnitOfWork, cmd: AnswerInvitation) -> MeetingRef:
    """Keep an answer, the newest one counts. The same answer again changes nothing.

    Raises:
        Denied: no seat, or somebody else's without being of the secretariat.
        Conflict: the meeting is not called or has begun, the time for answers is over, the seat's
            person has left the office, leads the meeting, or is a substitute already.
        Invalid: an absence without reason, a substitute who cannot be one.
    """
    meeting, seat = _seat(uow, cmd.meeting_id, cmd.participant_id)
    old = uow.session.get(Answer, seat.id)
    if old is not None and _is_same(old, cmd):
        return MeetingRef(id=meeting.id)
    proposes = cmd.answer is AnswerKind.SUBSTITUTE
    if cmd.answer is AnswerKind.ABSENT and not cmd.reason:
        raise Invalid("answer.reason_missing", field="reason")
    if proposes and cmd.substitute_id is None:
        raise Invalid("answer.no_person", field="substitute_id")
    release(uow, meeting, seat)
    if proposes and cmd.substitute_id is not None:
        check_substitute(uow, meeting, seat, cmd.substitute_id)
    answer = old or Answer(participant_id=seat.id, meeting_id=meeting.id)
    answer.answer = cmd.answer
    answer.reason = cmd.reason if cmd.answer in (AnswerKind.ABSENT, AnswerKind.SUBSTITUTE) else ""
    answer.substitute_id = cmd.substitute_id if proposes else None
    answer.approval, answer.refusal = (Approval.PROPOSED if proposes else None), ""
    assert uow.actor.person_id is not None
    answer.answered_by, answer.answered_at = uow.actor.person_id, uow.now
    uow.session.add(answer)
    _note(uow, meeting, seat, "answer.given")
    if proposes:
        tell(uow, meeting, "substitute_proposed", _secretaries(meeting), page="answers", merge=True)
    return MeetingRef(id=meeting.id)


def withdraw_answer(uow: UnitOfWork, cmd: WithdrawAnswer) -> MeetingRef:
    """Take an answer back; without one nothing changes. Raises as `answer_invitation` does."""
    meeting, seat = _seat(uow, cmd.meeting_id, cmd.participant_id)
    answer = uow.session.get(Answer, seat.id)
    if answer is not None:
        release(uow, meeting, seat)
        uow.session.delete(answer)
        _note(uow, meeting, seat, "answer.withdrawn")
    return MeetingRef(id=meeting.id)


def _seat(
    uow: UnitOfWork, meeting_id: UUID, participant_id: UUID | None
) -> tuple[Meeting, Participant]:
    meeting = access.meeting(uow, uow.actor, meeting_id, MeetingPermission.READ, lock=True)
    own = seat_of_person(meeting.participants, uow.actor.person_id)
    if participant_id is None and own is None:
        raise Denied("meeting.no_seat")
    if own is not None and participant_id in (None, own.id):
        if not allows(uow.actor, MeetingPermission.ANSWER, meeting):
            raise Denied("denied", kind="participant")
        code = calling.closed_at(uow.session.get(Call, meeting.id), meeting, uow.now)
        if code is not None:
            raise Conflict(code)
        return meeting, own
    assert participant_id is not None
    if not allows(uow.actor, MeetingPermission.ANSWER_OTHERS, meeting):
        raise Denied("denied", kind="participant")
    seat = access.seat_of(uow, meeting.id, participant_id)
    if meeting.state != MeetingState.CALLED:
        raise Conflict("answer.not_now")
    active = select(Person.active).where(Person.id == seat.person_id)
    if not uow.session.scalar(active):
        raise Conflict("answer.deactivated", name=seat.name)
    return meeting, seat


def _is_same(old: Answer, cmd: AnswerInvitation) -> bool:
    said = (old.answer, old.reason, old.substitute_id)
    return said == (cmd.answer, cmd.reason, cmd.substitute_id) and (
        old.approval != Approval.REFUSED
    )


def _note(uow: UnitOfWork, meeting: Meeting, seat: Participant, deed: str) -> None:
    # Why somebody stays away is told to whoever leads the meeting, not to the log.
    uow.audit(deed, "meeting", meeting.id, person_id=str(seat.person_id))
    changed(uow, meeting)


def _secretaries(meeting: Meeting) -> list[UUID]:
    return [
        seat.person_id
        for seat in meeting.participants
        if seat.removed_at is None and seat.function == Function.SECRETARY
    ]
