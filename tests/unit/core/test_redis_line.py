"""While Redis is away nobody is made to wait for it twice."""

from pathlib import Path

import pytest
from redis import ConnectionError as Refused
from sqlalchemy import text

from ecabinet.core.db import GIVE_UP, open_engine
from ecabinet.core.jobs import Jobs
from ecabinet.core.nudge import RedisNudge
from ecabinet.core.redis_line import REST_SECONDS, Rest
from ecabinet.core.unit_of_work import Job
from tests.servers import free_port


def nowhere() -> str:
    """The URL of a Redis that is not there."""
    return f"redis://127.0.0.1:{free_port()}/0"


def test_a_rest_is_over_after_a_while() -> None:
    now = [100.0]
    rest = Rest(clock=lambda: now[0])
    assert not rest
    rest.begin()
    assert rest
    now[0] += REST_SECONDS
    assert not rest


def test_after_a_failure_others_are_not_told_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    nudge, asked = RedisNudge(nowhere()), []

    def publish(*_said: str) -> None:
        asked.append(1)
        raise Refused

    monkeypatch.setattr(nudge._client, "publish", publish)
    for _ in range(3):
        nudge.send(["a"])
        nudge.wait(0)
    assert asked == [1]
    nudge.close()


def test_jobs_wait_for_the_sweep(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path, nowhere())
    with pytest.raises(Refused):
        jobs.dispatch(Job("look", {}))
    jobs.dispatch(Job("look", {}))


@pytest.mark.postgres
def test_postgres_drops_a_machine_that_was_cut_off(empty_postgres_url: str) -> None:
    engine = open_engine(empty_postgres_url)
    with engine.connect() as connection:
        for name in ("tcp_user_timeout", "tcp_keepalives_idle", "tcp_keepalives_count"):
            shown = connection.scalar(
                text(f"SELECT setting FROM pg_settings WHERE name = '{name}'")
            )
            assert int(str(shown)) == GIVE_UP[name.removeprefix("tcp_") if "keep" in name else name]
    engine.dispose()
