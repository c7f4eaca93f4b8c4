"""A thousand tablets press the button at once: one connection each, all in one light process."""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from benchmarks.places import Place
from meetings.ballot_forms import Kind
from tests.live.burst import Heard, burst, request
from tests.live.product import Product

AGAIN_EVERY = 20
"""Every twentieth voter presses twice, as two requests: the second must be refused."""
PADDING = 12_000
"""About what tablets add to a secret ballot, so that all are equally long."""


@dataclass
class Weather:
    """What came of a storm. Seconds from the moment the first request was sent."""

    seconds: float = 0.0
    delays: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)

    def share(self, part: float) -> float:
        """The time within which this share of the answers had come."""
        return sorted(self.delays)[min(len(self.delays) - 1, int(len(self.delays) * part))]

    @property
    def pause(self) -> float:
        """The longest time in which no answer came: so long the turnout stood still."""
        times = sorted([0.0, *self.delays])
        return max(after - before for before, after in itertools.pairwise(times))


def storm(
    place: Place,
    product: Product,
    vote_id: UUID,
    kind: Kind = Kind.OPEN,
    again_every: int = AGAIN_EVERY,
) -> Weather:
    """Let everybody vote at once over HTTP; wait for all the answers. again_every: 0 is nobody."""
    voters = place.hall.voters
    pressing = [*voters, *(voters[::again_every] if again_every else ())]
    requests = [
        _ballot(product.port, place.hall.tokens[name], vote_id, kind, number)
        for number, name in enumerate(pressing)
    ]
    weather = Weather()
    for heard in burst(product.port, requests):
        weather.answers[_meaning(heard)] += 1
        if heard.status:
            weather.delays.append(heard.seconds)
    weather.seconds = max(weather.delays, default=0.0)
    return weather


def _ballot(port: int, token: str, vote_id: UUID, kind: Kind, number: int) -> bytes:
    if kind is not Kind.SECRET:
        return request(port, token, f"/votes/{vote_id}/ballots", {"choice": "yes"})
    body = {
        "choice": "yes", "ballot_code": f"AAAA-BBBB-{number:04}", "padding": "x" * PADDING,
    }  # fmt: skip
    return request(port, token, f"/votes/{vote_id}/secret-ballots", body)


def _meaning(heard: Heard) -> str:
    if heard.status == 0:
        return "unanswered"
    return "acknowledged" if heard.status == 201 else f"{heard.status} {heard.code}".strip()
