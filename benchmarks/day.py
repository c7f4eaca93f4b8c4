"""A meeting of eight hours before many tablets: delays, processor and memory, hour by hour.

python -m benchmarks.day [--tablets 1000] [--hours 8] [--events 900] [--sizes 10,30,100,300,1000]

The real product on SQLite. In each hour the secretary turns to another item and the chair draws, in
a seeded mixture (one event every four seconds: 900), then everybody votes at once. The pauses
between are cut out: an hour takes as long as its events need. Every tablet follows the meeting
and the layer of the paper. With `--sizes`, one short hour at each size first: the cost curve.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.crowd import Crowd, Hello, tablet
from benchmarks.fanout import resident
from benchmarks.places import Place, circumstances, place
from benchmarks.storm import Weather, storm
from benchmarks.strokes import stroke
from benchmarks.votes import Poll, cpu_of
from documents.events import layer_stream
from meetings.ballot_forms import Kind
from tests.live.caller import Caller
from tests.live.hall import SECRETARY
from tests.live.product import Product

POINTS = 60
HEAD = (
    f"{'tablets':>7} {'hour':>4} {'deliveries':>10} {'missing':>7} {'push p50':>8} {'p95':>6} "
    f"{'p99':>6} {'ink p50':>8} {'p95':>6} {'p99':>6} {'ballots/s':>9} {'refused':>7} "
    f"{'CPU s/10k':>9} {'MB':>6}"
)
Told = tuple[str, str, int]
"""Stream, type and number of an event."""


@dataclass
class Asked:
    """When each wish was sent, by the type of the event that tells of it."""

    moments: dict[str, list[float]] = field(default_factory=dict)

    def note(self, kind: str) -> None:
        """Now."""
        self.moments.setdefault(kind, []).append(time.monotonic())


class Meeting:
    """A served meeting with its crowd."""

    def __init__(self, where: Place, product: Product, tablets: int) -> None:
        self.where, self.product, self.tablets = where, product, tablets
        self.layer = layer_stream(where.hall.version_id)
        self.stream = f"meeting:{where.hall.meeting_id}"
        self.crowd = Crowd(product.port, tablets, self._hello)
        self._known: dict[bytes, Told | None] = {}

    def _hello(self, number: int) -> Hello:
        voters = self.where.hall.voters
        token = self.where.hall.tokens[voters[number % len(voters)]]
        return tablet(token, self.product.origin, (self.stream, self.layer))

    def hour(self, number: int, events: int) -> str:
        """Live through an hour and return its row."""
        dice, asked, before = random.Random(number), Asked(), cpu_of(self.product.pid)
        heard = self._watch(lambda: self._work(dice, events, asked))
        cpu = cpu_of(self.product.pid) - before
        delays = {kind: _delays(kind, heard, moments) for kind, moments in asked.moments.items()}
        weather, missing = Weather(), self._missing(heard)
        told = self._watch(lambda: self._vote(weather))
        missing += self._missing(told)
        row = [f"{self.tablets:7} {number:4} {len(heard) + len(told):10} {missing:7}"]
        row += [_cuts(delays[kind]) for kind in ("agenda.moved", "annotation.added")]
        acknowledged = weather.answers["acknowledged"]
        refused = sum(weather.answers.values()) - acknowledged
        row.append(f"{acknowledged / weather.seconds:9.0f} {refused:7}")
        row.append(f"{cpu / len(heard) * 10_000:9.3f} {resident(self.product.pid) / 1024:6.1f}")
        return " ".join(row)

    def _work(self, dice: random.Random, events: int, asked: Asked) -> float:
        hall = self.where.hall
        secretary = Caller(self.product.port, hall.tokens[SECRETARY])
        chair = Caller(self.product.port, hall.tokens[hall.voters[0]])
        gap, turn = max(0.01, self.tablets * 0.00006), 0
        for _ in range(events):
            # Each on a line that is open: what is measured is the wish, not the handshake.
            if dice.random() < 0.4:
                turn += 1
                item = {"item_id": str(hall.items[turn % len(hall.items)])}
                asked.note("agenda.moved")
                secretary.must("PUT", f"/meetings/{hall.meeting_id}/current-item", item)
            else:
                marks = {"annotations": [stroke(POINTS)]}
                asked.note("annotation.added")
                chair.must("POST", f"/papers/{hall.version_id}/annotations", marks)
            time.sleep(gap)
        secretary.close()
        chair.close()
        return 0.0

    def _vote(self, weather: Weather) -> float:
        poll = Poll(self.where)
        vote_id = poll.open()
        found = storm(self.where, self.product, vote_id, Kind.OPEN)
        weather.seconds, weather.delays, weather.answers = (
            found.seconds, found.delays, found.answers,
        )  # fmt: skip
        poll.close(vote_id)
        return 0.0

    def _watch(self, trigger: Callable[[], float]) -> list[tuple[Told, float]]:
        self._known.clear()
        return self.crowd.watch_with(self._read, trigger)[1]

    def _read(self, payload: bytes) -> Told | None:
        if payload not in self._known:  # All tablets get the same bytes.
            self._known[payload] = _told(payload)
        return self._known[payload]

    def _missing(self, heard: list[tuple[Told, float]]) -> int:
        return len({told for told, _ in heard}) * self.tablets - len(heard)


def _told(payload: bytes) -> Told | None:
    if not payload.startswith(b'42["event",'):
        return None
    event: dict[str, Any] = json.loads(payload[2:])[1]
    return event["stream"], event["type"], event["seq"]


def _delays(kind: str, heard: list[tuple[Told, float]], moments: list[float]) -> list[float]:
    """Milliseconds from each wish to each tablet; the n-th event of a type tells of the n-th."""
    numbers = sorted({told[2] for told, _ in heard if told[1] == kind})
    sent = dict(zip(numbers, moments, strict=True))
    return [(at - sent[told[2]]) * 1000 for told, at in heard if told[1] == kind]


def _cuts(delays: list[float]) -> str:
    each = sorted(delays)
    p50, p95, p99 = (each[int(len(each) * part)] for part in (0.5, 0.95, 0.99))
    return f"{p50:8.1f} {p95:6.1f} {p99:6.1f}"


def live(tablets: int, hours: int, events: int) -> None:
    """Hold one meeting and print its hours."""
    with place("sqlite", tablets) as where, where.serving() as product:
        meeting = Meeting(where, product, tablets)
        try:
            for number in range(1, hours + 1):
                print(meeting.hour(number, events), flush=True)
        finally:
            meeting.crowd.leave()
            Caller.close_all()


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tablets", type=int, default=1_000)
    parser.add_argument("--hours", type=int, default=8)
    parser.add_argument("--events", type=int, default=900)
    parser.add_argument("--sizes", default="10,30,100,300,1000")
    given = parser.parse_args()
    print(f"# {circumstances()}; milliseconds from the wish to a tablet\n{HEAD}", flush=True)
    for size in (int(word) for word in given.sizes.split(",") if word):
        live(size, 1, 200)
    if given.hours:
        live(given.tablets, given.hours, given.events)
    print(f"# done: {circumstances()}")


if __name__ == "__main__":
    main()
