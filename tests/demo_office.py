"""A living sample office in a folder of its own, for pictures and for scanners."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from tests.servers import HOST, ServerFailed, free_port

PASSWORD = "song-cau-gio-23"
START_SECONDS = 600
"""It makes its data first, on a machine that others use too."""


@contextmanager
def demo_office(data_dir: Path, log: Path | None = None) -> Iterator[str]:
    """Its address; what it says goes into the log, or to the terminal. Raises ServerFailed."""
    port = free_port()
    told = {"DATA_DIR": str(data_dir), "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
    environment = {**os.environ, **{f"ECABINET_{name}": text for name, text in told.items()}}
    command = [sys.executable, "-m", "ecabinet", "demo"]
    with log.open("wb") if log else nullcontext() as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    origin = f"http://{HOST}:{port}"
    try:
        _wait_until_open(process, origin, log)
        yield origin
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_open(process: subprocess.Popen[bytes], origin: str, log: Path | None) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(origin + "/healthz", timeout=5).close()
            return
        time.sleep(0.5)
    said = log.read_text()[-2000:] if log else ""
    raise ServerFailed(f"the sample office did not open\n{said}")
