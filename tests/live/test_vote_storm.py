"""A storm over HTTP: each voter counts once, fifty closes make one tally, nothing is between.

On SQLite with one web process, on PostgreSQL with two that share port, database and key files.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.live.burst import Heard, burst, request
from tests.live.caller import Caller
from tests.live.hall import SECRETARY, Hall, furnish, token
from tests.live.product import SECRET, Product
from tests.servers import free_port

VOTERS, TIMES, CLOSES = 200, 5, 50
CHOICES = ("yes", "no", "other")
KINDS = ("open", "secret")
pytestmark = pytest.mark.timeout(600)


@dataclass
class Scene:
    """A meeting of two hundred, and the servers over it."""

    hall: Hall
    port: int

    def secretary(self, method: str, path: str, body: Any = None) -> Any:
        """Let the secretary do something."""
        caller = Caller(self.port, token(SECRETARY))
        try:
            return caller.must(method, path, body)
        finally:
            caller.close()

    def open_vote(self, kind: str) -> str:
        """Open a vote."""
        asked = {"question": "Thông qua?", "kind": kind}
        opened = self.secretary(
            "POST",
            f"/meetings/{self.hall.meeting_id}/vote-openings",
            {**asked, "notice_seconds": 0},
        )
        return str(opened["id"])

    def ballot(self, kind: str, vote_id: str, voter: int, choice: str) -> bytes:
        """A ballot as it travels; a secret one bears a code made of the voter's number."""
        name = self.hall.voters[voter]
        said: dict[str, Any] = {"choice": choice}
        if kind == "open":
            return request(self.port, token(name), f"/votes/{vote_id}/ballots", said)
        said["ballot_code"] = f"{voter:04}-AAAA-{CHOICES.index(choice):04}"
        return request(self.port, token(name), f"/votes/{vote_id}/secret-ballots", said)

    def count(self, table: str) -> int:
        """How many rows there are."""
        with self.hall.store.reading() as session:
            return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


@pytest.fixture
def scene(database_url: str, tmp_path: Path) -> Iterator[Scene]:
    """SQLite: one process. PostgreSQL: two."""
    settings = Settings(tmp_path / "data", SECRET, database_url, async_mode="threading")
    with ExitStack() as stack:
        platform = open_platform(settings)
        stack.callback(platform.close)
        hall = furnish(platform.store, VOTERS)
        many = database_url.startswith("postgresql")
        first = Product(settings.data_dir, database_url, port=free_port(), reuse_port=many)
        stack.callback(first.stop)
        first.start()
        if many:
            second = replace(first, process=None)
            stack.callback(second.stop)
            second.start()
        yield Scene(hall, first.port)


def test_each_voter_counts_once_however_often_all_of_them_press(scene: Scene) -> None:
    """Two hundred voters, each five times at once with another choice each time."""
    for kind in KINDS:
        _press(scene, kind)


def test_a_ballot_during_the_close_counts_or_is_clearly_refused(scene: Scene) -> None:
    """Fifty closes among two hundred ballots: one tally, of exactly those acknowledged."""
    for kind in KINDS:
        _close(scene, kind)


def _press(scene: Scene, kind: str) -> None:
    rng = random.Random(VOTERS)
    vote_id = scene.open_vote(kind)
    tries = [(voter, rng.choice(CHOICES)) for voter in range(VOTERS) for _ in range(TIMES)]
    rng.shuffle(tries)
    heard = burst(scene.port, [scene.ballot(kind, vote_id, v, choice) for v, choice in tries])
    told = Counter((answer.status, answer.code) for answer in heard)
    assert told == {(201, ""): VOTERS, (409, "vote.already_cast"): VOTERS * (TIMES - 1)}
    taken = [said for said, answer in zip(tries, heard, strict=True) if answer.status == 201]
    assert Counter(voter for voter, _ in taken) == Counter(range(VOTERS))
    closed = scene.secretary("POST", f"/votes/{vote_id}/closure", {})
    _agrees(scene, closed, taken, kind)


def _close(scene: Scene, kind: str) -> None:
    rng = random.Random(CLOSES)
    vote_id = scene.open_vote(kind)
    said = [(voter, rng.choice(CHOICES)) for voter in range(VOTERS)]
    sent: list[tuple[Any, bytes]] = [(each, scene.ballot(kind, vote_id, *each)) for each in said]
    closing = [
        request(scene.port, token(SECRETARY), f"/votes/{vote_id}/closure", {})
        for _ in range(CLOSES)
    ]
    # Not before some have cast, so that there is something to lose.
    sent[VOTERS // 4 :] = rng.sample(
        [*sent[VOTERS // 4 :], *((None, each) for each in closing)], VOTERS * 3 // 4 + CLOSES
    )
    heard = burst(scene.port, [content for _, content in sent])
    pairs = list(zip([who for who, _ in sent], heard, strict=True))
    closes = [answer for who, answer in pairs if who is None]
    taken = [who for who, answer in pairs if who is not None and answer.status == 201]
    refused = Counter(
        (answer.status, answer.code) for who, answer in pairs if who and answer.status != 201
    )
    assert set(refused) <= {(409, "vote.closed")}, refused
    assert _alike(closes)
    _agrees(scene, closes[0].body, taken, kind)
    with scene.hall.store.reading() as session:
        query = text("SELECT count(*) FROM audit_entry WHERE action = :deed AND subject_id = :vote")
        assert session.scalar(query, {"deed": "vote.closed", "vote": vote_id}) == 1


def _alike(closes: list[Heard]) -> bool:
    """Whether all were answered with one and the same outcome."""
    first = closes[0].body["outcome"]
    return all(each.status == 200 and each.body["outcome"] == first for each in closes)


def _agrees(scene: Scene, closed: Any, taken: list[tuple[int, str]], kind: str) -> None:
    """The tally holds what was acknowledged, each choice as it was sent, and nothing else."""
    outcome, said = closed["outcome"], Counter(choice for _, choice in taken)
    assert (closed["cast"], outcome["cast"]) == (len(taken), len(taken))
    assert {choice: outcome[choice] for choice in CHOICES} == {c: said[c] for c in CHOICES}
    if kind == "open":
        assert scene.count("ballot") == len(taken)
        return
    codes = scene.secretary("GET", f"/votes/{closed['id']}/ballot-codes")["codes"]
    assert codes == sorted(f"{v:04}-AAAA-{CHOICES.index(choice):04}" for v, choice in taken)
    assert scene.count("turnout_mark") == scene.count("secret_ballot") == len(taken)
    assert scene.count("sealed_ballot") == 0
