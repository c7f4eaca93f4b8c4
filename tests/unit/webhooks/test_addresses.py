"""Which machines may be sent to, and that a dawdling one is cut off."""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ecabinet.webhooks.addresses import is_allowed
from ecabinet.webhooks.posting import Network, NotSent, post, tls_context
from ecabinet.webhooks.states import PAUSES, pause_after
from tests.certificates import make_certificates

INSIDE = (ipaddress.ip_network("10.20.0.0/16"), ipaddress.ip_network("fd00:20::/32"))


@pytest.mark.parametrize(
    ("address", "outside", "inside"),
    [
        ("203.162.0.1", True, True),
        ("2405:4800::1", True, True),
        ("10.20.3.4", False, True),
        ("10.21.3.4", False, False),
        ("fd00:20::7", False, True),
        ("127.0.0.1", False, False),
        ("::1", False, False),
        ("0.0.0.0", False, False),
        ("169.254.169.254", False, False),
        ("fe80::1", False, False),
        ("100.64.0.1", False, False),
        ("192.168.1.1", False, False),
        ("224.0.0.1", False, False),
        ("ff0e::1", False, False),
        ("255.255.255.255", False, False),
        ("::ffff:127.0.0.1", False, False),
        ("::ffff:10.20.3.4", False, True),
        ("64:ff9b::7f00:1", False, False),
        ("2002:7f00:1::", False, False),
    ],
)
def test_machines(address: str, outside: bool, inside: bool) -> None:
    found = ipaddress.ip_address(address)
    assert is_allowed(found, ()) is outside
    assert is_allowed(found, INSIDE) is inside


@pytest.fixture
def dawdler(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """A machine that sends a byte now and then for ever; its port, and who vouches for it."""
    make_certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem", tmp_path / "server.key")
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            plain, _ = door.accept()
            try:
                with context.wrap_socket(plain, server_side=True) as line:
                    line.sendall(b"HTTP/1.1 200 OK\r\n")
                    while not over.wait(0.05):
                        line.sendall(b"x")
            except OSError:
                return

        thread = threading.Thread(target=serve)
        thread.start()
        yield door.getsockname()[1], str(tmp_path / "ca.pem")
        over.set()
        thread.join()


def test_a_machine_that_dawdles_is_cut_off(dawdler: tuple[int, str]) -> None:
    port, ca_file = dawdler
    here = (ipaddress.ip_network("127.0.0.0/8"),)
    network = Network(here, tls_context(ca_file), total_seconds=0.6)
    with pytest.raises(NotSent, match="timeout"):
        post(network, f"https://127.0.0.1:{port}/", {}, b"{}")


def test_pauses_grow_and_differ_a_little() -> None:
    waits = [pause_after(tries, 0) for tries in range(1, 15)]
    assert waits == sorted(waits)
    assert waits[-1] == PAUSES[-1]
    assert pause_after(9, 0, timedelta(hours=1)) == timedelta(hours=1)
    assert pause_after(1, -1) < pause_after(1, 0) < pause_after(1, 1)
