"""kill -9 of the web process while twenty people vote and annotate: nothing is lost or doubled.

ECABINET_CRASH_ROUNDS=50 runs the fifty rounds of the design's bar; 5 otherwise.
"""

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.crash.clients import Client, Intention, ballot, marks, secret_ballot
from tests.crash.ledger import Ledger
from tests.live.caller import Caller
from tests.live.hall import SECRETARY, Hall, furnish, token
from tests.live.product import SECRET, Product

pytestmark = pytest.mark.crash

CLIENTS = 20
MARKINGS = 4
ROUNDS = int(os.environ.get("ECABINET_CRASH_ROUNDS", "5"))


class Scene:
    """One server, its meeting, and everything anybody ever wanted of it."""

    def __init__(self, database: Path, folder: Path) -> None:
        self.database, self.folder = database, folder
        settings = Settings(
            folder / "data", SECRET, f"sqlite:///{database}", async_mode="threading"
        )
        platform = open_platform(settings)
        self.hall: Hall = furnish(platform.store, CLIENTS)
        platform.close()
        self.product = Product(settings.data_dir, settings.database_url)
        self.intentions: list[Intention] = []
        self.votes: list[str] = []
        self._answers = 0
        self._changed = threading.Condition()

    def secretary(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Let the secretary do something."""
        caller = Caller(self.product.port, token(SECRETARY))
        try:
            answer: dict[str, Any] = caller.must(method, path, body)
            return answer
        finally:
            caller.close()

    def open_vote(self) -> str:
        """Open the next vote; every other one is secret."""
        kind = "secret" if len(self.votes) % 2 else "open"
        question = f"Thông qua lần {len(self.votes) + 1}?"
        asked = {"question": question, "kind": kind, "notice_seconds": 0}
        opened = self.secretary("POST", f"/meetings/{self.hall.meeting_id}/vote-openings", asked)
        vote_id: str = opened["id"]
        self.votes.append(vote_id)
        return vote_id

    def begin(self, vote_id: str, rng: random.Random) -> list[Client]:
        """Let everybody vote and annotate at once."""
        clients = []
        self._answers = 0
        for name in self.hall.voters:
            wanted = [marks(name, self.hall.version_id, rng) for _ in range(MARKINGS)]
            cast = ballot if self.votes.index(vote_id) % 2 == 0 else secret_ballot
            wanted.insert(rng.randint(0, MARKINGS), cast(name, vote_id, rng))
            self.intentions += wanted
            caller = Caller(self.product.port, token(name))
            clients.append(Client(caller, wanted, self._heard))
        for client in clients:
            client.start()
        return clients

    def wait_for_answers(self, count: int) -> None:
        """Return once so many requests of this round have been answered."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._answers >= count, 60)

    def left_behind(self, number: int) -> Ledger:
        """The files as the killed process left them, copied: no reader has tidied them."""
        copy = self.folder / f"left-{number}"
        copy.mkdir()
        for file in self.database.parent.glob(f"{self.database.name}*"):
            if not file.name.endswith("-shm"):
                shutil.copyfile(file, copy / file.name)
        return Ledger(copy / self.database.name)

    def _heard(self) -> None:
        with self._changed:
            self._answers += 1
            self._changed.notify_all()


@pytest.fixture
def scene(sqlite_url: str, tmp_path: Path) -> Iterator[Scene]:
    """A meeting in session, not yet served."""
    made = Scene(Path(sqlite_url.removeprefix("sqlite:///")), tmp_path)
    yield made
    made.product.kill()


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(scene: Scene) -> None:
    rng = random.Random(20_111)
    scene.product.start()
    for number in range(ROUNDS):
        _one_round(scene, number, rng)
    scene.product.kill()

    ledger = Ledger(scene.database)
    ledger.whole()
    ledger.holds(scene.hall, scene.intentions)
    ledger.counts(CLIENTS, scene.votes, scene.intentions)
    ledger.boxes(scene.intentions)
    ledger.announced(scene.hall, CLIENTS, scene.votes, scene.intentions)
    _audit_is_whole(scene.product)
    resent = [intention for intention in scene.intentions if intention.tries > 2]
    assert resent, "no request was ever in flight when the server died: the test proves nothing"


def _one_round(scene: Scene, number: int, rng: random.Random) -> None:
    wanted = CLIENTS * (MARKINGS + 1)
    clients = scene.begin(scene.open_vote(), rng)
    # Somewhere in the first pass: some are answered, some are under way, some are not yet sent.
    scene.wait_for_answers(rng.randint(wanted // 10, wanted * 8 // 10))
    scene.product.kill()
    acknowledged = [replace(i, answers=list(i.answers)) for i in scene.intentions]
    assert not all(intention.answers for intention in acknowledged), "killed too late"
    left = scene.left_behind(number)
    left.whole()
    left.holds(scene.hall, acknowledged)
    scene.product.start()
    for client in clients:
        client.join(90)
        assert not client.is_alive()
        assert client.failure is None, client.failure
    # Whatever was answered first is answered again, in the same words.
    for intention in scene.intentions:
        assert intention.acknowledged, intention
        assert all(answer == intention.answers[0] for answer in intention.answers), intention
    closed = scene.secretary("POST", f"/votes/{scene.votes[-1]}/closure", {})
    assert (closed["state"], closed["cast"], closed["entitled"]) == ("closed", CLIENTS, CLIENTS)


def _audit_is_whole(product: Product) -> None:
    environment = {
        **os.environ,
        "ECABINET_DATA_DIR": str(product.data_dir),
        "ECABINET_DATABASE_URL": product.database_url,
    }
    done = subprocess.run(
        [sys.executable, "-m", "ecabinet", "audit", "verify"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
