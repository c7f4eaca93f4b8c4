"""300 tablets follow a meeting, vote and annotate while one part after the other fails.

Bounded: at most ten minutes. Exit 1 when something acknowledged was lost or done twice, when a
tablet does not show what a fresh load shows, or when it took longer than ten seconds to be back.
"""

import asyncio
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from benchmarks.places import circumstances
from benchmarks.topology import table
from benchmarks.topology.failures import Failure, failures
from benchmarks.topology.line import Http, Lost
from benchmarks.topology.tablets import REQUEST_SECONDS, RETRY_SECONDS, Tablet
from benchmarks.topology.town import Town, town
from benchmarks.topology.verdict import faults_of
from tests.crash.clients import Intention, ballot, marks, secret_ballot
from tests.live.hall import SECRETARY, Hall, furnish, token

TABLETS = 300
BOUND_SECONDS, BACK_SECONDS = 600.0, 10.0
VOTING_SECONDS, SETTLE_SECONDS = 25.0, 60.0
PULSE_SECONDS = 1.0
MARKING_EVERY = 60.0
"""Seconds between two writes of one person on the paper, on average."""


@dataclass
class Outage:
    """When a failure struck, when its part worked again, and when everybody was back."""

    name: str
    struck: float
    mended: float = 0.0
    back: float = 0.0


