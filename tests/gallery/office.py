"""A living sample office in a folder of its own, and somebody who has signed in to it."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "song-cau-gio-23"
START_SECONDS = 240


@contextmanager
def office() -> Iterator[str]:
    """A living sample office; answers its address."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ecabinet-gallery-") as folder:
        told = {"DATA_DIR": f"{folder}/demo", "PORT": str(port), "DEMO_PASSWORD": PASSWORD}
        environment = {**os.environ, **{f"ECABINET_{name}": text for name, text in told.items()}}
        process = subprocess.Popen([sys.executable, "-m", "ecabinet", "demo"], env=environment)
        origin = f"http://127.0.0.1:{port}"
        try:
            wait_for(origin, process)
            yield origin
        finally:
            process.terminate()
            process.wait(30)


def wait_for(origin: str, process: subprocess.Popen[bytes]) -> None:
    """Return once it answers. Raises RuntimeError."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            urllib.request.urlopen(origin + "/healthz", timeout=5).close()
            return
        time.sleep(0.5)
    raise RuntimeError("the sample office did not open")


def signed_in(browser: Browser, origin: str, user: str, size: tuple[int, int]) -> Page:
    """A tablet on which somebody has signed in; errors of its console are told."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="vi-VN", has_touch=True
    )
    opened = context.new_page()
    opened.on("console", lambda said: said.type == "error" and print("CONSOLE", user, said.text))
    opened.on("pageerror", lambda error: print("ERROR", user, error))
    opened.goto(origin + "/sign-in")
    opened.fill("[name=username]", user)
    opened.fill("[name=password]", PASSWORD)
    opened.press("[name=password]", "Enter")
    opened.wait_for_url(origin + "/")
    return opened
