"""Old state + events = fresh state: whatever happens, a room that applies events is not wrong."""

import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from ecabinet.core import outbox
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict
from meetings.catalogue import SpeakingKind
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.floor import GiveFloor, end_turn, give_floor, pause_turn, resume_turn
from meetings.commands.guide import PageView, TurnPage, turn_page
from meetings.commands.lead import HandLead, hand_lead
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.recuse import RecuseFromItem, recuse
from meetings.commands.session import SessionStep, pause_session, resume_session
from meetings.commands.speaking import (
    AskToSpeak,
    ReorderQueue,
    Turn,
    ask_to_speak,
    reorder_queue,
    withdraw_turn,
)
from meetings.commands.vote import CloseVote, close_vote
from meetings.queries.room import room
from meetings.states import TurnState
from meetings.terms import Choice
from tests.gatherings import VOTERS, Gathering
from tests.live.meetings.applying import apply

SHOWN = (
    "state",
    "current_item_id",
    "current_version_id",
    "current_page",
    "current_view",
    "presenter_id",
    "attendance",
    "speaking",
)


def load(gathering: Gathering, username: str = "chutri") -> dict[str, Any]:
    """The room as one reader loads it."""
    with gathering.store.reading() as session:
        state = room(session, gathering.as_actor(username), gathering.id, utc_now())
    return state.model_dump(mode="json")


def catch_up(gathering: Gathering, state: dict[str, Any]) -> None:
    """Apply to an old state all that was announced since, as a tablet does after a gap."""
    with gathering.store.reading() as session:
        for stream, last in state["streams"].items():
            for entry in outbox.changes(session, stream, last):
                if not stream.endswith(":screen"):
                    apply(state["meeting"], entry.type, entry.payload)
                state["streams"][stream] = entry.seq


def shown(state: dict[str, Any]) -> dict[str, Any]:
    """What a room shows, without what only a reading through the ordinary door gives."""
    meeting = state["meeting"]
    votes = {
        v["id"]: [v[name] for name in ("state", "cast", "entitled", "question", "outcome")]
        for v in meeting["votes"]
    }
    clocks = [
        (i["id"], i["state"], (i["started_at"] or "")[:19], i["spent_seconds"])
        for i in meeting["agenda"]
    ]
    present = {s["id"]: (s["present"], s["online"]) for s in meeting["participants"]}
    back = sorted((r["item_id"], r["participant_id"]) for r in meeting["recusals"])
    return {name: meeting[name] for name in SHOWN} | {
        "votes": votes,
        "clocks": clocks,
        "present": present,
        "back": back,
    }


@pytest.mark.parametrize("seed", range(4))
def test_old_state_and_events_make_the_fresh_state(gathering: Gathering, seed: int) -> None:
    """Random steps, looked at from states loaded at random moments, events applied twice."""
    chance = random.Random(seed)
    gathering.running()
    papers = [gathering.paper(index) for index in range(3)]
    gathering.push(0)
    held = [load(gathering)]
    for _ in range(30):
        try:
            step(gathering, chance, papers)
        except Conflict:
            continue
        if chance.random() < 0.2:
            held.append(load(gathering))
    fresh = shown(load(gathering))
    for state in held:
        catch_up(gathering, state)
        assert shown(state) == fresh
        state["streams"] = dict.fromkeys(state["streams"], 0)
        catch_up(gathering, state)
        assert shown(state) == fresh


@pytest.mark.parametrize("moment", ["before", "after"])
def test_what_happens_while_a_room_loads_is_not_lost(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """An item is pushed just before or just after the numbers are read: either way one has it."""
    gathering.running()
    for index in range(3):
        gathering.paper(index)
    gathering.push(0)
    read = outbox.last_seqs

    def interrupted(session: Session, streams: Iterable[str]) -> dict[str, int]:
        if moment == "before":
            gathering.push(2, page=2)
        numbers = read(session, streams)
        if moment == "after":
            gathering.push(2, page=2)
        return numbers

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "last_seqs", interrupted)
        state = load(gathering)
    catch_up(gathering, state)
    fresh = shown(load(gathering))
    assert fresh["current_item_id"] == str(gathering.items[2])
    assert shown(state) == fresh


