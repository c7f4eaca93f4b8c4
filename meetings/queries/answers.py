"""Answers to an invitation: one's own, and for who leads the meeting everybody's."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access, calling, loading
from meetings.answers import AnswerKind, Approval
from meetings.calling import answers_of, seat_of_person, sits_for
from meetings.catalogue import Function
from meetings.models import Answer, Call, Meeting, Participant, Reminder
from meetings.policies import MeetingPermission
from meetings.queries.receipts import receipts
from meetings.queries.shapes import Shape


class AnswerOut(Shape):
    """An answer. `approval` stands with a substitute; `refusal` says why it was refused."""

    answer: AnswerKind
    reason: str
    substitute_id: UUID | None
    substitute_name: str
    approval: Approval | None
    refusal: str
    answered_at: datetime
    answered_by_self: bool


class OwnAnswerOut(Shape):
    """The reader's own answer. `closed`: the code of why it cannot be given (any more) here."""

    meeting_id: UUID
    participant_id: UUID
    answer: AnswerOut | None
    answer_by: datetime | None
    closed: str | None
    may_substitute: bool
    sits_for: str


class AnswerRow(Shape):
    """Somebody asked, what was answered, how many papers are opened of how many one may read."""

    participant_id: UUID
    person_id: UUID
    name: str
    title: str
    function: Function
    answer: AnswerOut | None
    sits_for: str
    reminded_on: date | None
    papers_opened: int
    papers: int


class AnswersOut(Shape):
    """All answers. `figures` counts by answer, `waiting` who has not, `proposed` substitutes."""

    meeting_id: UUID
    answer_by: datetime | None
    figures: dict[str, int]
    rows: list[AnswerRow]


class Reader(Shape):
    """Who may read a paper, and when it was open last."""

    participant_id: UUID
    name: str
    opened_at: datetime | None


class ReceiptOut(Shape):
    """A paper with its readers; `opened` of them have had it open."""

    paper_id: UUID
    item_number: str
    title: str
    opened: int
    readers: list[Reader]


class ReceiptsOut(Shape):
    """The papers of a meeting that the asker may read."""

    meeting_id: UUID
    papers: list[ReceiptOut]


def own_answer(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> OwnAnswerOut:
    """Return what the reader has answered.

    Raises:
        NotFound: no such meeting for the reader.
        Denied: the reader has no seat, or asks in somebody else's place.
    """
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.ANSWER)
    seat = seat_of_person(meeting.participants, actor.person_id)
    assert seat is not None
    answers = answers_of(session, meeting.id)
    call = session.get(Call, meeting.id)
    mine, for_whom = answers.get(seat.id), sits_for(answers, seat.id)
    names = _names(session, [mine] if mine else [])
    return OwnAnswerOut(
        meeting_id=meeting.id,
        participant_id=seat.id,
        answer=_answer(mine, seat, names) if mine else None,
        answer_by=call.answer_by if call else None,
        closed=calling.closed_at(call, meeting, now),
        may_substitute=seat.function not in calling.WITHOUT_SUBSTITUTE and for_whom is None,
        sits_for=_holder(meeting, for_whom),
    )


def answers(session: Session, actor: Actor, meeting_id: UUID) -> AnswersOut:
    """Return everybody's answers, for who leads the meeting. Raises NotFound, Denied."""
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.READ_ANSWERS)
    given = answers_of(session, meeting.id)
    seats, read = calling.asked(meeting), receipts(session, meeting)
    names = _names(session, list(given.values()))
    reminded = _reminded(session, seats)
    call = session.get(Call, meeting.id)
    rows = []
    # First what waits for a decision of the secretariat.
    for seat in sorted(seats, key=lambda one: (not _is_proposed(given.get(one.id)), one.rank)):
        mine = given.get(seat.id)
        opened, papers = read.of_seat(seat.id)
        rows.append(
            AnswerRow(
                participant_id=seat.id,
                person_id=seat.person_id,
                name=seat.name,
                title=seat.title,
                function=Function(seat.function),
                answer=_answer(mine, seat, names) if mine else None,
                sits_for=_holder(meeting, sits_for(given, seat.id)),
                reminded_on=reminded.get(seat.id),
                papers_opened=opened,
                papers=papers,
            )
        )
    return AnswersOut(
        meeting_id=meeting.id,
        answer_by=call.answer_by if call else None,
        figures=calling.figures(seats, given),
        rows=rows,
    )


def answer_figures(session: Session, actor: Actor, meeting_id: UUID) -> dict[str, int] | None:
    """Return how many answered what, None for who does not lead the meeting."""
    meeting = loading.meeting(session, meeting_id)
    if meeting is None or not allows(actor, MeetingPermission.READ_ANSWERS, meeting):
        return None
    return calling.figures(calling.asked(meeting), answers_of(session, meeting.id))


def read_receipts(session: Session, actor: Actor, meeting_id: UUID) -> ReceiptsOut:
    """Return who opened which paper, of those the asker may read. Raises NotFound, Denied."""
    meeting = access.meeting(session, actor, meeting_id, MeetingPermission.READ_ANSWERS)
    seats = {seat.id: seat for seat in calling.asked(meeting)}
    papers = [
        ReceiptOut(
            paper_id=one.paper.id,
            item_number=one.number,
            title=one.paper.title,
            opened=sum(seat_id in one.opened for seat_id in one.readers),
            readers=[
                Reader(participant_id=key, name=seat.name, opened_at=one.opened.get(key))
                for key, seat in seats.items()
                if key in one.readers
            ],
        )
        for one in receipts(session, meeting).papers
        if one.secrecy <= actor.clearance
    ]
    return ReceiptsOut(meeting_id=meeting.id, papers=papers)


def _is_proposed(answer: Answer | None) -> bool:
    return answer is not None and answer.approval == Approval.PROPOSED


def _answer(answer: Answer, seat: Participant, names: dict[UUID, str]) -> AnswerOut:
    return AnswerOut(
        answer=AnswerKind(answer.answer),
        reason=answer.reason,
        substitute_id=answer.substitute_id,
        substitute_name=names.get(answer.substitute_id, "") if answer.substitute_id else "",
        approval=Approval(answer.approval) if answer.approval else None,
        refusal=answer.refusal,
        answered_at=answer.answered_at,
        answered_by_self=answer.answered_by == seat.person_id,
    )


def _names(session: Session, answers: list[Answer]) -> dict[UUID, str]:
    ids = {answer.substitute_id for answer in answers if answer.substitute_id}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return dict(rows.all())


def _holder(meeting: Meeting, answer: Answer | None) -> str:
    if answer is None:
        return ""
    return next((p.name for p in meeting.participants if p.id == answer.participant_id), "")


def _reminded(session: Session, seats: list[Participant]) -> dict[UUID, date]:
    rows = session.execute(
        select(Reminder.participant_id, func.max(Reminder.day))
        .where(Reminder.participant_id.in_([seat.id for seat in seats]))
        .group_by(Reminder.participant_id)
    )
    return dict(rows.all())
