"""The secretary pushes an agenda item: from the tap to the last tablet, on the real product.

HTTP request → rights → commit → outbox → relay → N sockets, against a bare WebSocket server that
is given the same text over HTTP and sends the same bytes.

python -m benchmarks.push [--sizes 100,300,1000] [--repeats 2] [--kind sqlite] [--mode eventlet]
"""

import argparse
import http.client
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from benchmarks.crowd import Crowd, Hello, tablet
from benchmarks.places import Place, circumstances, place
from ecabinet.core import outbox
from ecabinet.web.frames import event_text
from tests.live.caller import Caller
from tests.live.hall import SECRETARY
from tests.live.product import Product

WARM_UP = 3
SEQ = b'"seq":'
HEAD = (
    f"{'tablets':>7} {'server':8} {'answer':>7} {'p50':>6} {'p99':>6} {'all':>6} | "
    f"{'p50':>6} {'p99':>6} {'all':>6} {'of bare':>7} {'missing':>7}"
)
LEGEND = "milliseconds; left of | from the start of the request, right of it from the commit"


@dataclass(frozen=True)
class Result:
    """One measurement. Milliseconds; `all` is the median over pushes of the last tablet."""

    answer: float
    p50: float
    p99: float
    everybody: float
    commit_p50: float
    commit_p99: float
    commit_everybody: float
    missing: int


class Pushing:
    """One server with a crowd before it.

    `push` does one push; `numbers` tells those of its events, in order: a push of the product says
    other things on the stream too.
    """

    def __init__(
        self,
        product: Product,
        tablets: int,
        hello: Callable[[int], Hello],
        push: Callable[[], None],
        numbers: Callable[[], list[int]],
    ) -> None:
        self._product, self._tablets, self._push, self._numbers = product, tablets, push, numbers
        self._crowd = Crowd(product.port, tablets, hello)

    def measure(self, rounds: int) -> Result:
        """Push, so many times, with a pause in between."""
        try:
            self._crowd.watch_for(SEQ, lambda: self._rounds(WARM_UP, [], []))
            self._product.get("/bench")
            began: list[float] = []
            answers: list[float] = []
            _, heard = self._crowd.watch_for(SEQ, lambda: self._rounds(rounds, began, answers))
        finally:
            self._crowd.leave()
        moments = [moment / 1e9 for moment in self._product.get("/bench")["moments"]]
        numbers = self._numbers()[-rounds:]
        asked = dict(zip(numbers, began, strict=True))
        begun = dict(zip(numbers, moments, strict=True))
        arrivals = [(seq, moment) for seq, moment in heard if seq in asked]
        return _result(arrivals, asked, begun, answers, self._tablets * rounds)

    def _rounds(self, rounds: int, began: list[float], answers: list[float]) -> float:
        gap = max(0.05, self._tablets * 0.0003)
        for _ in range(rounds):
            began.append(time.monotonic())
            self._push()
            answers.append(time.monotonic() - began[-1])
            time.sleep(gap)
        return 0.0


def _result(
    arrivals: list[tuple[int, float]],
    asked: dict[int, float],
    begun: dict[int, float],
    answers: list[float],
    expected: int,
) -> Result:
    def delays(since: dict[int, float]) -> tuple[float, float, float]:
        each = sorted((arrived - since[seq]) * 1000 for seq, arrived in arrivals)
        last: dict[int, float] = defaultdict(float)
        for seq, arrived in arrivals:
            last[seq] = max(last[seq], (arrived - since[seq]) * 1000)
        return each[len(each) // 2], each[int(len(each) * 0.99)], statistics.median(last.values())

    answer = statistics.median(answers) * 1000
    return Result(answer, *delays(asked), *delays(begun), expected - len(arrivals))


def real(where: Place, tablets: int, rounds: int, mode: str = "eventlet") -> Result:
    """The product: the secretary pushes items in turn over HTTP."""
    hall = where.hall
    stream = f"meeting:{hall.meeting_id}"
    with where.serving(mode, ("-m", "benchmarks.push_server", "app")) as product:
        secretary = Caller(product.port, hall.tokens[SECRETARY])
        turn = count()
        path = f"/meetings/{hall.meeting_id}/current-item"

        def push() -> None:
            secretary.must("PUT", path, {"item_id": str(hall.items[next(turn) % len(hall.items)])})

        def numbers() -> list[int]:
            with hall.store.reading() as session:
                told = outbox.changes(session, stream, 0, limit=100_000)
            return [outbox.wire(one)["seq"] for one in told if one.type == "agenda.moved"]

        def hello(number: int) -> Hello:
            token = hall.tokens[hall.voters[number % len(hall.voters)]]
            return tablet(token, product.origin, (stream,), number)

        try:
            return Pushing(product, tablets, hello, push, numbers).measure(rounds)
        finally:
            secretary.close()


def bare(where: Place, event: Mapping[str, Any], tablets: int, rounds: int) -> Result:
    """The bare server: the text of the product's own `event`, given over HTTP and sent."""
    said = list[int]()
    with where.serving("eventlet", ("-m", "benchmarks.push_server", "bare")) as product:
        connection = http.client.HTTPConnection("127.0.0.1", product.port, timeout=30)

        def push() -> None:
            said.append(len(said) + 1)
            text = event_text("event", {**event, "seq": said[-1]})
            connection.request("PUT", "/say", text.encode())
            connection.getresponse().read()

        try:
            hello = Hello("/bare")
            return Pushing(product, tablets, lambda _: hello, push, lambda: said).measure(rounds)
        finally:
            connection.close()


def _sample(where: Place) -> dict[str, Any]:
    """An event as the product sends it."""
    with where.hall.store.reading() as session:
        entries = outbox.changes(session, f"meeting:{where.hall.meeting_id}", 0)
    return next(outbox.wire(entry) for entry in entries if entry.type == "agenda.moved")


def compare(sizes: list[int], kind: str, mode: str, repeats: int) -> None:
    """Measure both in turn and print medians."""
    for tablets in sizes:
        rounds = max(12, 4000 // tablets)
        runs: dict[str, list[Result]] = {"bare": [], "product": []}
        with place(kind, tablets) as where:
            for _ in range(repeats):
                runs["bare"].append(bare(where, _sample(where), tablets, rounds))
                runs["product"].append(real(where, tablets, rounds, mode))
        least = statistics.median(each.commit_everybody for each in runs["bare"])
        for name, results in runs.items():
            print_row(tablets, name, results, least)


def print_row(tablets: int, name: str, results: list[Result], least: float) -> None:
    """Print the medians of some runs beside the bare server's time."""

    def of(field: str) -> float:
        return float(statistics.median(getattr(each, field) for each in results))

    ratio = of("commit_everybody") / least
    print(f"{tablets:7} {name:9} {of('answer'):6.1f} {of('p50'):6.1f} {of('p99'):6.1f} "
          f"{of('everybody'):6.1f} | {of('commit_p50'):6.1f} {of('commit_p99'):6.1f} "
          f"{of('commit_everybody'):6.1f} {ratio:7.2f} {sum(r.missing for r in results):7}",
          flush=True)  # fmt: skip


def main(words: list[str] | None = None) -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000")
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--kind", default="sqlite")
    parser.add_argument("--mode", default="eventlet")
    given = parser.parse_args(words)
    print(f"# push, {given.kind}, {given.mode}: {circumstances()}\n# {LEGEND}\n{HEAD}", flush=True)
    sizes = [int(word) for word in given.sizes.split(",")]
    compare(sizes, given.kind, given.mode, given.repeats)
    print(f"# done: {circumstances()}", flush=True)


if __name__ == "__main__":
    main()
