"""A hundred tablets through a whole session, each losing the line at random moments.

Just before the close everybody's old state + events = what a fresh load says; at the close pages
load anew (needsReload of static/js/room/meeting-state.js), so everybody must have heard of it.
Bounded: on a slow machine the session is played with fewer ballots, never with fewer tablets.
"""

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.live.caller import Caller
from tests.live.follower import Event, Follower
from tests.live.hall import SECRETARY
from tests.live.house import House, house, plain
from tests.live.test_room import replayed, shown

TABLETS, PLAYED, BALLOTS = 100, 30.0, 15
CONNECTED = (1.0, 10.0)  # Seconds until a tablet loses the line.
pytestmark = pytest.mark.timeout(240)


class Session:
    """The desk leads through the session; members speak, vote, come and go."""

    def __init__(self, scene: House) -> None:
        self.scene, self.rng = scene, random.Random(11)
        self.desk: Caller = scene.caller(SECRETARY)
        self.members = {name: scene.caller(name) for name in scene.hall.voters}
        self.meeting = f"/meetings/{scene.hall.meeting_id}"
        self.until = time.monotonic() + PLAYED
        self.cast = 0

    def play(self, followers: list[Follower]) -> None:
        """Go through all items, and on until every tablet has lost the line once."""
        for number, item in enumerate(self.scene.hall.items):
            self.desk.must("PUT", f"{self.meeting}/current-item", {"item_id": str(item)})
            if number == 0:
                self._pages()
            self._speeches(item)
            self._come_and_go(4)
            self._votes("open" if number else "straw")
            self._conclude(item)
        self._pause()
        self._slate()
        while not all(follower.disconnects for follower in followers):
            assert time.monotonic() < self.until + 30, "somebody never lost the line"
            self._come_and_go(1)

    def close(self) -> None:
        """End the session."""
        self.desk.must("POST", f"{self.meeting}/closure", {})

    def fresh(self, name: str) -> dict[str, Any]:
        """What somebody sees who comes now."""
        loaded: dict[str, Any] = self.members[name].get(f"{self.meeting}/room")
        return loaded

    def ends(self, followers: list[Follower]) -> dict[str, int]:
        """Where each stream that anybody follows stands."""
        streams = sorted({stream for follower in followers for stream in follower.applied})
        return {stream: self._end(stream) for stream in streams}

    def _end(self, stream: str) -> int:
        """The last number, page by page: on a fast machine more happens than one page holds."""
        page = self.desk.get(f"/changes?stream={stream}&after=0")
        while not page["complete"]:
            page = self.desk.get(f"/changes?stream={stream}&after={page['last']}")
        return int(page["last"])

    def _some(self, count: int) -> list[Caller]:
        return [self.members[name] for name in self.rng.sample(self.scene.hall.voters, count)]

    def _pages(self) -> None:
        for page in (2, 5, 3):
            turned = {"version_id": str(self.scene.hall.version_id), "page": page}
            self.desk.must("PUT", f"{self.meeting}/current-page", turned)

    def _speeches(self, item: object) -> None:
        path, wish = f"{self.meeting}/speaking-turns", {"item_id": str(item), "kind": "speak"}
        turns = [member.must("POST", path, wish)["id"] for member in self._some(3)]
        self.desk.must("POST", f"/speaking-turns/{turns[0]}/floor", {"after": None})
        self.desk.must("POST", f"/speaking-turns/{turns[0]}/end", {})

    def _come_and_go(self, count: int) -> None:
        for member in self._some(count):
            member.must("POST", f"{self.meeting}/departures", {})
            member.must("POST", f"{self.meeting}/attendance", {})

    def _votes(self, kind: str) -> None:
        asked = {"question": "Thông qua?", "kind": kind, "notice_seconds": 0}
        vote = self.desk.must("POST", f"{self.meeting}/vote-openings", asked)["id"]
        self._ballots(lambda member: member.must("POST", f"/votes/{vote}/ballots", _said()))
        self.desk.must("POST", f"/votes/{vote}/closure", {})

    def _slate(self) -> None:
        questions = [{"question": f"Nội dung {n}?"} for n in (1, 2, 3)]
        made = self.desk.must("POST", f"{self.meeting}/slates", {"questions": questions})
        opening = {"vote_id": made["vote_ids"][0], "notice_seconds": 0}
        self.desk.must("POST", f"{self.meeting}/vote-openings", opening)
        sheet = {"ballots": [{"vote_id": vote, **_said()} for vote in made["vote_ids"]]}
        self._ballots(lambda member: member.must("POST", "/ballot-sheets", sheet))
        self.desk.must("POST", f"/votes/{made['vote_ids'][0]}/closure", {})
        wrong = {"reason": "Câu hỏi viết sai"}
        self.desk.must("POST", f"/votes/{made['vote_ids'][1]}/voiding", wrong)

    def _ballots(self, cast: Callable[[Caller], Any]) -> None:
        for number, member in enumerate(self._some(BALLOTS)):
            if number and time.monotonic() > self.until:
                return
            cast(member)
            self.cast += 1

    def _conclude(self, item: object) -> None:
        body = {"text": "Giao chủ trì thực hiện", "lead_unit_id": str(self.scene.hall.unit_id)}
        self.desk.must("POST", f"/agenda-items/{item}/conclusions", body)

    def _pause(self) -> None:
        self.desk.must("POST", f"{self.meeting}/pause", {})
        self.desk.must("DELETE", f"{self.meeting}/pause")


