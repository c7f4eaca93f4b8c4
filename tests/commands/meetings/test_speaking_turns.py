"""Turns to speak: the floor, the limit, intervals, pauses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied
from meetings.commands.floor import (
    ExtendTurn,
    GiveFloor,
    end_turn,
    extend_turn,
    give_floor,
    pause_turn,
    resume_turn,
)
from meetings.commands.session import SessionStep, pause_session
from meetings.commands.speaking import (
    Turn,
    withdraw_turn,
)
from meetings.models import SpeakingInterval
from tests.commands.meetings.queues import QUESTION, ask, give, refusal, rows, seen
from tests.gatherings import Gathering


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


def test_a_pause_of_the_session_stops_the_speaker(gathering: Gathering) -> None:
    """Until the desk lets go on."""
    gathering.running()
    turn_id = ask(gathering, "daibieu01")
    give(gathering, turn_id)
    gathering.run("thuky", pause_session, SessionStep(meeting_id=gathering.id))
    assert seen(gathering).turns[0].started_at is None
    resume = (resume_turn, Turn(turn_id=turn_id))
    assert refusal(gathering, "thuky", *resume) == "session.not_running"
