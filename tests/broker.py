"""Starts the servers that tests ask for, once for a whole run, and stops them when it ends.

A run of pytest starts one broker (`python -m tests.broker FOLDER`) and holds its standard input
open. Whoever wants a server writes `FOLDER/NAME.want` and waits for `NAME.url`; the broker starts
it on the first wish. End of input, however the run ended, stops everything: no server outlives
a killed run, and no worker of a parallel run stops what the others still use.
"""

import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.buckets import s3_server
from tests.provider import provider_server
from tests.servers import (
    FOLDER_VARIABLE,
    START_SECONDS,
    ServerFailed,
    postgres_server,
    redis_server,
)
from tests.slapd import slapd_server

KINDS = {
    "postgres": postgres_server,
    "redis": redis_server,
    "slapd": slapd_server,
    "provider": provider_server,
    "s3": s3_server,
}
POLL_SECONDS = 0.05


def start_broker() -> subprocess.Popen[bytes]:
    """Starts a broker for this run and names its folder in the environment for the workers."""
    folder = tempfile.mkdtemp(prefix="ecabinet-servers-")
    # PostgreSQL runs as another user when the tests run as root.
    Path(folder).chmod(0o755)
    os.environ[FOLDER_VARIABLE] = folder
    command = [sys.executable, "-m", "tests.broker", folder]
    # A session of its own: Ctrl+C must reach pytest first, which then closes our input.
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, cwd=Path(__file__).parents[1], start_new_session=True
    )


def stop_broker(broker: subprocess.Popen[bytes]) -> None:
    """Ends the broker and waits until its servers have stopped."""
    if broker.stdin:
        broker.stdin.close()
    broker.wait()


def ask(name: str) -> str:
    """Where the server `name` is (one of KINDS, or "redis-…" for one's own), started when needed.

    Raises ServerFailed.
    """
    folder = Path(os.environ[FOLDER_VARIABLE])
    (folder / f"{name}.want").touch()
    deadline = time.monotonic() + 2 * START_SECONDS
    while time.monotonic() < deadline:
        if (folder / f"{name}.failed").exists():
            raise ServerFailed((folder / f"{name}.failed").read_text())
        if (folder / f"{name}.url").exists():
            return (folder / f"{name}.url").read_text()
        time.sleep(POLL_SECONDS)
    raise ServerFailed(f"nobody started {name}")


def answer(folder: Path, name: str, servers: ExitStack) -> None:
    """Starts one wanted server and writes down where it is, or why it is not."""
    home = folder / name
    home.mkdir()
    home.chmod(0o755)
    make = KINDS[name.partition("-")[0]]
    try:
        told, text = "url", servers.enter_context(make(home))
    except (ServerFailed, OSError, KeyError) as problem:
        told, text = "failed", f"{name} did not start: {problem}"
    partial = folder / f"{name}.partial"
    partial.write_text(text)
    partial.rename(folder / f"{name}.{told}")


def serve(folder: Path) -> None:
    """Answers wishes until standard input ends."""
    answered: set[str] = set()
    with ExitStack() as servers:
        servers.callback(shutil.rmtree, folder, ignore_errors=True)
        while not select.select([sys.stdin], [], [], POLL_SECONDS)[0]:
            wanted = {path.stem for path in folder.glob("*.want")} - answered
            for name in sorted(wanted):
                answer(folder, name, servers)
            answered |= wanted


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
