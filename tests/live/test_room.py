"""Old state + events = fresh state, on the real product, whatever the network does."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.live.caller import Caller
from tests.live.follower import Event, Follower
from tests.live.hall import GUEST, SECRETARY
from tests.live.house import House, house, plain

STEPS = 60
REDUCER = Path(__file__).with_name("reduce.mjs")
# Everything a live page shows of a meeting that events can change.
SHOWN = (
    "state", "current_item_id", "current_version_id", "current_page", "agenda", "attendance",
    "conclusions",
)  # fmt: skip
SEAT = ("id", "name", "function", "entitled", "present", "arrived_at")


class Play:
    """What happens in the room, drawn at random but possible."""

    def __init__(self, scene: House, seed: int) -> None:
        self.scene, self.rng = scene, random.Random(seed)
        self.desk = scene.caller(SECRETARY)
        self.members = {name: scene.caller(name) for name in scene.hall.voters}
        self.meeting = f"/meetings/{scene.hall.meeting_id}"
        self.vote: str | None = None
        self.waiting: list[str] = []
        self.done: set[str] = set()

    def step(self) -> None:
        """Do one thing that can be done now."""
        deeds: list[Callable[[], None]] = [
            self.turn_page, self.turn_page, self.push, self.come_and_go, self.pause, self.mark,
            self.conclude, self.add_item,
        ]  # fmt: skip
        deeds += [self.open_vote] * 2 if self.vote is None else [self.cast] * 4 + [self.close]
        deed = self.rng.choice(deeds)
        deed()
        self.done.add(deed.__name__)

    def push(self) -> None:
        item = self.rng.choice(self.scene.hall.items)
        self.desk.must("PUT", f"{self.meeting}/current-item", {"item_id": str(item)})

    def turn_page(self) -> None:
        first, version = str(self.scene.hall.items[0]), str(self.scene.hall.version_id)
        self.desk.must("PUT", f"{self.meeting}/current-item", {"item_id": first})
        page = {"version_id": version, "page": self.rng.randint(1, 12)}
        self.desk.must("PUT", f"{self.meeting}/current-page", page)

    def come_and_go(self) -> None:
        member = self.members[self.rng.choice(self.scene.hall.voters)]
        member.must("POST", f"{self.meeting}/departures", {})
        if self.rng.random() < 0.7:
            member.must("POST", f"{self.meeting}/attendance", {})

    def pause(self) -> None:
        self.desk.must("POST", f"{self.meeting}/pause", {})
        self.desk.must("DELETE", f"{self.meeting}/pause")

    def mark(self) -> None:
        mark = {"id": str(uuid4()), "layer": "meeting", "kind": "note", "page": 1, "point": [9, 9]}
        path = f"/papers/{self.scene.hall.version_id}/annotations"
        self.members[self.scene.hall.voters[1]].must("POST", path, {"annotations": [mark]})

    def conclude(self) -> None:
        item = self.rng.choice(self.scene.hall.items)
        unit = str(self.scene.hall.unit_id)
        body = {"text": f"Kết luận {self.rng.random()}", "lead_unit_id": unit}
        self.desk.must("POST", f"/agenda-items/{item}/conclusions", body)

    def add_item(self) -> None:
        title = {"title": f"Việc phát sinh {self.rng.random()}"}
        self.desk.must("POST", f"{self.meeting}/agenda-items", title)

    def open_vote(self) -> None:
        for member in self.members.values():
            member.must("POST", f"{self.meeting}/attendance", {})
        opened = self.desk.must(
            "POST", f"{self.meeting}/vote-openings", {"question": "Thông qua?", "notice_seconds": 0}
        )
        self.vote, self.waiting = opened["id"], list(self.scene.hall.voters)

    def cast(self) -> None:
        if self.waiting:
            name = self.waiting.pop(self.rng.randrange(len(self.waiting)))
            choice = {"choice": self.rng.choice(["yes", "no", "other"])}
            self.members[name].must("POST", f"/votes/{self.vote}/ballots", choice)

    def close(self) -> None:
        self.desk.must("POST", f"/votes/{self.vote}/closure", {})
        self.vote = None


def shown(meeting: dict[str, Any]) -> dict[str, Any]:
    """What a page shows; the names of voters and the reader's own ballot are asked for apart."""
    own = ("ballots", "my_ballot", "may_cast")
    votes = [{k: v for k, v in vote.items() if k not in own} for vote in meeting["votes"]]
    seats = [{k: seat[k] for k in SEAT} for seat in meeting["participants"]]
    parts = {**{k: meeting[k] for k in SHOWN}, "votes": votes, "participants": seats}
    # Events and answers spell UTC in two ways, "+00:00" and "Z".
    plain_parts: dict[str, Any] = json.loads(json.dumps(parts).replace('+00:00"', 'Z"'))
    return plain_parts