def _said() -> dict[str, str]:
    return {"choice": "yes"}


def test_a_hundred_tablets_end_where_a_fresh_load_is(sqlite_template: Path, tmp_path: Path) -> None:
    with house(sqlite_template, tmp_path, partial(plain, mode="eventlet"), TABLETS) as scene:
        people = scene.hall.voters
        followers = [_follower(scene, name, seed) for seed, name in enumerate(people)]
        for follower in followers:
            follower.start()
        session = Session(scene)
        session.play(followers)
        for follower in followers:
            follower.restless = False
        fresh = [session.fresh(name)["meeting"] for name in people]
        there = session.ends(followers)
        session.close()
        ends = session.ends(followers)
        for follower in followers:
            follower.finish(ends)
        _come_to_the_end(followers)

        assert session.cast > 3
        assert sum(follower.disconnects for follower in followers) >= TABLETS
        assert sum(follower.caught_up for follower in followers) >= TABLETS
        kept = replayed([_until(there, follower) for follower in followers])
        for name, follower, before, loaded in zip(people, followers, kept, fresh, strict=True):
            _same(_whole(before), _whole(loaded), name)
            assert any(event["payload"].get("state") == "closed" for event in follower.events), name
            for stream, seqs in follower.applied.items():
                assert seqs == list(range(seqs[0], ends[stream] + 1)), (name, stream)


def _follower(scene: House, name: str, seed: int) -> Follower:
    meeting_id = scene.hall.meeting_id
    return Follower(scene.product, scene.hall.tokens[name], meeting_id, seed, CONNECTED)


def _come_to_the_end(followers: list[Follower], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    for follower in followers:
        follower.join(max(0.0, deadline - time.monotonic()))
        assert follower.failure is None, follower.failure
        assert not follower.is_alive(), "did not get to the end of its streams"


def _until(there: dict[str, int], follower: Follower) -> tuple[dict[str, Any], list[Event]]:
    """What somebody had loaded and heard before the close."""
    heard = [event for event in follower.events if event["seq"] <= there[event["stream"]]]
    return follower.base, heard


def _same(kept: dict[str, Any], loaded: dict[str, Any], name: str) -> None:
    for part, value in loaded.items():
        assert kept[part] == value, (name, part)


def _whole(meeting: dict[str, Any]) -> dict[str, Any]:
    return {**shown(meeting), "speaking": meeting["speaking"]}
