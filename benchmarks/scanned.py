"""The sample office that scanners look at, in a temporary folder, and where their tools stand."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.demo_office import PASSWORD, demo_office

TOOLS = ("schemathesis", "wapiti3", "greenlet", "sqlmap")


@dataclass(frozen=True)
class Target:
    """The sample office, and where its log is."""

    url: str
    folder: Path
    log: Path
    tools: Path

    def token(self, username: str) -> str:
        """Sign in through the API."""
        given = json.dumps({"username": username, "password": PASSWORD}).encode()
        asked = urllib.request.Request(
            f"{self.url}/api/v1/sign-in", given, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(asked, timeout=30) as answered:
            return str(json.load(answered)["token"])

    def cookie(self, username: str) -> str:
        """Sign in as a browser does."""
        jar = urllib.request.HTTPCookieProcessor()
        browser = urllib.request.build_opener(jar)
        page = browser.open(f"{self.url}/sign-in", timeout=30).read().decode()
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found is not None
        data = f"csrf_token={found[1]}&username={username}&password={PASSWORD}".encode()
        browser.open(f"{self.url}/sign-in", data, timeout=30).read()
        return "; ".join(f"{each.name}={each.value}" for each in jar.cookiejar)

    def cookie_file(self, username: str) -> Path:
        """The cookie as wapiti reads it. Told as a header, it is not sent."""
        name, value = self.cookie(username).split("=", 1)
        kept = {"value": value, "expires": None, "secure": False, "port": None, "version": 0}
        file = self.folder / "cookies.json"
        file.write_text(json.dumps({"127.0.0.1": {"/": {name: kept}}}))
        return file

    def run(self, *command: str, seconds: float) -> tuple[int, str]:
        """Run a tool; what takes longer is ended. Returns its code and all that it wrote."""
        path = str(self.tools / "bin" / command[0])
        try:
            done = subprocess.run(
                [path, *command[1:]], capture_output=True, text=True, timeout=seconds,
                cwd=self.folder, errors="replace",
            )  # fmt: skip
        except subprocess.TimeoutExpired as late:
            return 0, (late.stdout or b"").decode(errors="replace")
        return done.returncode, done.stdout + done.stderr


@contextmanager
def sample_office(tools: Path) -> Iterator[Target]:
    """A fresh sample office, served until the end."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-scan-") as name:
        folder, log = Path(name), Path(name) / "demo.log"
        with demo_office(folder / "office", log) as origin:
            yield Target(origin, folder, log, tools)
            _look_back(folder / "office")


def _look_back(data_dir: Path) -> None:
    environment = os.environ | {"ECABINET_DATA_DIR": str(data_dir)}
    checked = subprocess.run(
        [sys.executable, "-m", "ecabinet", "audit", "verify"],
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    print(f"audit log: {(checked.stdout + checked.stderr).strip().splitlines()[-1]}")


def tools_in(folder: Path) -> Path:
    """Return the folder with the tools, made at the first time."""
    if not (folder / "bin" / "wapiti").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin/pip"), "install", "-q", *TOOLS], check=True)
    return folder
