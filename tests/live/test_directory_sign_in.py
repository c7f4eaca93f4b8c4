"""Signing in by directory through the page, on the real server: it holds up nobody."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from ecabinet.settings import Settings
from tests.clients import csrf_of
from tests.fixtures import PASSWORD
from tests.live.house import House, house
from tests.live.product import Product
from tests.servers import HOST
from tests.slapd import SERVICE, SERVICE_PASSWORD, TestDirectory

SLOW = 1.0
"""Seconds that nobody else may wait while a directory is silent."""


@contextmanager
def served(template: Path, folder: Path, **ldap: str) -> Iterator[House]:
    """The product with a directory by its settings."""
    environment = {f"ECABINET_LDAP_{name}": value for name, value in ldap.items()}
    environment |= {"ECABINET_SSO_CREATE": "1"}

    def make(settings: Settings) -> Product:
        return Product(settings.data_dir, settings.database_url, environment=environment)

    with house(template, folder, make) as made:
        yield made


def enter(origin: str, username: str, password: str) -> tuple[requests.Session, Any]:
    """Sign in as a browser does."""
    browser = requests.Session()
    token = csrf_of(browser.get(f"{origin}/sign-in", timeout=30).text)
    form = {"username": username, "password": password, "csrf_token": token}
    return browser, browser.post(f"{origin}/sign-in", form, allow_redirects=False, timeout=60)


def test_by_the_page_under_eventlet(
    directory: TestDirectory, sqlite_template: Path, tmp_path: Path
) -> None:
    directory.add_person("an.tv", "Trần Văn An", "mat-khau-của-an", mail="an.tv@tinh.example")
    settings = {
        "URL": f"ldap://localhost:{directory.port}", "BASE": directory.base, "BIND_DN": SERVICE,
        "BIND_PASSWORD": SERVICE_PASSWORD, "CA_FILE": str(directory.folder / "ca.pem"),
    }  # fmt: skip
    with served(sqlite_template, tmp_path / "house", **settings) as scene:
        origin = scene.product.origin
        for wrong in ("sai", "", "*"):
            assert enter(origin, "an.tv", wrong)[1].status_code == 422
        browser, answer = enter(origin, "an.tv", "mat-khau-của-an")
        assert answer.status_code == 303, answer.text[:500]
        assert "Trần Văn An" in browser.get(f"{origin}/", timeout=30).text
        # People of the house keep their own password beside it.
        assert enter(origin, "thuky", PASSWORD)[1].status_code == 303


@pytest.fixture
def silent() -> Iterator[int]:
    """A directory that accepts and never says anything; its port."""
    with socket.create_server((HOST, 0), backlog=50) as server:
        yield server.getsockname()[1]


def test_a_silent_directory_holds_up_nobody_else(
    silent: int, sqlite_template: Path, tmp_path: Path
) -> None:
    settings = {"URL": f"ldap://127.0.0.1:{silent}", "BASE": "dc=x", "PLAINTEXT": "1"}
    with served(sqlite_template, tmp_path / "house", **settings) as scene:
        origin, answers = scene.product.origin, []
        waiting = [
            threading.Thread(target=lambda: answers.append(enter(origin, "an.tv", "x" * 12)[1]))
            for _ in range(5)
        ]
        for thread in waiting:
            thread.start()
        time.sleep(1)
        slowest = 0.0
        for _ in range(20):
            began = time.monotonic()
            scene.product.get("/healthz")
            scene.caller("thuky").get("/me")
            slowest = max(slowest, time.monotonic() - began)
        assert not answers, "the directory was to be silent"
        for thread in waiting:
            thread.join(60)
        assert slowest < SLOW, f"others waited {slowest:.2f} s"
        assert [a.status_code for a in answers] == [503] * 5
