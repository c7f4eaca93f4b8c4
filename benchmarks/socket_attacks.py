"""What is sent to the sockets of a meeting: what no client sends, and far too much.

An attack lasts until it has sent all, or its time is over; it answers how much it has sent and how
often it was hung up on.
"""

import contextlib
import json
import random
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.live.follower import seated
from tests.live.hall import GUEST, SECRETARY, STRANGER, token
from tests.live.house import House
from tests.live.malformed import frame, handshake, message
from tests.live.wire import Closed, Tablet

ATTACKERS, LINES = 8, 4
FLOOD_SECONDS = 10.0
Attack = Callable[[], tuple[int, int]]


def nothing(seconds: float) -> tuple[int, int]:
    """Nobody attacks."""
    time.sleep(seconds)
    return 0, 0


def malformed(house: House, number: int, seed: int) -> tuple[int, int]:
    """Send so many malformed messages by several at once; how many, and how often hung up on."""
    share = number // ATTACKERS
    return _together(lambda n: _attack(house, random.Random(seed * 100 + n), share), ATTACKERS)


def _attack(house: House, chosen: random.Random, number: int) -> tuple[int, int]:
    sent = cut = 0
    while sent < number:
        if chosen.randrange(4) == 0:
            sent += 1
            cut += _knock(house, chosen)
            continue
        who = chosen.choice((STRANGER, SECRETARY, GUEST, house.hall.voters[4], "", "no such"))
        attacker = None
        try:
            attacker = _line(house, who)
            for _ in range(min(12, number - sent)):
                sent += 1
                attacker.sock.sendall(message(house, chosen))
            if chosen.randrange(2):  # Half a frame, then silence.
                attacker.sock.sendall(frame(b"x" * 100)[: chosen.randrange(1, 100)])
            _drain(attacker)
        except (Closed, OSError):
            cut += 1
        finally:
            if attacker is not None:
                attacker.close()
    return sent, cut


def _line(house: House, who: str) -> Tablet:
    """A connection: of somebody, of nobody, with a token of nobody."""
    if who in house.hall.tokens:
        return seated(house.product, house.hall.tokens[who])
    headers = {"Authorization": f"Bearer {token(who)}"} if who else {}
    return Tablet(house.product.port, None, origin=house.product.origin, headers=headers)


def _knock(house: House, chosen: random.Random) -> int:
    with socket.create_connection(("127.0.0.1", house.product.port), timeout=5) as sock:
        try:
            sock.sendall(handshake(chosen, house.product.port, house.hall.tokens[STRANGER]))
            sock.settimeout(0.1)
            return int(not sock.recv(65536))
        except TimeoutError:
            return 0
        except OSError:
            return 1


def _drain(tablet: Tablet) -> None:
    tablet.sock.settimeout(0.02)
    with contextlib.suppress(TimeoutError, AssertionError, UnicodeDecodeError):
        while True:
            tablet._frame()


def floods(house: House) -> Iterator[tuple[str, Attack]]:
    """What costs the server something per byte, per frame, per message."""
    stream = house.stream()
    join = frame(b'42["join",{"stream":"meeting:1"}]') * 500
    stroke = ["stroke", {"stream": stream, "points": [[1, 2]] * 100}]
    kinds = {
        "joins": (STRANGER, join),
        "pings of websockets": (STRANGER, frame(b"", 0x89) * 1000),
        "messages of 8 kB": (STRANGER, frame(b'42["x","' + b"y" * 8_000 + b'"]') * 20),
        "engine.io noise by nobody": ("", frame(b"6") * 1000),
        "strokes": (SECRETARY, frame(f"42{json.dumps(stroke)}".encode()) * 100),
    }  # fmt: skip
    for name, (who, content) in kinds.items():
        yield name, partial(_flood, house, who, content)
    begin, more = frame(b"4", 0x01), frame(b"x" * 8_000, 0x00) * 20
    for who, name in (("", "an endless message, by nobody"), (STRANGER, "an endless message")):
        yield name, partial(_endless, house, who, begin, more)


def _flood(house: House, who: str, content: bytes) -> tuple[int, int]:
    """Send the same bytes again and again, as fast as they are taken, reading what comes back."""

    def send(line: Tablet, until: float) -> Iterator[int]:
        line.sock.setblocking(False)
        at = 0
        while time.monotonic() < until:
            told, free, _none = select.select([line.sock], [line.sock], [], 0.2)
            if told and not line.sock.recv(1 << 16):
                raise ConnectionResetError
            if free:
                at += line.sock.send(content[at:])
                yield at // len(content)
                at %= len(content)

    return _on_lines(house, who, send)


def _endless(house: House, who: str, begin: bytes, more: bytes) -> tuple[int, int]:
    def send(line: Tablet, until: float) -> Iterator[int]:
        line.sock.settimeout(FLOOD_SECONDS)
        line.sock.sendall(begin)
        while time.monotonic() < until:
            line.sock.sendall(more)
            yield 1

    return _on_lines(house, who, send)


def _on_lines(
    house: House, who: str, send: Callable[[Tablet, float], Iterator[int]]
) -> tuple[int, int]:
    """Let `send` have its lines until the time is over; it yields how much it has sent since."""
    until = time.monotonic() + FLOOD_SECONDS

    def one(_: int) -> tuple[int, int]:
        sent, line = 0, None
        try:
            line = _line(house, who)
            for count in send(line, until):
                sent += count
        except (Closed, OSError):
            return sent, 1
        finally:
            if line is not None:
                line.close()
        return sent, 0

    return _together(one, LINES)


def _together(work: Callable[[int], tuple[int, int]], number: int) -> tuple[int, int]:
    """Let so many do it at once; the sums of what they sent and how often they were hung up on."""
    results: list[tuple[int, int]] = []
    threads = [
        threading.Thread(target=lambda n=n: results.append(work(n))) for n in range(number)
    ]  # fmt: skip
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if len(results) != number:
        raise RuntimeError("an attacker failed by itself")
    return sum(sent for sent, _ in results), sum(cut for _, cut in results)
