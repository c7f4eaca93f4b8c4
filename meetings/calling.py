"""The call of a meeting: who sits for whom, who is asked to answer, until when."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from meetings.answers import AnswerKind, Approval
from meetings.catalogue import Function
from meetings.models import Answer, Call, Meeting, Participant
from meetings.states import MeetingState

# Who leads a meeting is changed in the list of who takes part, never by an answer.
WITHOUT_SUBSTITUTE = (Function.CHAIR, Function.SECRETARY)
WAITING = "waiting"
PROPOSED = "proposed"


def asked(meeting: Meeting) -> list[Participant]:
    """Return the seats that are asked to answer: all but the secretaries, who send the call."""
    return [
        seat
        for seat in meeting.participants
        if seat.removed_at is None and seat.function != Function.SECRETARY
    ]


def answers_of(session: Session, meeting_id: UUID) -> dict[UUID, Answer]:
    """Return what has been answered, by seat; one query."""
    rows = session.scalars(select(Answer).where(Answer.meeting_id == meeting_id))
    return {row.participant_id: row for row in rows}


def figures(seats: Iterable[Participant], answers: dict[UUID, Answer]) -> dict[str, int]:
    """Return how many answered what, how many have not, how many substitutes wait for a decision.

    A refused substitute is no answer. Who has an approved one is counted there, and the substitute
    on a seat of their own.
    """
    counted = dict.fromkeys([*AnswerKind, WAITING, PROPOSED], 0)
    for seat in seats:
        given = answers.get(seat.id)
        stands = stands_for(given)
        counted[stands or WAITING] += 1
        if given is not None and given.approval == Approval.PROPOSED:
            counted[PROPOSED] += 1
    return {str(key): number for key, number in counted.items()}


def stands_for(answer: Answer | None) -> AnswerKind | None:
    """Return what an answer counts as; None while the person still has to answer."""
    if answer is None or answer.approval == Approval.REFUSED:
        return None
    return AnswerKind(answer.answer)


def seat_of_person(seats: Sequence[Participant], person_id: UUID | None) -> Participant | None:
    """Return the seat a person holds now, if any."""
    return next((s for s in seats if s.person_id == person_id and s.removed_at is None), None)


def sits_for(answers: dict[UUID, Answer], seat_id: UUID) -> Answer | None:
    """Return the answer by which somebody sits on this seat for another, if so."""
    found = (one for one in answers.values() if one.substitute_seat_id == seat_id)
    return next((one for one in found if one.approval == Approval.APPROVED), None)


def closed_at(call: Call | None, meeting: Meeting, now: datetime) -> str | None:
    """Return the code of why people cannot answer (any more) by themselves, None if they can."""
    if meeting.state != MeetingState.CALLED:
        return "answer.not_now"
    if call is not None and call.answer_by is not None and now > call.answer_by:
        return "answer.too_late"
    return None
