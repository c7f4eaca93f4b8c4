"""What the desk did by mistake is taken back; two at the desk do not overwrite each other."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from ecabinet.core import outbox
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, DomainError, NotFound
from meetings import events
from meetings.commands.floor import GiveFloor, end_turn, give_floor
from meetings.commands.guide import CurrentItem, PushAgendaItem, push_agenda_item
from meetings.commands.presence import Presence, leave
from meetings.commands.speaking import AskToSpeak, Turn, ask_to_speak
from meetings.commands.undo import TakeBackPush, take_back_floor, take_back_push
from meetings.models import AgendaItem, SpeakingInterval
from meetings.states import ItemState, TurnState
from tests.gatherings import Gathering


@pytest.fixture
def hall(gathering: Gathering) -> Gathering:
    """In session at item 2; daibieu01 and daibieu02 wait to speak."""
    gathering.running()
    for username in ("daibieu01", "daibieu02"):
        wish = AskToSpeak(meeting_id=gathering.id, item_id=gathering.items[1])
        gathering.run(username, ask_to_speak, wish)
    return gathering


def back(hall: Gathering, by: str = "thuky", wrong: int = 2, right: int = 1) -> None:
    """Take the push of one item back to another."""
    place = CurrentItem(item_id=hall.items[right])
    command = TakeBackPush(meeting_id=hall.id, item_id=hall.items[wrong], back_to=place)
    hall.run(by, take_back_push, command)


def code_of(call: Any, *args: Any, **kwargs: Any) -> str:
    """The code of a refusal."""
    with pytest.raises(DomainError) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_an_item_opened_by_mistake_leaves_no_trace(hall: Gathering) -> None:
    before = hall.seen_by("thuky")
    hall.push(2)
    assert hall.seen_by("thuky").speaking.turns == ()
    back(hall)
    after = hall.seen_by("thuky")
    assert after.current_item_id == hall.items[1]
    assert after.speaking == before.speaking
    states = [item.state for item in after.agenda]
    assert states == [ItemState.PENDING, ItemState.CURRENT, ItemState.PENDING]
    clocks = [(item.started_at is None, item.spent_seconds) for item in after.agenda]
    assert clocks[2] == (True, 0)


def test_who_has_left_meanwhile_does_not_wait_again(hall: Gathering) -> None:
    hall.push(2)
    hall.run("daibieu01", leave, Presence(meeting_id=hall.id))
    back(hall)
    assert [t.participant_id for t in hall.seen_by("thuky").speaking.turns] == [
        hall.seat("daibieu02")
    ]


def test_what_came_of_it_stays(hall: Gathering) -> None:
    """Somebody has spoken there, or a vote is open, or a minute has passed, or it moved on."""
    hall.push(2)
    vote = hall.open_vote()
    assert code_of(back, hall) == "session.vote_open"
    from meetings.commands.vote import CloseVote, close_vote

    hall.run("thuky", close_vote, CloseVote(vote_id=vote))
    assert code_of(back, hall) == "undo.used"
    hall.push(1)
    assert code_of(back, hall) == "undo.moved_on"
    hall.push(0)
    with hall.store.engine.begin() as connection:
        late = utc_now() - timedelta(seconds=61)
        old = update(AgendaItem).where(AgendaItem.id == hall.items[0])
        connection.execute(old.values(started_at=late))
    assert code_of(back, hall, wrong=0) == "undo.too_late"


def test_only_who_runs_the_session_takes_back(hall: Gathering) -> None:
    hall.push(2)
    with pytest.raises(Denied):
        back(hall, by="daibieu01")
    with pytest.raises(NotFound):
        back(hall, by="cuong")
    back(hall, by="chutri")


def test_the_floor_given_by_mistake_goes_back_to_its_place(hall: Gathering) -> None:
    first, second = hall.seen_by("thuky").speaking.turns
    _give(hall, second.id)
    for _twice in range(2):
        hall.run("thuky", take_back_floor, Turn(turn_id=second.id))
    now = hall.seen_by("thuky").speaking.turns
    assert [(t.id, t.state, t.position) for t in now] == [
        (first.id, TurnState.WAITING, 1),
        (second.id, TurnState.WAITING, 2),
    ]
    with hall.store.reading() as session:
        assert session.scalars(select(SpeakingInterval)).all() == []
    _give(hall, second.id)


def test_a_floor_that_was_used_is_not_taken_back(hall: Gathering) -> None:
    first, second = hall.seen_by("thuky").speaking.turns
    _give(hall, first.id)
    with hall.store.engine.begin() as connection:
        late = utc_now() - timedelta(seconds=61)
        connection.execute(update(SpeakingInterval).values(from_at=late))
    take = (hall.run, "thuky", take_back_floor, Turn(turn_id=first.id))
    assert code_of(*take) == "undo.too_late"
    hall.run("thuky", end_turn, Turn(turn_id=first.id))
    assert code_of(*take) == "speaking.no_floor"
    denied = (hall.run, "daibieu02", take_back_floor, Turn(turn_id=second.id))
    assert code_of(*denied) == "denied"
    assert code_of(hall.run, "thuky", take_back_floor, Turn(turn_id=uuid4())) == "not_found"


def test_who_asked_again_meanwhile_waits_once(hall: Gathering) -> None:
    first, _second = hall.seen_by("thuky").speaking.turns
    _give(hall, first.id)
    wish = AskToSpeak(meeting_id=hall.id, item_id=hall.items[1])
    hall.run("daibieu01", ask_to_speak, wish)
    assert code_of(hall.run, "thuky", take_back_floor, Turn(turn_id=first.id)) == "undo.used"


def test_the_second_of_two_is_told_who_was_first(hall: Gathering) -> None:
    """Both saw item 2; the chair opens item 3, the secretary's own step is refused."""
    seen = hall.items[1]
    _push(hall, "chutri", 2, after=seen)
    with pytest.raises(Conflict) as refused:
        _push(hall, "thuky", 0, after=seen)
    assert refused.value.code == "session.moved_meanwhile"
    chair = next(p for p in hall.seen_by("thuky").participants if p.function == "chair")
    assert refused.value.params == {"name": chair.name, "number": "3"}
    assert hall.seen_by("thuky").current_item_id == hall.items[2]
    _push(hall, "thuky", 2, after=seen)  # To the same place: nothing is in dispute.
    _push(hall, "thuky", 0, after=hall.items[2])
    hall.push(1)  # A client that does not say what it sees is not looked at.


def test_each_at_the_desk_hears_what_the_other_did(hall: Gathering) -> None:
    hall.push(2)
    back(hall, by="chutri")
    with hall.store.reading() as session:
        told = outbox.changes(session, events.desk(hall.id), 0)
    acted = [entry.payload for entry in told if entry.type == "desk.acted"]
    assert [(one["deed"], one["item_id"]) for one in acted[-2:]] == [
        ("agenda_item.pushed", str(hall.items[2])),
        ("agenda_item.taken_back", str(hall.items[1])),
    ]
    assert acted[-1]["by"] == str(hall.office.people["chutri"])


def _give(hall: Gathering, turn_id: UUID) -> None:
    hall.run("thuky", give_floor, GiveFloor(turn_id=turn_id, after=None))


def _push(hall: Gathering, by: str, index: int, **fields: Any) -> None:
    command = PushAgendaItem(meeting_id=hall.id, item_id=hall.items[index], **fields)
    hall.run(by, push_agenda_item, command)
