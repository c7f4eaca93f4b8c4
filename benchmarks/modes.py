"""The two async modes of the product side by side: a push to tablets, and a vote storm over HTTP.

python -m benchmarks.modes [--size 100]
"""

import argparse

from benchmarks.places import circumstances, place
from benchmarks.push import Result, bare, real
from benchmarks.storm import storm
from benchmarks.votes import Poll

MODES = ("eventlet", "threading")
ROUNDS = 30
HEAD = (
    f"{'mode':10} {'tablets':>7} {'push p50 ms':>11} {'p99 ms':>7} {'from commit':>11} "
    f"{'of bare':>7} {'missing':>7} | {'ballots/s':>9} {'p99 s':>6}  answers"
)


def compare(size: int) -> None:
    """Measure both modes on one SQLite place."""
    with place("sqlite", size) as where:
        poll = Poll(where)
        least = bare(where, size, ROUNDS)
        for mode in MODES:
            pushed = real(where, size, ROUNDS, mode)
            with where.serving(mode) as product:
                vote_id = poll.open()
                weather = storm(where, product, vote_id)
                poll.close(vote_id)
            answers = ", ".join(f"{n} {what}" for what, n in sorted(weather.answers.items()) if n)
            print(_half(mode, size, pushed, least), end="")
            print(f" | {size / weather.seconds:9.0f} {weather.share(0.99):6.2f}  {answers}",
                  flush=True)  # fmt: skip


def _half(mode: str, size: int, pushed: Result, least: Result) -> str:
    ratio = pushed.commit_everybody / least.commit_everybody
    return (f"{mode:10} {size:7} {pushed.p50:11.1f} {pushed.p99:7.1f} {pushed.commit_p50:11.1f} "
            f"{ratio:7.2f} {pushed.missing:7}")  # fmt: skip


def main(words: list[str] | None = None) -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100)
    given = parser.parse_args(words)
    print(f"# modes, sqlite: {circumstances()}\n{HEAD}", flush=True)
    compare(given.size)
    print(f"# done: {circumstances()}", flush=True)


if __name__ == "__main__":
    main()
