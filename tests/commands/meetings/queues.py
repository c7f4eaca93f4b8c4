"""Queues of speakers."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.errors import DomainError
from meetings.catalogue import SpeakingKind
from meetings.commands.floor import (
    GiveFloor,
    give_floor,
)
from meetings.commands.speaking import (
    AskToSpeak,
    ask_to_speak,
)
from meetings.models import SpeakingTurn
from meetings.queries.turn_shapes import SpeakingOut
from tests.gatherings import Gathering

SPEAK, QUESTION = SpeakingKind.SPEAK, SpeakingKind.QUESTION


def ask(gathering: Gathering, username: str, kind: SpeakingKind = SPEAK, **fields: Any) -> UUID:
    """Somebody asks on item 2; the turn."""
    wish = {"meeting_id": gathering.id, "item_id": gathering.items[1], "kind": kind} | fields
    turn_id: UUID = gathering.run(username, ask_to_speak, AskToSpeak(**wish)).id
    return turn_id


def give(gathering: Gathering, turn_id: UUID, after: UUID | None = None) -> None:
    """The secretary gives the floor."""
    gathering.run("thuky", give_floor, GiveFloor(turn_id=turn_id, after=after))


def seen(gathering: Gathering, username: str = "daibieu01") -> SpeakingOut:
    """The queues as somebody sees them."""
    return gathering.seen_by(username).speaking


def refusal(gathering: Gathering, *args: Any) -> str:
    """The code with which a command is refused."""
    with pytest.raises(DomainError) as refused:
        gathering.run(*args)
    return refused.value.code


def rows(gathering: Gathering) -> dict[UUID, SpeakingTurn]:
    """All turns as they are kept."""
    with gathering.store.reading() as session:
        return {turn.id: turn for turn in session.scalars(select(SpeakingTurn))}
