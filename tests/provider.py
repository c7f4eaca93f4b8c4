"""A real OpenID Connect provider for the tests (oidc-provider-mock), in a process of its own."""

import html
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

from tests.servers import HOST, free_port, stop, wait_until_up

SECONDS = 10


@contextmanager
def provider_server(folder: Path) -> Iterator[str]:
    """A running provider; answers its issuer."""
    port, log = free_port(), folder / "provider.log"
    # It warns of parts of Authlib that it still uses; its business, not ours.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock"]
    command += ["--port", str(port), "--host", HOST, "--require-nonce", "true"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    issuer = f"http://{HOST}:{port}"
    try:
        wait_until_up(process, lambda: _answers(issuer), log)
        yield issuer
    finally:
        stop(process, signal.SIGTERM)


def _answers(issuer: str) -> bool:
    try:
        found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=2)
    except requests.RequestException:
        return False
    return found.json()["issuer"] == issuer  # type: ignore[no-any-return]


def tell_of(issuer: str, subject: str, **claims: Any) -> None:
    """Let the provider know somebody, or know them anew."""
    url = f"{issuer}/users/{quote(subject)}"
    requests.put(url, json=claims, timeout=SECONDS).raise_for_status()


def consent(authorization_url: str, subject: str) -> str:
    """Sign in at the provider as `subject`; return the address it sends the browser to."""
    return _answer(authorization_url, {"sub": subject})


def decline(authorization_url: str) -> str:
    """Say no at the provider; return the address it sends the browser to."""
    return _answer(authorization_url, {"action": "deny"})


def _answer(authorization_url: str, form: dict[str, str]) -> str:
    page = requests.get(authorization_url, timeout=SECONDS)
    page.raise_for_status()
    assert re.search("Authorize Client", html.unescape(page.text))
    answer = requests.post(authorization_url, data=form, timeout=SECONDS, allow_redirects=False)
    assert answer.status_code in (302, 303), answer.text
    return str(answer.headers["Location"])
