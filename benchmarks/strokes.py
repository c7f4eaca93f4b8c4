"""A stroke of ink is finished on one tablet: until it stands on the last of the others.

python -m benchmarks.strokes [--tablets 100] [--points 60] [--repeats 2]

The real product, SQLite: `addAnnotations` → rights → commit → outbox → relay → the socket of every
tablet that follows the meeting layer of the paper; against a bare server that is given the same
text over HTTP and sends the same bytes (`push.py` tells more).
"""

import argparse
import statistics
from typing import Any
from uuid import uuid4

from benchmarks.crowd import Hello, tablet
from benchmarks.places import Place, circumstances, place
from benchmarks.push import HEAD, LEGEND, Pushing, Result, bare, print_row
from documents.events import layer_stream
from ecabinet.core import outbox
from tests.live.caller import Caller
from tests.live.product import Product

ROUNDS = 40


def stroke(points: int) -> dict[str, Any]:
    """A line as a pen leaves it: so many points, to a hundredth."""
    line = [[72 + 3.17 * n, round(300 + 40 * ((n * 7) % 11) / 11, 2)] for n in range(points)]
    return {
        "id": str(uuid4()), "layer": "meeting", "kind": "ink", "page": 1, "color": "#b3261e",
        "width": 2.5, "strokes": [line],
    }  # fmt: skip


def real(where: Place, tablets: int, points: int) -> Result:
    """The product: the chair writes, everybody follows the layer."""
    hall = where.hall
    stream, path = layer_stream(hall.version_id), f"/papers/{hall.version_id}/annotations"
    with where.serving("eventlet", ("-m", "benchmarks.push_server", "app")) as product:
        caller = Caller(product.port, hall.tokens[hall.voters[0]])

        def push() -> None:
            caller.must("POST", path, {"annotations": [stroke(points)]})

        def numbers() -> list[int]:
            with hall.store.reading() as session:
                told = outbox.changes(session, stream, 0, limit=100_000)
            return [outbox.wire(entry)["seq"] for entry in told]

        def hello(number: int) -> Hello:
            return _hello(where, product, stream, number)

        try:
            return Pushing(product, tablets, hello, push, numbers).measure(ROUNDS)
        finally:
            caller.close()


def _hello(where: Place, product: Product, stream: str, number: int) -> Hello:
    token = where.hall.tokens[where.hall.voters[number % len(where.hall.voters)]]
    return tablet(token, product.origin, (stream,), number)


def _sample(where: Place) -> dict[str, Any]:
    """A stroke as the product tells it."""
    with where.hall.store.reading() as session:
        entries = outbox.changes(session, layer_stream(where.hall.version_id), 0)
    return outbox.wire(entries[-1])


def main() -> None:
    """Measure both in turn and print medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("tablets", 100), ("points", 60), ("repeats", 2)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    options = asked.parse_args()
    print(f"# strokes of {options.points} points: {circumstances()}\n# {LEGEND}\n{HEAD}")
    runs: dict[str, list[Result]] = {"bare": [], "product": []}
    with place("sqlite", options.tablets) as where:
        for _ in range(options.repeats):
            runs["product"].append(real(where, options.tablets, options.points))
            runs["bare"].append(bare(where, _sample(where), options.tablets, ROUNDS))
    least = statistics.median(each.commit_everybody for each in runs["bare"])
    for name, results in runs.items():
        print_row(options.tablets, name, results, least)
    print(f"# done: {circumstances()}")


if __name__ == "__main__":
    main()
