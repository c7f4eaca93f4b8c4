"""A meeting whose people vote, annotate and report while its servers are killed under them."""

import random
import threading
from pathlib import Path
from typing import Any

from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.crash.clients import Client, Intention, ballot, marks, report, secret_ballot
from tests.crash.work import give_work
from tests.live.caller import Caller
from tests.live.hall import SECRETARY, Hall, furnish, token
from tests.live.product import SECRET, Product

CLIENTS = 20
MARKINGS = 4
WANTED = CLIENTS * (MARKINGS + 2)
"""How many things are wanted in one round."""


class Scene:
    """Web processes over one database, their meeting, and everything anybody ever wanted of it.

    People begin at the processes in turn; who gets no answer turns to the next one.
    """

    def __init__(self, database_url: str, folder: Path, redis_url: str = "", webs: int = 1) -> None:
        settings = Settings(folder / "data", SECRET, database_url, async_mode="threading")
        platform = open_platform(settings)
        self.hall: Hall = furnish(platform.store, CLIENTS)
        self.tasks = give_work(platform.store, self.hall)
        platform.close()
        self.products = [
            Product(settings.data_dir, database_url, redis_url=redis_url) for _ in range(webs)
        ]
        self.intentions: list[Intention] = []
        self.votes: list[str] = []
        self._answers = 0
        self._changed = threading.Condition()

    def secretary(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """Let the secretary do something."""
        caller = Caller(self.products[0].port, token(SECRETARY))
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
        """Let everybody vote, annotate and report at once."""
        clients = []
        self._answers = 0
        ports = [product.port for product in self.products]
        for number, name in enumerate(self.hall.voters):
            wanted = [marks(name, self.hall.version_id, rng) for _ in range(MARKINGS)]
            cast = ballot if self.votes.index(vote_id) % 2 == 0 else secret_ballot
            wanted.insert(rng.randint(0, MARKINGS), cast(name, vote_id, rng))
            wanted.insert(rng.randint(0, MARKINGS), report(name, self.tasks[name], rng))
            self.intentions += wanted
            first = number % len(ports)
            caller = Caller(ports[first], token(name))
            clients.append(Client(caller, [*ports[first:], *ports[:first]], wanted, self._heard))
        for client in clients:
            client.start()
        return clients

    def wait_for_answers(self, count: int) -> None:
        """Return once so many requests of this round have been answered."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._answers >= count, 60)

    def all_answered(self, clients: list[Client]) -> None:
        """Everybody got what was wanted; what was answered first is answered in the same words."""
        for client in clients:
            client.join(90)
            assert not client.is_alive()
            assert client.failure is None, client.failure
        for intention in self.intentions:
            assert intention.acknowledged, intention
            assert all(answer == intention.answers[0] for answer in intention.answers), intention

    def close_vote(self) -> None:
        """Close the newest vote: everybody is in it, once."""
        closed = self.secretary("POST", f"/votes/{self.votes[-1]}/closure", {})
        assert (closed["state"], closed["cast"], closed["entitled"]) == ("closed", CLIENTS, CLIENTS)

    def kill(self) -> None:
        """End every web process as a power cut does."""
        for product in self.products:
            product.kill()

    def _heard(self) -> None:
        with self._changed:
            self._answers += 1
            self._changed.notify_all()
