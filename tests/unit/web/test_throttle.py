"""Tries are counted, also while Redis is away."""

import pytest

from ecabinet.core.errors import TooMany
from ecabinet.web.throttle import Throttle
from tests.servers import free_port


def expect_three(throttle: Throttle, who: str) -> None:
    """Three tries are let through; the fourth is told how long to wait."""
    for _ in range(3):
        throttle.check("sign-in", who, times=3, minutes=5)
    with pytest.raises(TooMany) as refused:
        throttle.check("sign-in", who, times=3, minutes=5)
    assert 1 <= int(str(refused.value.params["seconds"])) <= 300


def test_in_memory() -> None:
    expect_three(Throttle(None), "an")


@pytest.mark.redis
def test_shared_through_redis(redis_url: str) -> None:
    expect_three(Throttle(redis_url), "binh")
    with pytest.raises(TooMany):
        Throttle(redis_url).check("sign-in", "binh", times=3, minutes=5)


def test_without_redis_people_still_sign_in_and_are_still_limited() -> None:
    expect_three(Throttle(f"redis://127.0.0.1:{free_port()}/0"), "cuong")
