"""Steps of a vote that its tests share."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core import outbox
from ecabinet.core.errors import DomainError
from ecabinet.core.store import Store
from meetings.commands.question import Question
from meetings.commands.vote import (
    CloseVote,
    OpenVote,
    PrepareVote,
    close_vote,
    open_vote,
    prepare_vote,
)
from meetings.kinds import MeetingKind
from meetings.queries.vote_shapes import VoteOut
from tests.gatherings import Gathering

Rules = Callable[..., None]


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Let meetings have a kind with these rules."""

    def set_rules(**fields: bool) -> None:
        monkeypatch.setattr("meetings.commands.question.rules_of", lambda *_: MeetingKind(**fields))
        monkeypatch.setattr(
            "meetings.commands.vote_roll.rules_of", lambda *_: MeetingKind(**fields)
        )

    return set_rules


def prepared(gathering: Gathering, **fields: Any) -> UUID:
    """A prepared vote on the current item."""
    question = Question(question="Thông qua?", **fields)
    command = PrepareVote(meeting_id=gathering.id, question=question)
    vote_id: UUID = gathering.run("thuky", prepare_vote, command).id
    return vote_id


def opened(gathering: Gathering, vote_id: UUID, **fields: Any) -> None:
    """Open a prepared vote."""
    gathering.run("thuky", open_vote, OpenVote(meeting_id=gathering.id, vote_id=vote_id, **fields))


def closed(gathering: Gathering, vote_id: UUID) -> VoteOut:
    """Close a vote; as the secretary sees it then."""
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    return seen(gathering, "thuky", vote_id)


def seen(gathering: Gathering, username: str, vote_id: UUID) -> VoteOut:
    """The vote as somebody sees it."""
    return gathering.vote_seen_by(username, vote_id)


def code_of(gathering: Gathering, *args: Any) -> str:
    """The code with which a command is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(*args)
    return refused.value.code


def told(store: Store, stream: str, kind: str) -> list[dict[str, Any]]:
    """What was announced of a kind on a stream."""
    with store.reading() as session:
        return [e.payload for e in outbox.changes(session, stream, 0) if e.type == kind]
