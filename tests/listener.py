"""A receiver of webhooks: a real HTTPS server on the loopback interface, and what it was sent."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.servers import HOST


@dataclass(frozen=True)
class Sent:
    """One request as the server got it; names of headers in small letters."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """What the body says."""
        return json.loads(self.body)

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.headers["webhook-id"]

    def signed_with(self, secret: str) -> bool:
        """Whether one of the signatures is of this secret: as docs/webhooks.md tells receivers."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        mine = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{mine}" in self.headers["webhook-signature"].split(" ")


Reply = tuple[int, dict[str, str], str]


@dataclass
class Listener:
    """Takes everything, unless `reply` has other words for it; `port` is where it listens."""

    port: int = 0
    sent: list[Sent] = field(default_factory=list)
    reply: Callable[[Sent], Reply] = lambda sent: (204, {}, "")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/nhan") -> str:
        """The address of a receiver here."""
        return f"https://{HOST}:{self.port}{path}"

    def kinds(self, path: str = "/nhan") -> list[str]:
        """What a receiver was told, in order."""
        return [one.json["type"] for one in self.sent if one.path == path]


@contextmanager
def listening(folder: Path) -> Iterator[Listener]:
    """Let a receiver listen, with the certificate in `folder` (tests/certificates.py)."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            sent = Sent(self.path, headers, body)
            with listener.lock:
                listener.sent.append(sent)
            status, extra, text = listener.reply(sent)
            self.send_response(status)
            for name, value in {**extra, "Content-Length": str(len(text.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # Who hangs up, hangs up.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    listener.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
