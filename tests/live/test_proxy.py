"""The product behind nginx with our own file: TLS, cookies, sockets, uploads, parts of papers."""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.settings import Settings
from tests.live.hall import SECRETARY
from tests.live.house import House, house
from tests.live.product import Product
from tests.live.wire import Tablet
from tests.proxy import NAME, Proxy, proxy_before
from tests.samples import plain_pdf

BEHIND = {
    "ECABINET_SECURE_COOKIES": "1",
    "ECABINET_TRUSTED_PROXIES": "1",
    "ECABINET_TRUSTED_HOSTS": NAME,
    "ECABINET_ALLOWED_ORIGINS": f"https://{NAME}",
    "ECABINET_PUBLIC_URL": f"https://{NAME}",
}


@dataclass
class Front:
    """A house, seen through the proxy."""

    house: House
    proxy: Proxy

    @property
    def trust(self) -> ssl.SSLContext:
        """The tests' own authority."""
        return ssl.create_default_context(cafile=str(self.proxy.authority))

    @contextmanager
    def line(self) -> Iterator[http.client.HTTPSConnection]:
        """A connection to the proxy by the name of the office."""
        made = Named(self.proxy.tls, self.trust)
        try:
            yield made
        finally:
            made.close()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send one request; return the answer with its bytes in `content`."""
        with self.line() as line:
            line.request(method, path, body, {"Host": NAME, **headers})
            answer = line.getresponse()
            answer.content = answer.read()  # type: ignore[attr-defined]
        return answer

    def bearer(self, username: str = SECRETARY) -> dict[str, str]:
        """The header of somebody signed in."""
        return {"Authorization": f"Bearer {self.house.hall.tokens[username]}"}


class Named(http.client.HTTPSConnection):
    """A connection to the loopback interface that asks for the office's name."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        super().__init__(NAME, port, context=trust, timeout=60)
        self._trust = trust

    def connect(self) -> None:
        """Connect, checking the certificate against the name."""
        plain = socket.create_connection(("127.0.0.1", self.port), 60)
        self.sock = self._trust.wrap_socket(plain, server_hostname=NAME)


@pytest.fixture(scope="module")
def front(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """One server, one proxy before it."""

    def behind(settings: Settings) -> Product:
        return Product(settings.data_dir, settings.database_url, environment=BEHIND)

    folder = tmp_path_factory.mktemp("front")
    with (
        house(sqlite_template, folder / "house", behind) as made,
        proxy_before(made.product.port, folder) as proxy,
    ):
        yield Front(made, proxy)


def test_plain_http_is_sent_to_tls(front: Front) -> None:
    line = http.client.HTTPConnection("127.0.0.1", front.proxy.plain, timeout=60)
    line.request("GET", "/meetings?x=1", headers={"Host": NAME})
    answer = line.getresponse()
    answer.read()
    line.close()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/meetings?x=1")


def test_pages_have_safe_cookies_and_are_not_compressed(front: Front) -> None:
    answer = front.ask("GET", "/sign-in", **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-ecabinet=")
    assert "; Secure" in cookie
    assert "Content-Encoding" not in answer.headers


def test_another_name_is_refused(front: Front) -> None:
    assert front.ask("GET", "/sign-in", Host="evil.example").status == 400


def test_static_files_are_compressed_and_kept(front: Front) -> None:
    page = front.ask("GET", "/sign-in").content.decode()
    path = re.findall(r'href="(/static/[^"]+\.css)"', page)[0]
    first = front.ask("GET", path, **{"Accept-Encoding": "gzip"})
    assert (first.status, first.headers["Content-Encoding"]) == (200, "gzip")
    assert list((front.proxy.authority.parent / "cache").rglob("*")), "nginx keeps no copy"


@pytest.mark.parametrize("origin", [f"https://{NAME}", "https://evil.example"])
def test_sockets_pass_and_only_from_our_origin(front: Front, origin: str) -> None:
    tablet = Tablet(
        front.proxy.tls, None, origin=origin, headers=front.bearer(), host=NAME, trust=front.trust
    )
    ours = origin.endswith(NAME)
    assert tablet.status == ("101" if ours else "400")
    if ours:
        assert tablet.connect()
        assert tablet.ask("join", {"stream": front.house.stream()})["ok"]


def test_large_files_go_up_and_parts_come_back(front: Front) -> None:
    """An upload above nginx's usual megabyte, and a range of the paper."""
    content = plain_pdf(3) + b"\n%" + b"x" * (3 << 20) + b"\n%%EOF\n"
    form = (
        b'--limit\r\nContent-Disposition: form-data; name="file"; filename="To trinh.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + content + b"\r\n--limit--\r\n"
    )
    item = front.house.hall.items[0]
    headers = {**front.bearer(), "Content-Type": "multipart/form-data; boundary=limit"}
    answer = front.ask("POST", f"/api/v1/agenda-items/{item}/papers", form, **headers)
    assert answer.status in (201, 202), answer.content
    version = front.house.hall.version_id
    part = front.ask("GET", f"/api/v1/papers/{version}/file", Range="bytes=0-99", **front.bearer())
    assert (part.status, len(part.content)) == (206, 100), part.content


def test_who_asks_is_who_nginx_says(front: Front) -> None:
    """A visitor's own claim about the address is not believed, and stands in no log."""
    form = b'{"username": "nobody", "password": "wrong wrong wrong"}'
    headers = {"Content-Type": "application/json", "X-Forwarded-For": "203.0.113.7"}
    answer = front.ask("POST", "/api/v1/sign-in", form, **headers)
    assert answer.status == 422, answer.content
    with front.house.platform.store.reading() as session:
        kept = "".join(map(str, session.scalars(select(AuditEntry.detail))))
    assert "127.0.0.1" in kept
    assert "203.0.113.7" not in kept
