"""Asks a ClamAV daemon whether bytes carry a virus: the INSTREAM and PING of clamd(8).

The packages on PyPI for it have had no release for ten years; the protocol is this file.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

CHUNK = 64 << 10
CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 60.0
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """The daemon did not answer, or could not look at so much; the message says which."""


def place_of(address: str) -> tuple[str, int] | str:
    """Return host and port, or the path of a socket: `unix:/run/clamav/clamd.ctl`, `host:3310`.

    Raises ValueError.
    """
    if address.startswith("unix:/"):
        return address.removeprefix("unix:")
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("must look like unix:/run/clamav/clamd.ctl or host:3310")
    return host.strip("[]"), int(port)


def virus_in(stream: BinaryIO, address: str) -> str | None:
    """Return the name of the virus found, None when there is none; `stream` is left at its start.

    Raises ScannerAway.
    """
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            said = _answer(connection)
    finally:
        stream.seek(0)
    verdict = said.removeprefix("stream: ")
    if verdict == "OK":
        return None
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerAway(f"the virus scanner answered {said!r}")


def answers(address: str) -> None:
    """Return when the daemon is there. Raises ScannerAway."""
    with _connected(address) as connection:
        connection.sendall(b"zPING\0")
        said = _answer(connection)
    if said != "PONG":
        raise ScannerAway(f"the virus scanner answered {said!r}")


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    place = place_of(address)
    try:
        with _socket(place) as connection:
            connection.settimeout(ANSWER_SECONDS)
            yield connection
    except OSError as error:
        raise ScannerAway(f"the virus scanner at {address} is away: {error}") from error


def _socket(place: tuple[str, int] | str) -> socket.socket:
    if not isinstance(place, str):
        return socket.create_connection(place, CONNECT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(CONNECT_SECONDS)
    try:
        connection.connect(place)
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode(errors="replace")
