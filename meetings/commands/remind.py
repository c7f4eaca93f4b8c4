"""People are reminded to answer, or to open the papers: once a day each, however often pressed."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, calling
from meetings.answers import About, AnswerKind
from meetings.calling import answers_of, stands_for
from meetings.fields import Command
from meetings.models import Meeting, Participant, Reminder
from meetings.policies import MeetingPermission
from meetings.queries.receipts import receipts
from meetings.states import MeetingState
from meetings.telling import tell


class ReminderBody(Command):
    """What people are reminded of."""

    about: About = About.ANSWER


class RemindParticipants(ReminderBody):
    """The reminder of a meeting."""

    meeting_id: UUID


class Reminded(Command):
    """How many were reminded now, and how many had been today already."""

    reminded: int
    already: int


def remind_participants(uow: UnitOfWork, cmd: RemindParticipants) -> Reminded:
    """Remind who has not answered, or has not opened all papers, and was not reminded today.

    Raises:
        Conflict: the meeting is not called, or has begun.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.CALL, lock=True)
    if meeting.state != MeetingState.CALLED:
        raise Conflict("answer.not_now")
    late, day = _late(uow, meeting, cmd.about), office_day(uow.now)
    done = set(
        uow.session.scalars(
            select(Reminder.participant_id).where(
                Reminder.participant_id.in_([seat.id for seat in late]),
                Reminder.about == cmd.about,
                Reminder.day == day,
            )
        )
    )
    due = [seat for seat in late if seat.id not in done]
    uow.session.add_all(
        Reminder(participant_id=seat.id, about=cmd.about, day=day, at=uow.now) for seat in due
    )
    page = "answer" if cmd.about is About.ANSWER else ""
    tell(uow, meeting, f"remind_{cmd.about}", [s.person_id for s in due], page=page, merge=True)
    uow.audit("participants.reminded", "meeting", meeting.id, count=len(due))
    return Reminded(reminded=len(due), already=len(late) - len(due))


def _late(uow: UnitOfWork, meeting: Meeting, about: About) -> list[Participant]:
    active = select(Person.id).where(
        Person.id.in_([seat.person_id for seat in calling.asked(meeting)]), Person.active
    )
    here = set(uow.session.scalars(active))
    seats = [seat for seat in calling.asked(meeting) if seat.person_id in here]
    answers = answers_of(uow.session, meeting.id)
    if about is About.ANSWER:
        return [seat for seat in seats if stands_for(answers.get(seat.id)) is None]
    read = receipts(uow.session, meeting)
    coming = (None, AnswerKind.ATTEND, AnswerKind.ONLINE)
    return [
        seat
        for seat in seats
        if read.unopened_by(seat.id) and stands_for(answers.get(seat.id)) in coming
    ]
