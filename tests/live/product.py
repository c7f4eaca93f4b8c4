"""The real product as processes of their own: started, asked, stopped or killed by tests."""

import json
import os
import signal
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.nursery import Child, nursery
from tests.servers import free_port

SECRET = "test-secret-" * 4
START_SECONDS = 120.0
LISTENING = "0A"
SERVE = ("-m", "ecabinet", "serve", "--no-worker")


@dataclass
class Product:
    """One web process over a database that is ready. Port 0 becomes a free one at the start."""

    data_dir: Path
    database_url: str
    mode: str = "eventlet"
    redis_url: str = ""
    port: int = 0
    reuse_port: bool = False
    program: tuple[str, ...] = SERVE
    environment: dict[str, str] = field(default_factory=dict)
    process: Child | None = None

    def start(self) -> "Product":
        """Start, and return once connections are accepted.

        Raises:
            RuntimeError: it ended, or took too long; with what it wrote.
        """
        self.port = self.port or free_port()
        self.log = self.data_dir / f"web-{self.port}-{time.monotonic_ns()}.log"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.process = nursery(self.mode).start(self.program, self.settings(), self.log)
        deadline = time.monotonic() + START_SECONDS
        while not _listens(self.process.pid, self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"the server did not start:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.03)
        return self

    def restart_if_dead(self) -> None:
        """Start again on the same port what was killed."""
        if self.process is None or self.process.poll() is not None:
            self.start()

    @property
    def pid(self) -> int:
        """The process."""
        assert self.process is not None
        return self.process.pid

    @property
    def origin(self) -> str:
        """Where its pages come from."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> Any:
        """Return the JSON at a path that needs no sign-in."""
        with urllib.request.urlopen(self.origin + path, timeout=30) as answer:
            return json.load(answer)

    def kill(self) -> None:
        """End it as a power cut ends it: no chance to finish anything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(30)

    def stop(self) -> None:
        """End it gently, or not gently when that takes too long."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def settings(self) -> dict[str, str]:
        """Return the environment it runs in."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ECABINET_")}
        ours = {
            "DATA_DIR": str(self.data_dir),
            "DATABASE_URL": self.database_url,
            "SECRET_KEY": SECRET,
            "PORT": str(self.port),
            "ASYNC": self.mode,
            "REDIS_URL": self.redis_url,
            "REUSE_PORT": "1" if self.reuse_port else "0",
            # Tests of the second factor ask for it; all others sign in with a password alone.
            "SECOND_FACTOR_FOR": "none",
        }
        named = {f"ECABINET_{name}": value for name, value in ours.items() if value}
        return {**kept, **named, **self.environment}


def _listens(pid: int, port: int) -> bool:
    """Whether this very process listens: another one may share the port."""
    inodes = {
        fields[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if (fields := line.split())[3] == LISTENING and fields[1].endswith(f":{port:04X}")
    }
    return bool(inodes & sockets_of(pid))


def sockets_of(pid: int) -> set[str]:
    """Return the inodes of the sockets a process holds; none when it is gone."""
    found = set()
    try:
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            target = os.readlink(entry)
            if target.startswith("socket:["):
                found.add(target[8:-1])
    except FileNotFoundError:
        return found
    return found
