"""Somebody who opens a fresh installation with a browser: TLS by its name, cookies, forms."""

import base64
import hmac
import http.client
import http.cookiejar
import json
import re
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "hop.tinh.example"
WAIT_SECONDS = 30


class Named(http.client.HTTPSConnection):
    """A connection to this machine, asking for the office's name."""

    def connect(self) -> None:
        """Connect, checking the certificate against the name."""
        plain = socket.create_connection(("127.0.0.1", 443), 60)
        self.sock = self._context.wrap_socket(plain, server_hostname=NAME)  # type: ignore[attr-defined]


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> Any:
        return self.do_open(Named, request, context=self._context)  # type: ignore[attr-defined]


class Visitor:
    """Trusts the certificate of the machine in `root`; keeps cookies."""

    def __init__(self, root: Path, tls: str = "etc/ecabinet/tls") -> None:
        self.trust = ssl.create_default_context(cafile=str(root / tls / "fullchain.pem"))
        self._jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(
            _Https(context=self.trust), urllib.request.HTTPCookieProcessor(self._jar)
        ).open

    @property
    def cookies(self) -> str:
        """The header that tells who one is, for clients of another kind."""
        return "; ".join(f"{each.name}={each.value}" for each in self._jar)

    def page(self, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        """The address arrived at and the page; the services may need a moment to be there."""
        body = urllib.parse.urlencode(form).encode() if form else None
        asked = urllib.request.Request(f"https://{NAME}{path}", body)
        asked.add_header("Referer", f"https://{NAME}{path}")
        with _patiently(lambda: self._open(asked, timeout=60)) as answer:
            return answer.url, answer.read().decode()

    def call(self, path: str, body: object = None, file: tuple[str, bytes] | None = None) -> Any:
        """Ask the API as pages do: POST with a body or a file, else GET. Gives what it answers."""
        headers, sent = {"Referer": f"https://{NAME}/"}, None
        if body is not None or file:
            token = re.search(r'name="csrf-token" content="([^"]+)"', self.page("/")[1])
            assert token is not None
            headers |= {"X-CSRFToken": token[1], "Idempotency-Key": str(uuid.uuid4())}
            kind, sent = _multipart(*file) if file else ("application/json", _json(body))
            headers["Content-Type"] = kind
        asked = urllib.request.Request(f"https://{NAME}/api/v1{path}", sent, headers)
        try:
            with self._open(asked, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            error.add_note(error.read().decode())
            raise

    def sign_in(self, username: str, password: str) -> str:
        """Sign in through the form; answers address and title of the page arrived at."""
        _, form = self.page("/sign-in")
        told = {"username": username, "password": password}
        address, page = self.page("/sign-in", _token(form) | told)
        assert not address.endswith("/sign-in"), re.sub(r"<[^>]+>|\s+", " ", page)[:2000]
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
        if secret:
            code = _code(secret[1].replace(" ", ""))
            self.page("/sign-in/second-factor", _token(page) | {"code": code})
            address, page = self.page("/")
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        return f"{address} “{title[1].strip() if title else ''}”"

    def shown(self) -> dict[str, int]:
        """How many meetings, tasks and directives the lists hold."""
        found = {}
        for what, path in (
            ("meetings", "/meetings"),
            ("tasks", "/tasks?view=all"),
            ("directives", "/directives"),
        ):
            _, text = self.page(f"/api/v1{path}")
            told = json.loads(text)
            found[f"{what} shown"] = told.get("total", len(told[what]))
        return found


def _json(body: object) -> bytes:
    return json.dumps(body).encode()


def _multipart(name: str, content: bytes) -> tuple[str, bytes]:
    """Type and body of a form whose only field is a file."""
    head = f'--end\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    return "multipart/form-data; boundary=end", head.encode() + content + b"\r\n--end--\r\n"


def _token(form: str) -> dict[str, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert found is not None, form[:2000]
    return {"csrf_token": found[1]}


def _code(secret: str) -> str:
    """The six digits that a telephone shows now (RFC 6238)."""
    step = int(time.time() // 30).to_bytes(8)
    digest = hmac.digest(base64.b32decode(secret), step, "sha1")
    at = digest[-1] & 15
    return f"{int.from_bytes(digest[at : at + 4]) % (1 << 31) % 1_000_000:06d}"


def _patiently(ask: Callable[[], Any]) -> Any:
    """Ask until nginx has somebody behind it."""
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with suppress(ConnectionError):
            try:
                return ask()
            except urllib.error.HTTPError as error:
                if error.code != 502:
                    raise
        time.sleep(0.5)
    return ask()
