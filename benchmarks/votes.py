"""The vote storm: everybody votes at once, against a bare loop making the same rows.

python -m benchmarks.votes [--sizes 300,1000] [--kinds sqlite,postgres] [--repeats 2]
"""

import argparse
import os
import pickle  # nosec B403 - only written
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from sqlalchemy import func, select

from benchmarks.bare_ballots import Bare
from benchmarks.places import Place, circumstances, place
from benchmarks.storm import Weather, storm
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from meetings.ballot_forms import Kind
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.question import Question
from meetings.commands.secret_ballot import CastSecretBallot, cast_secret_ballot
from meetings.commands.vote import CloseVote, OpenVote, close_vote, open_vote
from meetings.models import Ballot, SecretBallot
from meetings.terms import Choice
from tests.live.hall import SECRETARY
from tests.live.product import Product

KINDS = (Kind.OPEN, Kind.SECRET)
WAYS = ("command", "at once")
"""Through `store.execute`: one after the other; everybody from a thread of their own."""
HEAD = (
    f"{'voters':>6} {'database':9} {'way':15} {'ballots/s':>9} {'p50 s':>6} {'p95 s':>6} "
    f"{'p99 s':>6} {'all s':>6} {'pause s':>7} {'close s':>7} {'of bare':>7} {'CPU ms':>6}  answers"
)


class Poll:
    """One open vote after the other in the meeting of a place."""

    def __init__(self, where: Place) -> None:
        self.where = where
        self._secretary = where.hall.actor(SECRETARY)

    def open(self, kind: Kind = Kind.OPEN) -> UUID:
        """Open a vote that everybody may cast in."""
        asked = OpenVote(
            meeting_id=self.where.hall.meeting_id,
            question=Question.model_validate({"question": "Thông qua?", "kind": kind}),
        )
        opened: UUID = self.where.hall.store.execute(self._secretary, open_vote, asked).id
        return opened

    def close(self, vote_id: UUID, kind: Kind = Kind.OPEN) -> float:
        """Close it, and make sure that every voter's ballot is there once; seconds of the close."""
        store, began = self.where.hall.store, time.perf_counter()
        store.execute(self._secretary, close_vote, CloseVote(vote_id=vote_id))
        took = time.perf_counter() - began
        table = SecretBallot if kind is Kind.SECRET else Ballot
        with store.reading() as session:
            query = select(func.count()).select_from(table).where(table.vote_id == vote_id)
            kept = session.scalar(query)
        if kept != len(self.where.hall.voters):
            raise RuntimeError(f"{kept} ballots of {len(self.where.hall.voters)} voters")
        return took


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and CPU seconds of the process that records the ballots."""

    seconds: float
    cpu: float
    close: float = 0.0


def by_command(where: Place, vote_id: UUID, kind: Kind, hands: int) -> Cost:
    """Everybody's ballot through `store.execute`, so many at once."""
    hall = where.hall
    actors = [hall.actor(name) for name in hall.voters]

    def cast(number: int, actor: Actor) -> None:
        key = str(uuid4())
        if kind is Kind.SECRET:
            code = f"AAAA-BBBB-{number:04}"
            slip = CastSecretBallot(vote_id=vote_id, choice=Choice.YES, ballot_code=code)
            hall.store.execute(actor, cast_secret_ballot, slip, request_id=key)
        else:
            command = CastBallot(vote_id=vote_id, choice=Choice.YES)
            hall.store.execute(actor, cast_ballot, command, request_id=key)

    began, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(cast, range(len(actors)), actors))
    return Cost(time.perf_counter() - began, time.process_time() - cpu)


def by_bare_server(where: Place, vote_id: UUID) -> tuple[Cost, Weather]:
    """Everybody's ballot over HTTP, at once, to a server that only writes."""
    work = where.data_dir / f"ballots-{vote_id}.pickle"
    work.write_bytes(pickle.dumps(Bare(where, vote_id).work()))
    with where.serving(program=("-m", "benchmarks.ballot_server", str(work))) as server:
        before = cpu_of(server.pid)
        weather = storm(where, server, vote_id, again_every=0)
        return Cost(weather.seconds, cpu_of(server.pid) - before), weather


