"""Deeds in the hall: people come and leave, the agenda grows, secret ballots go into the box."""

from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meetings.ballot_forms import Kind
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.question import Question
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import OpenVote, open_vote
from meetings.models import (
    AgendaItem,
    Attendance,
    BallotCode,
    Participant,
    SealedBallot,
    SecretBallot,
    TurnoutMark,
)
from meetings.terms import Choice
from tests.gatherings import VOTERS
from tests.truth.deed import Deed, Made
from tests.truth.scene import Scene

SECRETARIAT = ("thuky", "chutri")


def deeds() -> Iterator[Deed]:
    """Yield all deeds in the hall."""
    yield Deed("come in", 3, _come)
    yield Deed("leave", 1, _leave)
    yield Deed("add an item", 1, _add)
    yield Deed("open a secret vote", 2, _open)
    yield Deed("cast a secret ballot", 12, _cast)


def _come(scene: Scene, dice: Random) -> Made:
    def told(_result: Any) -> None:
        scene.ledger.here.add(_person(scene))

    return Made(check_in, Presence(meeting_id=scene.meeting.id), None, told)


def _leave(scene: Scene, dice: Random) -> Made:
    def told(_result: Any) -> None:
        scene.ledger.here.discard(_person(scene))

    return Made(leave, Presence(meeting_id=scene.meeting.id), None, told)


def _person(scene: Scene) -> UUID:
    assert scene.last_actor.person_id is not None
    return scene.last_actor.person_id


def _add(scene: Scene, dice: Random) -> Made:
    def told(result: Any) -> None:
        scene.ledger.items.add(result.id)

    wish = AddAgendaItem(meeting_id=scene.meeting.id, title=f"Việc {uuid4()}", minutes=1)
    return Made(add_agenda_item, wish, SECRETARIAT, told)


def _open(scene: Scene, dice: Random) -> Made:
    asked = Question(question="Bầu ai?", kind=Kind.SECRET)

    def told(result: Any) -> None:
        assert all(scene.ledger.votes.values()), "two votes at once"
        scene.ledger.votes[result.id] = False
        scene.ledger.boxes[result.id] = []

    return Made(open_vote, OpenVote(meeting_id=scene.meeting.id, question=asked), SECRETARIAT, told)


def _cast(scene: Scene, dice: Random) -> Made | None:
    """Mostly into the box that is open; now and then into a closed one, or without a box."""
    running = [key for key in scene.ledger.boxes if not scene.ledger.votes[key]]
    known = running if dice.random() < 0.9 else list(scene.ledger.votes)
    if not known:
        return None
    vote_id, choice = dice.choice(known), dice.choice((Choice.YES, Choice.NO))
    code = "-".join("".join(dice.choices("0123456789ABCDEF", k=4)) for _ in range(3))
    closed = scene.ledger.votes[vote_id]

    def told(_receipt: Any) -> None:
        assert not closed, "a ballot after the close"
        box = scene.ledger.boxes[vote_id]
        person = _person(scene)
        assert person not in {by for by, _choice, _code in box}, "two ballots of one"
        box.append((person, choice.value, code))

    wish = CastSecretBallot(vote_id=vote_id, choice=choice, ballot_code=code)
    return Made(cast_secret_ballot, wish, VOTERS, told)


def check_hall(session: Session, scene: Scene) -> None:
    """Raises AssertionError: who is here, the agenda or a box is not as people were told."""
    here = select(Participant.person_id).join(
        Attendance, Attendance.participant_id == Participant.id
    )
    assert set(session.scalars(here.where(Attendance.left_at.is_(None)))) == scene.ledger.here
    assert set(session.scalars(select(AgendaItem.id))) == scene.ledger.items
    for vote_id, box in scene.ledger.boxes.items():
        _check_box(session, vote_id, box, closed=scene.ledger.votes[vote_id])


def _check_box(
    session: Session, vote_id: UUID, box: list[tuple[UUID, str, str]], *, closed: bool
) -> None:
    marks = select(Participant.person_id).join(
        TurnoutMark, TurnoutMark.participant_id == Participant.id
    )
    voted = session.scalars(marks.where(TurnoutMark.vote_id == vote_id)).all()
    assert sorted(voted) == sorted(by for by, _choice, _code in box)
    sealed = select(func.count()).where(SealedBallot.vote_id == vote_id)
    assert session.scalar(sealed) == (0 if closed else len(box))
    said = session.scalars(select(SecretBallot.choice).where(SecretBallot.vote_id == vote_id))
    codes = session.scalars(select(BallotCode.code).where(BallotCode.vote_id == vote_id))
    told = box if closed else []
    assert Counter(said) == Counter(choice for _by, choice, _code in told)
    assert sorted(codes) == sorted(code for _by, _choice, code in told)
