"""One POST to one receiver: to the machine that was checked, within ten seconds, no redirects."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from ecabinet.webhooks.addresses import (
    Forbidden,
    IpNetwork,
    allowed_addresses,
    host_and_port,
)

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
ANSWER_BYTES = 4096
"""As much of an answer is read and kept."""


@dataclass(frozen=True)
class Answer:
    """What the receiver said. `retry_after`: seconds it wishes to be left alone, if it said so."""

    status: int
    text: str
    retry_after: int | None = None


class NotSent(Exception):
    """No answer came: the name, the line, the certificate or the time failed. The reason in a word.

    Whether the receiver got the message is not known; it is sent again under the same id.
    """


@dataclass(frozen=True)
class Network:
    """How messages go out: internal networks that may be sent to, and whom TLS trusts."""

    networks: tuple[IpNetwork, ...]
    tls: ssl.SSLContext
    connect_seconds: float = CONNECT_SECONDS
    total_seconds: float = TOTAL_SECONDS


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """Return whom to trust: the machine's own authorities, and those in `ca_file` besides."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def post(network: Network, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """Send `body` and return the answer, whatever its status. Raises NotSent."""
    deadline = monotonic() + network.total_seconds
    host, port = host_and_port(url)
    try:
        machines = allowed_addresses(host, port, network.networks)
        with _Line(network, host, port, deadline) as line:
            line.open(machines)
            return line.exchange(_target(url), headers, body)
    except Forbidden as error:
        raise NotSent("forbidden_address") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotSent("timeout" if monotonic() >= deadline else _reason(error)) from error


class _Line(http.client.HTTPConnection):
    """A connection with TLS to a given machine, cut off at its deadline wherever that dawdles.

    A timeout of sockets counts for each byte anew; a machine that sends one now and then would
    hold a thread for hours.
    """

    def __init__(self, network: Network, host: str, port: int, deadline: float) -> None:
        super().__init__(host, port)
        self._network, self._deadline = network, deadline
        self._watch = threading.Timer(max(0.0, deadline - monotonic()), self._cut)
        self._watch.daemon = True

    def __enter__(self) -> "_Line":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()
        self.close()

    def open(self, machines: Iterable[str]) -> None:
        """Connect to the first of `machines` that lets us; its certificate must be for the host."""
        failed: OSError = TimeoutError()
        for machine in machines:
            try:
                return self._open(machine)
            except OSError as error:
                self.close()
                failed = error
        raise failed

    def _open(self, machine: str) -> None:
        seconds = min(self._network.connect_seconds, self._left())
        plain = socket.create_connection((machine, self.port), seconds)
        try:
            self.sock = self._network.tls.wrap_socket(
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
        except BaseException:
            plain.close()
            raise
        self.sock.do_handshake()
        self.sock.settimeout(self._left())

    def exchange(self, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send and read; of the answer no more than is kept."""
        self.request("POST", target, body, dict(headers))
        answer = self.getresponse()
        self._left()  # Cut off in its headers an answer looks like one that is whole.
        wish = answer.headers.get("Retry-After", "")
        return Answer(
            status=answer.status,
            text=_read(answer),
            retry_after=int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 7 else None,
        )

    def _left(self) -> float:
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _cut(self) -> None:
        if self.sock is not None:
            try:
                # Below TLS, whose own state belongs to the thread that is reading.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return  # It is closed already.


def _read(answer: http.client.HTTPResponse) -> str:
    """Return the beginning of the answer; one whose text breaks off has answered all the same."""
    try:
        text = answer.read(ANSWER_BYTES)
    except (OSError, http.client.HTTPException):
        return ""
    return text.decode("utf-8", "replace").replace("\0", "")


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _reason(error: Exception) -> str:
    """Return the reason in a word, as the log page translates it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, socket.gaierror):
        return "no_such_name"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    return "refused" if isinstance(error, ConnectionRefusedError) else "broken_off"
