"""A provider that answers as a test tells it to: forged tokens, wrong keys, silence."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from ecabinet.sign_on_settings import OpenIdConnect

CLIENT, SECRET = "phong-hop", "bi-mat-cua-phong-hop-khong-giay"
KEY_BITS = 2048


@dataclass
class Liar:
    """What it answers can be changed at any time; `asked` counts the requests by path."""

    issuer: str
    key: RSAKey = field(default_factory=lambda: new_key("k1"))
    metadata: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Callable[[dict[str, str]], tuple[int, bytes]]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    @property
    def settings(self) -> OpenIdConnect:
        """Settings that trust it."""
        return OpenIdConnect(self.issuer, CLIENT, SECRET, label="Cổng thử", groups_claim="groups")

    def claims(self, **changed: Any) -> dict[str, Any]:
        """Return what a good ID token says, but for what is changed; None leaves a claim out."""
        now = int(time.time())
        good = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "s-1",
            "iat": now,
            "exp": now + 300,
            "nonce": "nonce",
            "preferred_username": "an.tv",
            "name": "Trần Văn An",
            "groups": [],
        }
        return {name: value for name, value in {**good, **changed}.items() if value is not None}

    def sign(self, claims: dict[str, Any], key: RSAKey | None = None, **header: Any) -> str:
        """Return a token by the provider's key, or by another."""
        used = key or self.key
        return jwt.encode({"alg": "RS256", "kid": used.kid, **header}, claims, used)

    def hand_out(self, id_token: str | None, challenge: str = "") -> None:
        """Let the token endpoint give `id_token`; with a challenge (PKCE) only for its verifier."""

        def token(form: dict[str, str]) -> tuple[int, bytes]:
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if challenge and base64.urlsafe_b64encode(digest).decode().rstrip("=") != challenge:
                return 400, json.dumps({"error": "invalid_grant"}).encode()
            found = {"access_token": "a", "token_type": "Bearer", "expires_in": 60}
            return 200, json.dumps(found | ({"id_token": id_token} if id_token else {})).encode()

        self.answers["/token"] = token

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        """Answer one request."""
        self.asked[path] = self.asked.get(path, 0) + 1
        if path in self.answers:
            return self.answers[path](form)
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps(self._metadata()).encode()
        if path == "/jwks":
            return 200, json.dumps({"keys": [self.key.as_dict(private=False)]}).encode()
        return 404, b"{}"

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        } | self.metadata


def new_key(kid: str) -> RSAKey:
    """Return a fresh signing key."""
    return RSAKey.generate_key(KEY_BITS, {"kid": kid, "use": "sig"})


@contextmanager
def lying_provider() -> Iterator[Liar]:
    """Run one in this process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    liar = Liar(f"http://127.0.0.1:{server.server_port}")
    server.liar = liar  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield liar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._reply({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
        self._reply({name: values[0] for name, values in parse_qs(body).items()})

    def _reply(self, form: dict[str, str]) -> None:
        liar: Liar = self.server.liar  # type: ignore[attr-defined]
        status, body = liar.answer(urlsplit(self.path).path, form)
        self.send_response(status)
        if status in (302, 307):
            self.send_header("Location", body.decode())
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # Whoever has heard enough hangs up.
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
