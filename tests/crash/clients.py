"""Clients that do not give up: an unanswered request is sent again with the same id."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from uuid import UUID, uuid4

from tests.live.caller import Answered, Caller, Unanswered

RETRY_SECONDS = 0.05
GIVE_UP_SECONDS = 60.0
BUSY = 503


@dataclass
class Intention:
    """One thing a person wants done once: what is sent, and each answer that came."""

    username: str
    path: str
    body: dict[str, Any]
    key: str = field(default_factory=lambda: str(uuid4()))
    tries: int = 0
    answers: list[Answered] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        """Whether the server said that it is done."""
        return any(answer.status == 201 for answer in self.answers)


def ballot(username: str, vote_id: str, rng: random.Random) -> Intention:
    """Somebody's ballot."""
    choice = rng.choice(["yes", "no", "other"])
    return Intention(username, f"/votes/{vote_id}/ballots", {"choice": choice})


def secret_ballot(username: str, vote_id: str, rng: random.Random) -> Intention:
    """Somebody's ballot in a secret vote, with a code of their own."""
    code = "-".join("".join(rng.choices("0123456789ABCDEF", k=4)) for _ in range(3))
    said = {"choice": rng.choice(["yes", "no", "other"]), "ballot_code": code}
    return Intention(username, f"/votes/{vote_id}/secret-ballots", said)


def marks(username: str, version_id: UUID, rng: random.Random) -> Intention:
    """A few strokes and notes of somebody on a paper, on the common layer or the own one."""
    layer = rng.choice(["meeting", "personal"])
    drawn = []
    for _ in range(rng.randint(1, 3)):
        mark = {"id": str(uuid4()), "layer": layer, "page": rng.randint(1, 3)}
        if rng.random() < 0.5:
            line = [[rng.uniform(10, 500), rng.uniform(10, 700)] for _ in range(20)]
            drawn.append({**mark, "kind": "ink", "strokes": [line], "width": 2.0})
        else:
            drawn.append({**mark, "kind": "note", "point": [50, 60], "text": "cần làm rõ"})
    return Intention(username, f"/papers/{version_id}/annotations", {"annotations": drawn})


def report(username: str, task_id: UUID, rng: random.Random) -> Intention:
    """How far somebody has come with their task, in words of which there are no others."""
    said = {"text": f"Đã làm đến bước {uuid4()}", "percent": rng.randint(0, 99)}
    return Intention(username, f"/tasks/{task_id}/reports", said)


class Client(threading.Thread):
    """One person carrying out intentions, one after the other, whatever happens to the server."""

    def __init__(
        self,
        caller: Caller,
        ports: list[int],
        intentions: list[Intention],
        heard: Callable[[], None],
    ) -> None:
        super().__init__(daemon=True)
        self.caller, self.intentions, self._heard = caller, intentions, heard
        self._ports = cycle([*ports[1:], ports[0]])
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Carry out everything; each answered request is also sent once more, as a lost ack."""
        try:
            for intention in self.intentions:
                self._carry_out(intention)
            for intention in self.intentions:
                self._carry_out(intention)
        except BaseException as error:  # noqa: BLE001 - reported by the thread that waits
            self.failure = error
        finally:
            self.caller.close()

    def _carry_out(self, intention: Intention) -> None:
        deadline = time.monotonic() + GIVE_UP_SECONDS
        while True:
            intention.tries += 1
            try:
                answer = self.caller.send("POST", intention.path, intention.body, intention.key)
                if answer.status == BUSY:
                    raise Unanswered(str(answer.body))
            except Unanswered:
                assert time.monotonic() < deadline, f"never answered: {intention}"
                time.sleep(RETRY_SECONDS)
                self.caller.turn_to(next(self._ports))
                continue
            intention.answers.append(answer)
            self._heard()
            return
