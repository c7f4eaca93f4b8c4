"""Afterwards: what was acknowledged against the database, tablets against a fresh load."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.topology.machines import DATABASE, product
from benchmarks.topology.network import on
from benchmarks.topology.tablets import Tablet
from benchmarks.topology.town import Town
from tests.crash.clients import Intention
from tests.crash.ledger import Ledger
from tests.live.hall import Hall
from tests.live.test_room import replayed, shown

AT_ONCE = 10


def faults_of(
    hall: Hall, votes: list[str], intentions: list[Intention], tablets: Sequence[Tablet], town: Town
) -> list[str]:
    """Return what does not hold; nothing when all does."""
    ledger, voters = Ledger(DATABASE), len(tablets)
    checks: dict[str, Callable[[], None]] = {
        "answers": lambda: _same_answers(intentions),
        "order of events": ledger.no_gaps,
        "acknowledged writes": lambda: ledger.holds(hall, intentions),
        "once each": lambda: ledger.counts(hall, votes, intentions),
        "secret ballots": lambda: ledger.boxes(intentions),
        "events": lambda: ledger.announced(hall, voters, votes, intentions),
        "tablets": lambda: _all_show_the_same(hall, tablets),
        "audit log": lambda: _audited(town),
    }
    found = []
    for name, check in checks.items():
        try:
            check()
        except AssertionError as error:
            found.append(f"{name}: {str(error)[:2000]}")
    return found


def _same_answers(intentions: list[Intention]) -> None:
    for intention in intentions:
        assert intention.acknowledged, intention
        assert all(answer == intention.answers[0] for answer in intention.answers), intention


def _all_show_the_same(hall: Hall, tablets: Sequence[Tablet]) -> None:
    """No event came twice or was left out, and old state + events = the state of now."""
    for tablet in tablets:
        for stream, seqs in tablet.applied.items():
            assert seqs == list(range(seqs[0], seqs[-1] + 1)), (tablet.name, stream)
    for tablet, state in _reduced(tablets):
        assert _common(state) == _common(tablet.fresh), _difference(state, tablet)


def _reduced(tablets: Sequence[Tablet]) -> Iterator[tuple[Tablet, dict[str, Any]]]:
    """Some at a time: all together are half a gigabyte of text."""
    for at in range(0, len(tablets), AT_ONCE):
        some = tablets[at : at + AT_ONCE]
        yield from zip(some, replayed([(t.base, t.events) for t in some]), strict=True)


def _common(meeting: dict[str, Any]) -> dict[str, Any]:
    """What is told to everybody; whose ballot is in the box its sender knows by himself."""
    parts = shown(meeting)
    votes = [{k: v for k, v in vote.items() if k != "in_box"} for vote in parts["votes"]]
    return {**parts, "votes": votes}


def _difference(state: dict[str, Any], tablet: Tablet) -> str:
    mine, fresh = dict(_leaves(_common(state))), dict(_leaves(_common(tablet.fresh)))
    paths = [path for path in {**mine, **fresh} if mine.get(path) != fresh.get(path)]
    parts = [f"{path} {mine.get(path)!r:.80} is not {fresh.get(path)!r:.80}" for path in paths]
    return f"{tablet.name}: {len(paths)} parts differ: {'; '.join(parts[:8])}"


def _leaves(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(thing, dict):
        for name, part in thing.items():
            yield from _leaves(part, f"{path}/{name}")
    elif isinstance(thing, list):
        for place, part in enumerate(thing):
            yield from _leaves(part, f"{path}/{place}")
    else:
        yield path, thing


def _audited(town: Town) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "ecabinet", "audit", "verify"]
    done = subprocess.run(
        on("web1", command), env={**product(town.folder, "web1"), "PATH": "/usr/bin"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
