"""Uploads and slow clients that do harm: each function is one attacker, until the time is over."""

import contextlib
import os
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.live.hall import SECRETARY, STRANGER, Hall

MARK = "x" * 20
PDF = b"%PDF-1.7\n"


@dataclass
class Attacked:
    """The product as its attackers see it: where it is, until when they go on, what they heard."""

    port: int
    hall: Hall
    until: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)

    def head(self, size: int, who: str, path: str = "", chunked: bool = False) -> bytes:
        """The head of an upload."""
        path = path or f"/api/v1/agenda-items/{self.hall.items[0]}/papers"
        long = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
        signed = f"Authorization: Bearer {self.hall.tokens[who]}\r\n" if who else ""
        return (f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{signed}{long}\r\n"
                f"Content-Type: multipart/form-data; boundary={MARK}\r\n\r\n").encode()  # fmt: skip

    def answer(self, sock: socket.socket) -> None:
        """Note what is answered."""
        sock.settimeout(30)
        try:
            told = sock.recv(65536).decode(errors="replace")
        except TimeoutError:
            told = "- none"
        code = told.partition('"code":')[2][:30].strip(' "').partition('"')[0]
        self.answers[f"{told.partition(' ')[2][:3]} {code}".strip() or "cut off"] += 1


Attack = Callable[[Attacked, int], None]
"""Done by several at once; the number says which of them it is."""


def _whole(target: Attacked, size: int, who: str, path: str = "") -> None:
    """Upload a file, again and again."""
    begin = (f'--{MARK}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
             "Content-Type: application/pdf\r\n\r\n").encode() + PDF  # fmt: skip
    end = f"\r\n--{MARK}--\r\n".encode()
    piece = os.urandom(1 << 16)
    while time.monotonic() < target.until:
        with socket.create_connection(("127.0.0.1", target.port), timeout=30) as sock:
            try:
                sock.sendall(target.head(len(begin) + size + len(end), who, path) + begin)
                for _ in range(size // len(piece)):
                    sock.sendall(piece)
                sock.sendall(end)
            except OSError:
                target.answers["cut off while sending"] += 1
                continue
            target.answer(sock)


def large(target: Attacked, _: int) -> None:
    """Files as large as they may be, by one who may."""
    _whole(target, 32 << 20, SECRETARY)


def small(target: Attacked, _: int) -> None:
    """Small files, by one who may."""
    _whole(target, 1 << 16, SECRETARY)


def no_right(target: Attacked, _: int) -> None:
    """Files by one who may not."""
    _whole(target, 32 << 20, STRANGER)


def nobody(target: Attacked, _: int) -> None:
    """Files by nobody, to the API."""
    _whole(target, 32 << 20, "")


def page(target: Attacked, _: int) -> None:
    """Files by nobody, to a page that takes a form."""
    _whole(target, 32 << 20, "", "/sign-in")


def huge(target: Attacked, number: int) -> None:
    """A gigabyte and more, announced or not."""
    with socket.create_connection(("127.0.0.1", target.port), timeout=30) as sock:
        chunked = number % 2 == 1
        sock.sendall(target.head(1 << 40, SECRETARY, chunked=chunked))
        piece = b"x" * (1 << 16)
        whole = b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece
        try:
            while time.monotonic() < target.until:
                sock.sendall(whole)
        except OSError:
            pass
        target.answer(sock)


def slow(target: Attacked, _: int) -> None:
    """The body of an upload, byte by byte."""
    with socket.create_connection(("127.0.0.1", target.port), timeout=30) as sock:
        sock.sendall(target.head(1 << 20, SECRETARY) + f"--{MARK}\r\n".encode())
        while time.monotonic() < target.until:
            sock.sendall(b"x")
            time.sleep(0.5)
        target.answers["still taken"] += 1


def half_open(target: Attacked, _: int) -> None:
    """Heads, byte by byte; twenty lines each."""
    lines = []
    for _line in range(20):
        lines.append(socket.create_connection(("127.0.0.1", target.port), timeout=30))
        lines[-1].sendall(b"GET /sign-in HTTP/1.1\r\nX-")
    while time.monotonic() < target.until:
        for sock in lines:
            with contextlib.suppress(OSError):
                sock.sendall(b"x")
        time.sleep(1)
    for sock in lines:
        sock.close()


def reads_nothing(target: Attacked, _: int) -> None:
    """Asks for megabytes and does not read them."""
    with socket.create_connection(("127.0.0.1", target.port), timeout=30) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)
        while time.monotonic() < target.until:
            time.sleep(0.5)


def nothing(_target: Attacked, _: int) -> None:
    """Nobody attacks."""


DRILLS: dict[str, tuple[Attack, int]] = {
    "nothing": (nothing, 1),
    "64 kB files, one person": (small, 20),
    "32 MB files, one person": (large, 30),
    "32 MB files without the right": (no_right, 30),
    "32 MB files by nobody": (nobody, 30),
    "32 MB by nobody to /sign-in": (page, 30),
    "bodies without an end": (huge, 10),
    "slow bodies": (slow, 300),
    "half-open connections": (half_open, 50),
    "answers nobody reads": (reads_nothing, 100),
    "nothing, afterwards": (nothing, 1),
}
