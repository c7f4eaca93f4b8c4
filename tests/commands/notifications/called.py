"""What is told of a meeting that was called."""

from typing import Any

from meetings.commands.answer import AnswerInvitation, answer_invitation
from tests.gatherings import Gathering


def answer(meeting: Gathering, username: str, said: str, **fields: Any) -> None:
    data = {"meeting_id": meeting.id, "answer": said, **fields}
    meeting.run(username, answer_invitation, AnswerInvitation.model_validate(data))
