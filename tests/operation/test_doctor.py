"""The doctor: what is well passes, what is broken is named with what to do about it."""

import json
import os
import shutil
import signal
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from ecabinet.cli import commands
from ecabinet.operation import files_kept, machine, services
from ecabinet.operation.doctor import CHECKS
from ecabinet.operation.findings import Finding, Level
from ecabinet.operation.heartbeat import FOLDER, Heartbeat, forget_lost, last_beat
from ecabinet.settings import Settings
from tests.buckets import new_bucket
from tests.mailhouse import MailHouse, opened
from tests.nursery import nursery
from tests.servers import free_port

SECRET = "x" * 48


def settings(folder: Path, **changes: object) -> Settings:
    """Settings of an installation in `folder`."""
    made = Settings(folder, SECRET, f"sqlite:///{folder / 'ecabinet.sqlite3'}")
    return replace(made, **changes)  # type: ignore[arg-type]


def levels(found: Iterable[Finding]) -> list[Level]:
    """Return how bad each is; nothing bad is without advice."""
    seen = list(found)
    assert all(bool(f.advice) == (f.level is not Level.OK) for f in seen), seen
    return [f.level for f in seen]


def test_the_data_folder(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert levels(machine.data_folder(settings(folder))) == [Level.BAD]
    folder.mkdir(mode=0o750)
    folder.chmod(0o750)
    assert levels(machine.data_folder(settings(folder))) == [Level.OK]
    (folder / "secret_key").touch(mode=0o644)
    (folder / "secret_key").chmod(0o644)
    assert levels(machine.data_folder(settings(folder))) == [Level.WARN]


@pytest.mark.parametrize(
    ("free", "total", "level"),
    [(50, 100, Level.OK), (5, 100, Level.WARN), (1, 2, Level.BAD), (0, 100, Level.BAD)],
)
def test_the_disk(
    free: int, total: int, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = (total << 30, (total - free) << 30, free << 30)
    space = type("Space", (), dict(zip(("total", "used", "free"), sizes, strict=True)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: space)
    assert levels(machine.disk(settings(tmp_path))) == [level]


def test_programs_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "SYNCHRONISED", tmp_path / "none")
    made = settings(tmp_path)
    assert levels(machine.office(made)) == [Level.WARN]
    assert levels(machine.fonts(made)) == [Level.WARN]
    assert levels(machine.clock(made)) == [Level.WARN]


def test_the_database(tmp_path: Path, sqlite_url: str) -> None:
    assert levels(services.database_answers(settings(tmp_path, database_url=sqlite_url))) == [
        Level.OK, Level.OK,
    ]  # fmt: skip
    empty = settings(tmp_path, database_url=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert levels(services.database_answers(empty)) == [Level.OK, Level.BAD]
    nowhere = f"postgresql://postgres@127.0.0.1:{free_port()}/none"
    assert levels(services.database_answers(settings(tmp_path, database_url=nowhere))) == [
        Level.BAD
    ]


@pytest.mark.postgres
def test_postgres(tmp_path: Path, postgres_url: str) -> None:
    found = list(services.database_answers(settings(tmp_path, database_url=postgres_url)))
    assert [f.level for f in found] == [Level.OK] * 3
    assert found[0].seen.startswith("PostgreSQL ")


def test_redis_that_is_not_there(tmp_path: Path) -> None:
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    assert levels(services.redis_answers(settings(tmp_path, redis_url=nowhere))) == [Level.BAD]
    assert levels(services.redis_answers(settings(tmp_path))) == [Level.OK]


@pytest.mark.redis
def test_redis(tmp_path: Path, redis_url: str) -> None:
    assert levels(services.redis_answers(settings(tmp_path, redis_url=redis_url))) == [Level.OK]


def test_the_web_process(tmp_path: Path) -> None:
    assert levels(services.web_answers(settings(tmp_path, port=free_port()))) == [Level.BAD]


def test_mail(tmp_path: Path) -> None:
    assert levels(services.mail_goes_out(settings(tmp_path))) == [Level.WARN]
    about = {"mail_from": "hop@tinh.example", "public_url": "https://hop.tinh.example"}
    with opened(MailHouse()) as house:
        there = settings(tmp_path, smtp_url=f"smtp://127.0.0.1:{house.port}?tls=none", **about)
        assert levels(services.mail_goes_out(there)) == [Level.OK]
        assert not house.taken
    nowhere = settings(tmp_path, smtp_url=f"smtp://127.0.0.1:{free_port()}?tls=none", **about)
    assert levels(services.mail_goes_out(nowhere)) == [Level.BAD]


def test_signs_of_life(tmp_path: Path) -> None:
    made = settings(tmp_path)
    assert levels(services.worker_works(made)) == [Level.BAD]
    heart = Heartbeat(tmp_path)
    heart.beat()
    assert levels(services.worker_works(made)) == [Level.OK]
    killed = tmp_path / FOLDER / "elsewhere-1"
    killed.touch()
    heart.stop()
    long_ago = time.time() - 4000
    os.utime(killed, (long_ago, long_ago))
    assert levels(services.worker_works(made)) == [Level.BAD]
    forget_lost(tmp_path)
    assert last_beat(tmp_path) is None


def test_a_worker_gives_signs_of_life_until_it_stops(tmp_path: Path, sqlite_url: str) -> None:
    environment = {
        **os.environ, "ECABINET_DATA_DIR": str(tmp_path), "ECABINET_SECRET_KEY": SECRET,
        "ECABINET_DATABASE_URL": sqlite_url,
    }  # fmt: skip
    program = ("-m", "ecabinet", "worker")
    worker = nursery("threading").start(program, environment, tmp_path / "worker.log")
    try:
        until = time.monotonic() + 90
        while last_beat(tmp_path) is None and time.monotonic() < until:
            assert worker.poll() is None
            time.sleep(0.1)
        assert last_beat(tmp_path) is not None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.wait(10)
    assert last_beat(tmp_path) is None


def test_the_store_of_the_files(tmp_path: Path, s3_url: str) -> None:
    office = settings(tmp_path, public_url="https://hop.tinh.example")
    assert levels(files_kept.store_answers(office)) == [Level.OK]
    place = new_bucket(s3_url, origins=("https://hop.tinh.example",), public=s3_url)
    ours = replace(office, s3=place)
    assert levels(files_kept.store_answers(ours)) == [Level.OK]
    assert levels(files_kept.browsers_may_take(ours)) == [Level.OK]
    for wrong in (
        replace(place, bucket="no-such-bucket"),
        replace(place, endpoint=f"http://127.0.0.1:{free_port()}"),
    ):
        assert levels(files_kept.store_answers(replace(office, s3=wrong))) == [Level.BAD]
    away = replace(place, public=f"http://127.0.0.1:{free_port()}")
    assert levels(files_kept.browsers_may_take(replace(office, s3=away))) == [Level.BAD]


def test_on_the_command_line(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECABINET_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ECABINET_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("ECABINET_PORT", str(free_port()))
    said = CliRunner().invoke(commands, ["doctor"])
    assert said.exit_code == 1
    assert "BAD  worker: never seen here\n     → start `ecabinet worker`" in said.output
    lines = CliRunner().invoke(commands, ["doctor", "--json"]).output.splitlines()
    assert len(lines) >= len(CHECKS)
    assert {json.loads(line)["level"] for line in lines} <= {"ok", "warn", "bad"}