def reduced(followers: list[Follower]) -> list[dict[str, Any]]:
    """Old state + events, of everybody."""
    return replayed([(each.base, each.events) for each in followers])


def replayed(stories: list[tuple[dict[str, Any], list[Event]]]) -> list[dict[str, Any]]:
    """Old state + events, by the very reducer that the room uses in browsers."""
    found = subprocess.run(
        [sys.executable, "-m", "ecabinet._build.frontend", "--node"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    cases = [{"meeting": meeting, "events": events} for meeting, events in stories]
    done = subprocess.run(
        [found.stdout.strip(), str(REDUCER)],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    )  # fmt: skip
    states: list[dict[str, Any]] = json.loads(done.stdout)
    return states


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_old_state_and_events_are_the_fresh_state(
    mode: str, sqlite_template: Path, tmp_path: Path
) -> None:
    with house(sqlite_template, tmp_path, partial(plain, mode=mode)) as scene:
        hall = scene.hall
        people = [SECRETARY, *hall.voters, GUEST]
        product = scene.product
        followers = [
            Follower(product, hall.tokens[name], hall.meeting_id, seed)
            for seed, name in enumerate(people)
        ]
        for follower in followers:
            follower.start()
        play = Play(scene, seed=7)
        for number in range(STEPS * 20):
            if number >= STEPS and all(f.disconnects > 2 for f in followers):
                break  # On a quick machine sixty steps pass before anybody hung up often enough.
            play.step()
        play.push()  # So that everybody has an event to apply after the last loading anew.
        fresh = come_to_rest(scene, people, followers)

        assert len(play.done) >= 9, play.done
        assert sum(follower.disconnects for follower in followers) > 10
        assert sum(follower.caught_up for follower in followers) > 10
        for name, follower, state, now in zip(
            people, followers, reduced(followers), fresh, strict=True
        ):
            for stream, seqs in follower.applied.items():
                assert seqs == list(range(seqs[0], now["streams"][stream] + 1)), (name, stream)
            assert follower.events, f"{name} only ever loaded the state anew"
            kept, loaded = shown(state), shown(now["meeting"])
            assert list(kept) == list(loaded)
            for part, value in loaded.items():
                if (name, part) == (GUEST, "participants"):
                    continue  # Guests hear how many are here, not who (docs/live.md).
                assert kept[part] == value, (name, part)


def come_to_rest(
    scene: House, people: list[str], followers: list[Follower], seconds: float = 30
) -> list[dict[str, Any]]:
    """Let everybody follow to the end; return the fresh state of each."""
    fresh = []
    for name, follower in zip(people, followers, strict=True):
        caller: Caller = scene.caller(name)
        state = caller.get(f"/meetings/{scene.hall.meeting_id}/room")
        caller.close()
        layer = f"paper:{scene.hall.version_id}:meeting"
        if layer in follower.applied and layer not in state["streams"]:
            # The item with the paper is not current at the end, but was when we came.
            desk = scene.caller(SECRETARY)
            state["streams"][layer] = desk.get(f"/changes?stream={layer}&after=0")["last"]
            desk.close()
        follower.finish(state["streams"])
        fresh.append(state)
    deadline = time.monotonic() + seconds
    for follower in followers:
        follower.join(max(0.0, deadline - time.monotonic()))
        assert follower.failure is None, follower.failure
        assert not follower.is_alive(), "did not get to the end of its streams"
    return fresh
