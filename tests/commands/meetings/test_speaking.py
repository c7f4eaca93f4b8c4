"""The two queues and the floor: asked, ordered, given, paused, taken back, settled."""

from uuid import uuid4

import pytest

from ecabinet.core.errors import Denied, NotFound
from meetings.commands.floor import (
    GiveFloor,
    give_floor,
    resume_turn,
)
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import SessionStep, close_session
from meetings.commands.speaking import (
    AskToSpeak,
    ReorderQueue,
    Turn,
    ask_to_speak,
    reorder_queue,
    withdraw_turn,
)
from meetings.commands.vote import CloseVote, close_vote
from meetings.queries.turn_shapes import SpeakingOut
from tests.commands.meetings.queues import QUESTION, SPEAK, ask, give, refusal, rows, seen
from tests.gatherings import Gathering


def test_there_are_two_queues_and_a_double_tap_asks_once(gathering: Gathering) -> None:
    """One person may wait in both, once in each."""
    gathering.running()
    first = ask(gathering, "daibieu01")
    assert ask(gathering, "daibieu01") == first
    ask(gathering, "daibieu02")
    ask(gathering, "daibieu01", QUESTION)
    found = [(turn.kind, turn.position) for turn in seen(gathering).turns]
    assert found == [(SPEAK, 1), (SPEAK, 2), (QUESTION, 1)]


def test_only_people_in_the_room_ask_and_only_on_the_current_item(gathering: Gathering) -> None:
    """A tablet that is behind does not put anybody into the queue of what is over."""
    gathering.running("chutri", "daibieu01", "daibieu02")
    absent = AskToSpeak(meeting_id=gathering.id, item_id=gathering.items[1])
    assert refusal(gathering, "daibieu03", ask_to_speak, absent) == "speaking.not_present"
    behind = absent.model_copy(update={"item_id": gathering.items[0]})
    assert refusal(gathering, "daibieu01", ask_to_speak, behind) == "speaking.other_item"
    with pytest.raises(NotFound):
        gathering.run("cuong", ask_to_speak, absent)
    with pytest.raises(NotFound):
        gathering.run("daibieu01", ask_to_speak, absent.model_copy(update={"item_id": uuid4()}))


def test_guests_speak_on_their_item_only(gathering: Gathering) -> None:
    """Elsewhere there is no queue for them, nor a turn of it."""
    gathering.running()
    gathering.run("khach01", check_in, Presence(meeting_id=gathering.id))
    turn_id = ask(gathering, "khach01")
    assert [turn.id for turn in seen(gathering, "khach01").turns] == [turn_id]
    gathering.push(2)
    other = AskToSpeak(meeting_id=gathering.id, item_id=gathering.items[2])
    with pytest.raises(NotFound):
        gathering.run("khach01", ask_to_speak, other)
    theirs = ask(gathering, "daibieu01", item_id=gathering.items[2])
    with pytest.raises(NotFound):
        gathering.run("khach01", withdraw_turn, Turn(turn_id=theirs))
    assert seen(gathering, "khach01") == SpeakingOut()
    by_hand = other.model_copy(update={"participant_id": gathering.seat("khach01")})
    assert refusal(gathering, "thuky", ask_to_speak, by_hand) == "speaking.not_present"


def test_the_desk_adds_and_removes_others_do_not(gathering: Gathering) -> None:
    """By hand: secretary and chair."""
    gathering.running()
    seat = gathering.seat("daibieu02")
    added = ask(gathering, "chutri", participant_id=seat)
    assert seen(gathering).turns[0].participant_id == seat
    with pytest.raises(Denied):
        ask(gathering, "daibieu01", participant_id=seat)
    with pytest.raises(Denied):
        gathering.run("daibieu01", withdraw_turn, Turn(turn_id=added))
    for _ in range(2):
        gathering.run("thuky", withdraw_turn, Turn(turn_id=added))
    assert seen(gathering).turns == ()
    own = ask(gathering, "daibieu02")
    gathering.run("daibieu02", withdraw_turn, Turn(turn_id=own))
    assert rows(gathering)[own].state == "dropped"


def test_a_vote_holds_the_queues(gathering: Gathering) -> None:
    """The speaker's clock stands, nobody is invited; hands may still be raised."""
    gathering.running()
    one, two = ask(gathering, "daibieu01"), ask(gathering, "daibieu02")
    give(gathering, one)
    vote_id = gathering.open_vote()
    assert seen(gathering).turns[0].started_at is None
    taking = GiveFloor(turn_id=two, after=one)
    assert refusal(gathering, "thuky", give_floor, taking) == "session.vote_open"
    assert refusal(gathering, "thuky", resume_turn, Turn(turn_id=one)) == "session.vote_open"
    ask(gathering, "daibieu03")
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    give(gathering, two, after=one)


def test_who_leaves_drops_out(gathering: Gathering) -> None:
    """Off the floor and out of both queues."""
    gathering.running()
    one, two = ask(gathering, "daibieu01"), ask(gathering, "daibieu01", QUESTION)
    give(gathering, one)
    gathering.run("daibieu01", leave, Presence(meeting_id=gathering.id))
    assert seen(gathering).turns == ()
    kept = rows(gathering)
    assert (kept[one].state, kept[two].state) == ("ended", "dropped")


@pytest.mark.parametrize("end", ["item", "session"])
def test_the_end_of_an_item_settles_its_queues(gathering: Gathering, end: str) -> None:
    """Who spoke has spoken, who waited was not called; coming back begins anew."""
    gathering.running()
    one, two = ask(gathering, "daibieu01"), ask(gathering, "daibieu02")
    give(gathering, one)
    if end == "item":
        gathering.push(2)
        assert seen(gathering).item_id == gathering.items[2]
    else:
        gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
        assert seen(gathering) == SpeakingOut()
    kept = rows(gathering)
    assert (kept[one].state, kept[two].state) == ("ended", "dropped")
    assert kept[one].started_at is None


def test_the_desk_puts_a_queue_in_order(gathering: Gathering) -> None:
    """All who wait, each once; a queue that changed meanwhile is refused."""
    gathering.running()
    one, two, three = (ask(gathering, f"daibieu0{n}") for n in (1, 2, 3))
    order = ReorderQueue(meeting_id=gathering.id, kind=SPEAK, turn_ids=(three, one, two))
    gathering.run("thuky", reorder_queue, order)
    assert [turn.id for turn in seen(gathering).turns] == [three, one, two]
    for wrong in ((one, two), (one, two, two), (one, two, uuid4()), ()):
        bad = order.model_copy(update={"turn_ids": wrong})
        assert refusal(gathering, "chutri", reorder_queue, bad) == "speaking.queue_changed"
    with pytest.raises(Denied):
        gathering.run("daibieu01", reorder_queue, order)
    gathering.run("daibieu01", withdraw_turn, Turn(turn_id=one))
    assert refusal(gathering, "thuky", reorder_queue, order) == "speaking.queue_changed"
    ask(gathering, "daibieu01")
    assert seen(gathering).turns[-1].position == 3