@dataclass
class Drill:
    """The meeting, everybody in it, and all that anybody ever wanted."""

    hall: Hall
    chosen: list[Failure]
    rng: random.Random = field(default_factory=lambda: random.Random(20_111))
    intentions: list[Intention] = field(default_factory=list)
    votes: list[str] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    doing: set[asyncio.Task[None]] = field(default_factory=set)
    failed: list[BaseException | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        meeting = self.hall.meeting_id
        self.tablets = [Tablet(n, token(n), meeting) for n in self.hall.voters]
        self.desk = Http(token(SECRETARY), REQUEST_SECONDS)
        self.pulse = Http(token(SECRETARY), REQUEST_SECONDS)

    async def run(self) -> None:
        """All failures; raises when a tablet's own work fails."""
        following = [asyncio.create_task(tablet.follow()) for tablet in self.tablets]
        for task in following:
            task.add_done_callback(self._done)
        await self._until(lambda: all(t.connected for t in self.tablets), 120)
        beside = [asyncio.create_task(each) for each in (self._turn_pages(), self._annotate())]
        for task in beside:
            task.add_done_callback(self._done)
        try:
            for failure in self.chosen:
                await self._one(failure)
        finally:
            for task in beside:
                task.cancel()
        await self._until(lambda: not self.doing, SETTLE_SECONDS)
        await self._all_arrived()
        await asyncio.gather(*(tablet.load_anew() for tablet in self.tablets))
        for task in following:
            task.cancel()

    async def _one(self, failure: Failure) -> None:
        cast = secret_ballot if len(self.votes) % 2 else ballot
        vote = await self._open_vote()
        for tablet in self.tablets:
            self._later(tablet, cast(tablet.name, vote, self.rng), VOTING_SECONDS)
        await asyncio.sleep(3)
        outage = Outage(failure.name, time.monotonic())
        self.outages.append(outage)
        await asyncio.to_thread(failure.strike)
        await asyncio.sleep(failure.seconds)
        begun = time.monotonic()
        await asyncio.to_thread(failure.mend)
        outage.mended = time.monotonic()
        await self._until(lambda: self._is_back(outage.mended), SETTLE_SECONDS)
        outage.back = time.monotonic()
        if not self.votes[1:]:
            print(f"each follows {len(self.tablets[0].applied)} streams", flush=True)
        print(
            f"{failure.name:<24} mended in {outage.mended - begun:4.1f} s, "
            f"everybody back {outage.back - outage.mended:4.1f} s later", flush=True,
        )  # fmt: skip
        await self._until(lambda: self._has_voted(vote), VOTING_SECONDS + SETTLE_SECONDS)
        await self._must("POST", f"/votes/{vote}/closure", {})
        await asyncio.sleep(2)

    def _is_back(self, mended: float) -> bool:
        """Every tablet hears again what happens now, and nothing tried before is still open."""
        return all(
            t.connected and t.noted.pushes and t.noted.pushes[-1] > mended for t in self.tablets
        ) and not any(t.failing(mended) for t in self.tablets)

    def _has_voted(self, vote: str) -> bool:
        cast = [i for i in self.intentions if vote in i.path]
        return len(cast) == len(self.tablets) and all(i.acknowledged for i in cast)

    def _later(self, tablet: Tablet, intention: Intention, within: float) -> None:
        async def act() -> None:
            await asyncio.sleep(self.rng.uniform(0, within))
            await tablet.carry_out(intention)

        self.intentions.append(intention)
        task = asyncio.create_task(act())
        self.doing.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.doing.discard(task)
        if not task.cancelled() and task.exception():
            self.failed.append(task.exception())

    async def _annotate(self) -> None:
        while True:
            tablet = self.rng.choice(self.tablets)
            wanted = marks(tablet.name, self.hall.version_id, self.rng)
            # Most write for themselves: what is shared goes to everybody else.
            if self.rng.random() < 0.8:
                for mark in wanted.body["annotations"]:
                    mark["layer"] = "personal"
            self._later(tablet, wanted, 0.0)
            await asyncio.sleep(MARKING_EVERY / len(self.tablets))

    async def _turn_pages(self) -> None:
        page = 0
        while True:
            page = page % 12 + 1
            body = {"version_id": str(self.hall.version_id), "page": page}
            with suppress(Lost):
                await self.pulse.ask("PUT", f"/meetings/{self.hall.meeting_id}/current-page", body)
            await asyncio.sleep(PULSE_SECONDS)

    async def _open_vote(self) -> str:
        kind = "secret" if len(self.votes) % 2 else "open"
        asked = {"question": f"Lần {len(self.votes) + 1}?", "kind": kind, "notice_seconds": 0}
        opened = await self._must("POST", f"/meetings/{self.hall.meeting_id}/vote-openings", asked)
        self.votes.append(opened["id"])
        return str(opened["id"])

    async def _must(self, method: str, path: str, body: Any) -> Any:
        key = str(uuid4())
        while True:
            try:
                status, answer = await self.desk.ask(method, path, body, key)
            except Lost:
                status, answer = 599, None
            if status < 500:
                assert status < 300, (path, status, answer)
                return answer
            await asyncio.sleep(RETRY_SECONDS)

    async def _all_arrived(self) -> None:
        """Everybody has applied the last event of each stream."""
        ends: dict[str, int] = {}
        for stream in {stream for tablet in self.tablets for stream in tablet.applied}:
            page = await self.desk.get(f"/changes?stream={stream}&after=0")
            while not page["complete"]:
                page = await self.desk.get(f"/changes?stream={stream}&after={page['last']}")
            ends[stream] = page["last"]
        arrived = lambda t: all(seqs[-1] >= ends[s] for s, seqs in t.applied.items())  # noqa: E731
        await self._until(lambda: all(map(arrived, self.tablets)), SETTLE_SECONDS)

    async def _until(self, holds: Any, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not holds():
            for failure in self.failed:
                raise failure or AssertionError
            if time.monotonic() > until:
                raise TimeoutError(self._stuck())
            await asyncio.sleep(0.05)

    def _stuck(self) -> str:
        off = sum(not tablet.connected for tablet in self.tablets)
        open_ = sum(not i.acknowledged for i in self.intentions)
        answers = {a.status: a.body for i in self.intentions for a in i.answers if a.status != 201}
        return f"{off} tablets without a line, {open_} wishes open, answers {answers}"


def drill(options: list[str]) -> int:
    """Run it; 1 when something did not hold.

    Options: the number of tablets, then words of those failures that are wanted (else all).
    """
    tablets = int(options[0]) if options else TABLETS
    print(circumstances(), flush=True)
    begun = time.monotonic()
    with town() as built:
        assert built.platform is not None
        hall = furnish(built.platform.store, tablets)
        print(f"up with {tablets} people after {time.monotonic() - begun:.0f} s", flush=True)
        made = Drill(hall, _chosen(built, options[1:]))

        async def bounded() -> None:
            async with asyncio.timeout(BOUND_SECONDS):
                await made.run()

        stuck = []
        try:
            asyncio.run(bounded())
        except TimeoutError as error:
            stuck = [f"not back in time: {error}"]
        print(table.of(made.outages, made.tablets))
        faults = stuck or faults_of(hall, made.votes, made.intentions, made.tablets, built)
    faults += [
        f"{o.name}: back after {o.back - o.mended:.1f} s"
        for o in made.outages
        if o.back - o.mended > BACK_SECONDS
    ]
    print("\n".join(faults) or _praise(made))
    return 1 if faults else 0


def _chosen(built: Town, words: list[str]) -> list[Failure]:
    return [f for f in failures(built) if not words or any(word in f.name for word in words)]


def _praise(made: Drill) -> str:
    sent = len(made.intentions)
    return (
        f"{sent} acknowledged writes ({len(made.votes)} votes of {len(made.tablets)}), each sent "
        "twice or more: 0 lost, 0 doubled; every tablet shows what a fresh load shows"
    )
