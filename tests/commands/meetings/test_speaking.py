"""The two queues and the floor: asked, ordered, given, paused, taken back, settled."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied, DomainError, NotFound
from meetings.catalogue import SpeakingKind
from meetings.commands.floor import (
    ExtendTurn,
    GiveFloor,
    end_turn,
    extend_turn,
    give_floor,
    pause_turn,
    resume_turn,
)
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import SessionStep, close_session, pause_session
from meetings.commands.speaking import (
    AskToSpeak,
    ReorderQueue,
    Turn,
    ask_to_speak,
    reorder_queue,
    withdraw_turn,
)
from meetings.commands.vote import CloseVote, close_vote
from meetings.models import SpeakingInterval, SpeakingTurn
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


def test_one_has_the_floor(gathering: Gathering) -> None:
    """Who is invited next ends the turn before; two secretaries do not cut off each other's."""
    gathering.running()
    one, two, three = (ask(gathering, f"daibieu0{n}") for n in (1, 2, 3))
    give(gathering, one)
    give(gathering, one)
    stale = GiveFloor(turn_id=three)
    assert refusal(gathering, "chutri", give_floor, stale) == "speaking.floor_taken"
    give(gathering, two, after=one)
    late = GiveFloor(turn_id=three, after=one)
    assert refusal(gathering, "chutri", give_floor, late) == "speaking.floor_taken"
    assert refusal(gathering, "thuky", give_floor, GiveFloor(turn_id=one)) == "speaking.not_waiting"
    floor, waiting = seen(gathering).turns
    assert (floor.id, floor.position, waiting.id, waiting.position) == (two, 0, three, 1)
    assert seen(gathering).spoken == 1
    with pytest.raises(Denied):
        gathering.run("daibieu01", give_floor, GiveFloor(turn_id=three, after=two))


def test_the_limit_is_the_kinds_and_can_be_widened(gathering: Gathering) -> None:
    """Five minutes to speak, three to question, unless the type says otherwise."""
    gathering.running()
    one, two = ask(gathering, "daibieu01"), ask(gathering, "daibieu02", QUESTION)
    give(gathering, one)
    assert seen(gathering).turns[0].limit_seconds == 300
    gathering.run("thuky", extend_turn, ExtendTurn(turn_id=one))
    assert seen(gathering).turns[0].limit_seconds == 360
    give(gathering, two, after=one)
    assert seen(gathering).turns[0].limit_seconds == 180
    with pytest.raises(ValueError, match="less than or equal"):
        ExtendTurn(turn_id=one, minutes=61)


def test_intervals_tell_from_when_to_when(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pause lies between two; the clock counts what was spoken."""
    gathering.running()
    now = utc_now().replace(microsecond=0)
    monkeypatch.setattr(gathering.store, "clock", lambda: now)
    turn_id = ask(gathering, "daibieu01")
    give(gathering, turn_id)
    now += timedelta(seconds=40)
    gathering.run("thuky", pause_turn, Turn(turn_id=turn_id))
    gathering.run("thuky", pause_turn, Turn(turn_id=turn_id))
    now += timedelta(seconds=100)
    gathering.run("chutri", resume_turn, Turn(turn_id=turn_id))
    now += timedelta(seconds=5)
    gathering.run("daibieu01", end_turn, Turn(turn_id=turn_id))
    gathering.run("thuky", end_turn, Turn(turn_id=turn_id))
    assert rows(gathering)[turn_id].spent_seconds == 45
    with gathering.store.reading() as session:
        kept = session.scalars(select(SpeakingInterval).order_by(SpeakingInterval.from_at)).all()
    lengths = [(one.until_at - one.from_at).total_seconds() for one in kept if one.until_at]
    assert lengths == [40, 5]
    assert refusal(gathering, "thuky", pause_turn, Turn(turn_id=turn_id)) == "speaking.no_floor"


def test_only_the_desk_or_the_speaker_ends_a_turn(gathering: Gathering) -> None:
    """And a turn that waits cannot end."""
    gathering.running()
    turn_id = ask(gathering, "daibieu01")
    assert refusal(gathering, "thuky", end_turn, Turn(turn_id=turn_id)) == "speaking.no_floor"
    give(gathering, turn_id)
    with pytest.raises(Denied):
        gathering.run("daibieu02", end_turn, Turn(turn_id=turn_id))
    assert refusal(gathering, "daibieu01", withdraw_turn, Turn(turn_id=turn_id)) == (
        "speaking.not_waiting"
    )


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


def test_a_pause_of_the_session_stops_the_speaker(gathering: Gathering) -> None:
    """Until the desk lets go on."""
    gathering.running()
    turn_id = ask(gathering, "daibieu01")
    give(gathering, turn_id)
    gathering.run("thuky", pause_session, SessionStep(meeting_id=gathering.id))
    assert seen(gathering).turns[0].started_at is None
    resume = (resume_turn, Turn(turn_id=turn_id))
    assert refusal(gathering, "thuky", *resume) == "session.not_running"


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
