"""How people answer an invitation in these tests."""

from typing import Any

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import DomainError
from meetings.commands.answer import (
    AnswerInvitation,
    answer_invitation,
)
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.queries.answers import AnswersOut, OwnAnswerOut, answers, own_answer
from tests.gatherings import Gathering


def answer(meeting: Gathering, username: str, said: str, **fields: Any) -> None:
    """Somebody answers for oneself."""
    command = AnswerInvitation.model_validate({"meeting_id": meeting.id, "answer": said, **fields})
    meeting.run(username, answer_invitation, command)


def propose(meeting: Gathering, username: str, substitute: str) -> None:
    answer(meeting, username, "substitute", substitute_id=meeting.office.people[substitute])


def decide(
    meeting: Gathering, username: str, decision: str, reason: str = "", by: str = "thuky"
) -> None:
    """The secretariat decides on somebody's substitute."""
    command = DecideSubstitute.model_validate(
        {
            "meeting_id": meeting.id,
            "participant_id": meeting.seat(username),
            "decision": decision,
            "reason": reason,
        }
    )
    meeting.run(by, decide_substitute, command)


def listed(meeting: Gathering) -> AnswersOut:
    with meeting.store.reading() as session:
        return answers(session, meeting.as_actor("thuky"), meeting.id)


def own(meeting: Gathering, username: str) -> OwnAnswerOut:
    with meeting.store.reading() as session:
        return own_answer(session, meeting.as_actor(username), meeting.id, utc_now())


def code(caught: Any) -> str:
    error: DomainError = caught.value
    return error.code
