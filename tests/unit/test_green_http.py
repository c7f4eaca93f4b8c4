"""How a connection of the green server is read."""

import io
import socket
import time

import pytest

from ecabinet.green_http import LINE_BYTES, TURN_BYTES, Lines, Taken


class Sock:
    """A client that always has something to say."""

    def __init__(self, content: bytes = b"x") -> None:
        self.content, self.waits = content, []

    def recv_into(self, buffer: memoryview) -> int:
        size = min(len(buffer), 8192)
        buffer[:size] = self.content * size
        return size

    def gettimeout(self) -> float:
        return 60.0

    def settimeout(self, seconds: float) -> None:
        self.waits.append(seconds)


def test_a_line_without_an_end_is_not_taken_whole() -> None:
    assert len(Lines(Taken(Sock())).readline()) == LINE_BYTES
    assert len(Lines(Taken(Sock())).readline(LINE_BYTES * 2)) == LINE_BYTES


def test_a_head_has_so_long_and_each_byte_does_not_begin_anew() -> None:
    sock = Sock()
    taken = Taken(sock)
    taken.until = time.monotonic() + 5
    taken.readinto(memoryview(bytearray(1)))
    assert sock.waits[0] <= 5, "the library would wait the whole time for the next byte"
    taken.until = time.monotonic() - 1
    with pytest.raises(TimeoutError):
        taken.readinto(memoryview(bytearray(1)))


def test_others_get_a_turn_while_one_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[float] = []
    monkeypatch.setattr(time, "sleep", turns.append)
    Lines(Taken(Sock()), io.DEFAULT_BUFFER_SIZE).read(10 * TURN_BYTES)
    assert len(turns) in (9, 10)


def test_what_ends_ends() -> None:
    ours, theirs = socket.socketpair()
    theirs.sendall(b"GET / HTTP/1.1\r\n")
    theirs.close()
    with ours:
        assert Lines(Taken(ours)).read() == b"GET / HTTP/1.1\r\n"