def test_a_room_tells_a_closed_vote_as_its_event_does(gathering: Gathering) -> None:
    """Who voted how stands in neither; the door to the vote has it."""
    gathering.running()
    vote_id = gathering.open_vote()
    gathering.cast("daibieu01", vote_id)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    with gathering.store.reading() as session:
        told = outbox.changes(session, f"meeting:{gathering.id}:members", 0)[-1]
    [vote] = load(gathering)["meeting"]["votes"]
    assert told.type == "vote.closed"
    assert told.payload["vote"] == {k: v for k, v in vote.items() if k in told.payload["vote"]}
    assert vote["ballots"] == []


def stand_back(gathering: Gathering, chance: random.Random) -> RecuseFromItem:
    """From one of the items."""
    item_id = chance.choice(gathering.items)
    return RecuseFromItem(meeting_id=gathering.id, item_id=item_id, reason="Liên quan")


def step(gathering: Gathering, chance: random.Random, papers: list[Any]) -> None:
    """One random deed; some are refused, which must announce nothing."""
    session = SessionStep(meeting_id=gathering.id)
    votes = gathering.seen_by("thuky").votes
    latest = votes[-1].id if votes else None
    voter = chance.choice(VOTERS)
    deeds: list[Callable[[], Any]] = [
        lambda: gathering.push(chance.randrange(3)),
        lambda: gathering.run(
            "chutri",
            turn_page,
            TurnPage(
                meeting_id=gathering.id,
                version_id=gathering.seen_by("chutri").current_version_id or papers[0],
                page=chance.randint(1, 3),
                view=chance.choice([None, PageView(left=0, top=0.25, zoom=1.5)]),
            ),
        ),
        lambda: gathering.run(voter, leave, Presence(meeting_id=gathering.id)),
        lambda: gathering.run(voter, check_in, Presence(meeting_id=gathering.id)),
        lambda: gathering.run(voter, check_in, Presence(meeting_id=gathering.id, online=True)),
        lambda: gathering.run(voter, recuse, stand_back(gathering, chance)),
        lambda: gathering.run("thuky", pause_session, session),
        lambda: gathering.run("thuky", resume_session, session),
        lambda: gathering.open_vote(override_reason="thử"),
    ]
    presenter = chance.choice([gathering.seat(voter), None])
    handing = HandLead(meeting_id=gathering.id, participant_id=presenter)
    deeds.append(lambda: gathering.run("thuky", hand_lead, handing))
    deeds += speaking_deeds(gathering, chance, voter)
    if latest is not None:
        cast = CastBallot(vote_id=latest, choice=chance.choice(list(Choice)))
        entitled = [u for u in VOTERS if any(v.may_cast for v in gathering.seen_by(u).votes)]
        if entitled:
            deeds += [lambda: gathering.run(chance.choice(entitled), cast_ballot, cast)] * 3
        deeds.append(lambda: gathering.run("thuky", close_vote, CloseVote(vote_id=latest)))
    chance.choice(deeds)()


def speaking_deeds(
    gathering: Gathering, chance: random.Random, voter: str
) -> list[Callable[[], Any]]:
    """Ask, withdraw, put in order, give the floor, pause, resume, end: all that can be tried."""
    speaking = gathering.seen_by("thuky").speaking
    floor = next((t.id for t in speaking.turns if t.state is TurnState.FLOOR), None)
    waiting = [t.id for t in speaking.turns if t.state is TurnState.WAITING]
    speak = [t.id for t in speaking.turns if t.position and t.kind is SpeakingKind.SPEAK]
    wish = AskToSpeak(
        meeting_id=gathering.id,
        item_id=speaking.item_id or gathering.items[0],
        kind=chance.choice(list(SpeakingKind)),
    )
    order = ReorderQueue(
        meeting_id=gathering.id,
        kind=SpeakingKind.SPEAK,
        turn_ids=tuple(chance.sample(speak, len(speak))),
    )
    deeds: list[Callable[[], Any]] = [
        lambda: gathering.run(voter, ask_to_speak, wish),
        lambda: gathering.run(voter, ask_to_speak, wish),
        lambda: gathering.run("thuky", reorder_queue, order),
    ]
    if waiting:
        called = Turn(turn_id=chance.choice(waiting))
        given = GiveFloor(turn_id=called.turn_id, after=floor)
        deeds.append(lambda: gathering.run("thuky", give_floor, given))
        deeds.append(lambda: gathering.run("thuky", withdraw_turn, called))
    if floor is not None:
        speaker = Turn(turn_id=floor)
        command = chance.choice([pause_turn, resume_turn, end_turn])
        deeds.append(lambda: gathering.run("thuky", command, speaker))
    return deeds