def measure(where: Place, product: Product, repeats: int) -> None:
    """Run the ways in turn, `repeats` times, and print their medians."""
    poll = Poll(where)
    bare: list[Cost] = []
    servers: list[tuple[Cost, Weather]] = []
    commands: dict[tuple[Kind, str], list[Cost]] = defaultdict(list)
    storms: dict[Kind, list[tuple[Cost, Weather]]] = {kind: [] for kind in KINDS}
    for _ in range(repeats):
        vote_id = poll.open()
        bare.append(Cost(*Bare(where, vote_id).run()))
        poll.close(vote_id)
        vote_id = poll.open()
        servers.append(by_bare_server(where, vote_id))
        poll.close(vote_id)
        for kind in KINDS:
            for way in WAYS:
                vote_id = poll.open(kind)
                hands = len(where.hall.voters) if way == "at once" else 1
                cost = by_command(where, vote_id, kind, hands)
                commands[kind, way].append(replace(cost, close=poll.close(vote_id, kind)))
            vote_id = poll.open(kind)
            before = cpu_of(product.pid)
            weather = storm(where, product, vote_id, kind)
            cost = Cost(weather.seconds, cpu_of(product.pid) - before)
            storms[kind].append((replace(cost, close=poll.close(vote_id, kind)), weather))
    least = _middle(bare)
    _row(where, "bare loop", least, least)
    cost, weather = _usual(servers)
    _row(where, "bare server", cost, least, weather)
    for kind in KINDS:
        for way in WAYS:
            _row(where, f"{way} {kind}", _middle(commands[kind, way]), least)
        cost, weather = _usual(storms[kind])
        _row(where, f"HTTP {kind}", cost, least, weather)


def _usual(storms: list[tuple[Cost, Weather]]) -> tuple[Cost, Weather]:
    """Return the one in the middle."""
    return sorted(storms, key=lambda each: each[0].seconds)[len(storms) // 2]


def cpu_of(pid: int) -> float:
    """CPU seconds a process has used: utime and stime of proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        median(each.seconds for each in costs),
        median(each.cpu for each in costs),
        median(each.close for each in costs),
    )


def _row(where: Place, way: str, cost: Cost, least: Cost, weather: Weather | None = None) -> None:
    voters = len(where.hall.voters)
    nothing = (float("nan"),) * 3
    shares = tuple(weather.share(part) for part in (0.5, 0.95, 0.99)) if weather else nothing
    pause = weather.pause if weather else float("nan")
    told = Counter(weather.answers) if weather else Counter({"acknowledged": voters})
    answers = ", ".join(f"{count} {name}" for name, count in sorted(told.items()) if count)
    print(f"{voters:6} {where.kind:9} {way:15} {voters / cost.seconds:9.0f} {shares[0]:6.2f} "
          f"{shares[1]:6.2f} {shares[2]:6.2f} {cost.seconds:6.2f} {pause:7.2f} {cost.close:7.2f} "
          f"{least.seconds / cost.seconds:7.2f} "
          f"{cost.cpu / voters * 1000:6.2f}  {answers}",
          flush=True)  # fmt: skip


def main(words: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="300,1000")
    parser.add_argument("--kinds", default="sqlite,postgres")
    parser.add_argument("--repeats", type=int, default=2)
    given = parser.parse_args(words)
    print(f"# vote storm: {circumstances()}\n{HEAD}", flush=True)
    for kind in given.kinds.split(","):
        for size in (int(word) for word in given.sizes.split(",")):
            with place(kind, size) as where, where.serving() as product:
                measure(where, product, given.repeats)
    print(f"# until {utc_now():%H:%M:%S} UTC: {circumstances()}")


if __name__ == "__main__":
    main()
