"""Programs on hosts: started, waited for, killed, started again."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.topology.network import HOSTS, on
from tests.live.product import SECRET
from tests.proxy import NAME

WAIT_SECONDS = 60.0
ECABINET = (sys.executable, "-W", "ignore", "-m", "ecabinet")
BUCKET, STORE_NAME = "ecabinet", "kho.tinh.example"
DATABASE = f"postgresql://postgres@{HOSTS['data']}:5432/postgres"
REDIS = f"redis://{HOSTS['redis']}:6379/0"
STORE = f"http://{HOSTS['data']}:9000"


@dataclass
class Program:
    """One program on one host. `is_up` tells whether it does its work."""

    name: str
    host: str
    command: Sequence[object]
    log: Path
    is_up: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def begin(self) -> "Program":
        """Start it, and do not wait."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ECABINET_")}
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                on(self.host, self.command), env={**kept, **self.environment},
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        return self

    def wait(self) -> "Program":
        """Return once it does its work. Raises RuntimeError with the end of its log."""
        until = time.monotonic() + WAIT_SECONDS
        while not self.is_up():
            assert self.process is not None
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)
        return self

    def kill(self) -> None:
        """End it as a power cut does, with all its children."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def product(folder: Path, host: str) -> dict[str, str]:
    """The settings of everything of ours on a host; nothing else differs between hosts."""
    ours = {
        "DATA_DIR": str(folder / "shared"),
        "DATABASE_URL": DATABASE,
        "REDIS_URL": REDIS,
        "SECRET_KEY": SECRET,
        "HOST": HOSTS[host],
        "TRUSTED_HOSTS": NAME,
        "ALLOWED_ORIGINS": f"https://{NAME}",
        "SECURE_COOKIES": "1",
        "TRUSTED_PROXIES": "1",
        "SECOND_FACTOR_FOR": "none",
        "SIGN_IN_ATTEMPTS": "1000",
        "S3_URL": f"{STORE}/{BUCKET}",
        "S3_KEY_ID": "ecabinet",
        "S3_SECRET": SECRET,
        "S3_PUBLIC_URL": f"https://{STORE_NAME}",
        "S3_CACHE_DIR": str(folder / f"nearby-{host}"),
    }
    return {f"ECABINET_{name}": value for name, value in ours.items()}


def web(folder: Path, host: str, port: int) -> Program:
    """A web process, which answers when its database does."""
    return Program(
        f"{host}:{port}", host, [*ECABINET, "serve", "--no-worker"],
        folder / f"{host}-{port}.log", lambda: _ready(HOSTS[host], port),
        {**product(folder, host), "ECABINET_PORT": str(port)},
    )  # fmt: skip


def worker(folder: Path, host: str) -> Program:
    """A worker; that it runs is all one can ask it."""
    return Program(
        f"worker {host}", host, [*ECABINET, "worker"],
        folder / f"{host}-worker.log", lambda: True, product(folder, host),
    )  # fmt: skip


def _ready(address: str, port: int) -> bool:
    line = http.client.HTTPConnection(address, port, timeout=2)
    try:
        line.request("GET", "/readyz", headers={"Host": NAME})
        return line.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        line.close()
