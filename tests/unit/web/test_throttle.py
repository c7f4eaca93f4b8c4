"""Tries are counted, also while Redis is away."""

import pytest

from ecabinet.core.errors import TooMany
from ecabinet.web.throttle import Throttle
from tests.servers import free_port


def tries_until_refused(throttle: Throttle, who: str) -> int:
    """How many tries are let through."""
    let_through = 0
    with pytest.raises(TooMany) as refused:
        while let_through < 20:
            throttle.check("sign-in", who, times=3, minutes=5)
            let_through += 1
    assert 1 <= int(str(refused.value.params["seconds"])) <= 300
    return let_through


def test_in_memory() -> None:
    assert tries_until_refused(Throttle(None), "an") == 3


@pytest.mark.redis
def test_shared_through_redis(redis_url: str) -> None:
    assert tries_until_refused(Throttle(redis_url), "binh") == 3
    with pytest.raises(TooMany):
        Throttle(redis_url).check("sign-in", "binh", times=3, minutes=5)


def test_without_redis_people_still_sign_in_and_are_still_limited() -> None:
    assert tries_until_refused(Throttle(f"redis://127.0.0.1:{free_port()}/0"), "cuong") == 3
