"""A meeting in session while others send to its sockets what no client sends, or far too much.

python -m benchmarks.hostile_sockets [messages] [floods] [--messages 10000] [--seed 0]
    [--mode eventlet]

messages: so many malformed messages, frames and handshakes by six kinds of people at once.
floods: what is well-formed, as fast as the line takes it, and messages that never end.
Meanwhile the secretary pushes items, and the tablets of three members note when they come. At the
end: nobody missed one, the product lives and answers, its memory has not grown, its log holds no
error.
"""

import argparse
import contextlib
import json
import random
import select
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.places import circumstances, place
from ecabinet.platform import open_platform
from ecabinet.settings import Settings
from tests.live.caller import Caller, Unanswered
from tests.live.follower import seated
from tests.live.hall import GUEST, SECRETARY, STRANGER, token
from tests.live.house import House
from tests.live.malformed import frame, handshake, message
from tests.live.product import SECRET
from tests.live.wire import Closed, Tablet

ATTACKERS, WITNESSES, EVERY = 8, 3, 0.2
FLOOD_SECONDS = 10.0
GROWTH_MB = 24
"""What a fresh process takes by itself in its first minutes: caches, compiled templates."""
ONCE = "further occurrences of this error will be logged with level INFO"
"""The library says each kind of wrong handshake once in the life of a process."""
HEAD = (f"{'':34} {'sent':>9} {'hung up':>8} {'pushes':>6} {'missing':>7} {'p50 ms':>7} "
        f"{'p99 ms':>7} {'most ms':>7} {'MB':>5} {'growth':>6}")  # fmt: skip


@dataclass
class Witness:
    """A member's tablet: which numbers came, and when."""

    tablet: Tablet
    heard: dict[int, float] = field(default_factory=dict)
    gone: str = ""

    def listen(self) -> None:
        """Note events until the line ends."""
        try:
            while True:
                name, told = self.tablet.event()
                if name == "event" and told["type"] == "agenda.moved":
                    self.heard[told["seq"]] = time.monotonic()
        except (Closed, OSError, AssertionError) as error:
            self.gone = repr(error)


class Room:
    """The meeting, its witnesses, and what they saw while something was done to the product."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.log_read = 0
        self.faults: list[str] = []
        self._turn = count()
        names = house.hall.voters[1 : 1 + WITNESSES]
        self._witnesses = [Witness(house.tablet(name, house.stream())) for name in names]
        for each in self._witnesses:
            each.tablet.sock.settimeout(120)
            threading.Thread(target=each.listen, daemon=True).start()
        self._begun: dict[int, float] = {}
        self.memory = self._memory()

    def watch(self, name: str, attack: Callable[[], tuple[int, int]]) -> None:
        """Push items as long as `attack` lasts; print how they came."""
        done = threading.Event()
        pushed: list[float] = []
        pushing = threading.Thread(target=self._push, args=(done, pushed))
        pushing.start()
        sent, hung_up = attack()
        done.set()
        pushing.join()
        time.sleep(1)
        waits = sorted(self._waits(pushed))
        expected = len(pushed) * WITNESSES
        before, self.memory = self.memory, self._memory()
        growth = self.memory - before
        print(f"{name:34} {sent:9} {hung_up:8} {len(pushed):6} {expected - len(waits):7} "
              f"{statistics.median(waits) if waits else 0:7.1f} {_share(waits):7.1f} "
              f"{waits[-1] if waits else 0:7.1f} {self.memory:5.0f} {growth:6.1f}",
              flush=True)  # fmt: skip
        self._judge(name, expected - len(waits), growth)

    def _judge(self, name: str, missing: int, growth: float) -> None:
        if missing:
            self.faults.append(f"{name}: {missing} pushes did not come")
        if growth > GROWTH_MB and not name.startswith("nothing"):
            self.faults.append(f"{name}: {growth:.0f} MB more")
        self.faults += [f"{name}: {each.gone}" for each in self._witnesses if each.gone]
        self.faults += [f"{name}: logged {line}" for line in self._errors()]
        try:
            assert self.house.product.get("/healthz") == {"status": "ok"}
        except Exception as error:  # noqa: BLE001 - whatever keeps it from answering is told
            self.faults.append(f"{name}: healthz {error!r}")

    def _push(self, done: threading.Event, pushed: list[float]) -> None:
        secretary = self.house.caller(SECRETARY)
        items = self.house.hall.items
        while not done.is_set():
            item = {"item_id": str(items[next(self._turn) % len(items)])}
            begun = time.monotonic()
            try:
                secretary.must("PUT", f"/meetings/{self.house.hall.meeting_id}/current-item", item)
                pushed.append(begun)
            except Unanswered as error:
                self.faults.append(f"a push was not answered: {error}")
            time.sleep(EVERY)
        secretary.close()

    def _waits(self, pushed: list[float]) -> Iterator[float]:
        """From the request to each tablet: the pushes and the numbers are in the same order."""
        for each in self._witnesses:
            numbers = sorted(each.heard)[-len(pushed) :]
            for number, begun in zip(numbers, pushed[len(pushed) - len(numbers) :], strict=True):
                yield (each.heard[number] - begun) * 1000
            each.heard.clear()

    def _memory(self) -> float:
        status = Path(f"/proc/{self.house.product.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def _errors(self) -> set[str]:
        """What is in the log since the last look and is more than a word of warning."""
        with self.house.product.log.open(errors="replace") as written:
            written.seek(self.log_read)
            lines = written.read().splitlines()
            self.log_read = written.tell()
        told = (json.loads(line) for line in lines if line.startswith("{"))
        kept = {
            f"{one['level']} {one['message'][:300]}"
            for one in told
            if one.get("level") in ("error", "critical") and ONCE not in one["message"]
        }
        return kept | {line for line in lines if line.startswith("Traceback")}


def _share(waits: list[float]) -> float:
    return waits[min(len(waits) - 1, int(len(waits) * 0.99))] if waits else 0.0


def malformed(room: Room, number: int, seed: int) -> tuple[int, int]:
    """Send so many malformed messages by several at once; how many, and how often hung up on."""
    share = number // ATTACKERS
    with _together(lambda n: _attack(room.house, random.Random(seed * 100 + n), share)) as results:
        pass
    return sum(sent for sent, _ in results), sum(cut for _, cut in results)


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


def _flood(room: Room, who: str, content: bytes, lines: int = 4) -> tuple[int, int]:
    """Send the same bytes again and again, as fast as they are taken, reading what comes back."""
    until = time.monotonic() + FLOOD_SECONDS

    def one(_: int) -> tuple[int, int]:
        sent, attacker = 0, None
        try:
            attacker = _line(room.house, who)
            attacker.sock.setblocking(False)
            at = 0
            while time.monotonic() < until:
                told, free, _ = select.select([attacker.sock], [attacker.sock], [], 0.2)
                if told and not attacker.sock.recv(1 << 16):
                    return sent, 1
                if free:
                    at += attacker.sock.send(content[at:])
                    sent, at = sent + at // len(content), at % len(content)
        except (Closed, OSError):
            return sent, 1
        finally:
            if attacker is not None:
                attacker.close()
        return sent, 0

    with _together(one, lines) as results:
        pass
    return sum(sent for sent, _ in results), sum(cut for _, cut in results)


@contextlib.contextmanager
def _together(
    work: Callable[[int], tuple[int, int]], number: int = ATTACKERS
) -> Iterator[list[tuple[int, int]]]:
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
    yield results


def floods(room: Room) -> None:
    """What costs the server something per byte, per frame, per message."""
    stream = room.house.stream()
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
        room.watch(name, lambda who=who, content=content: _flood(room, who, content))
    begin, more = frame(b"4", 0x01), frame(b"x" * 8_000, 0x00) * 20
    for who, name in (("", "an endless message, by nobody"), (STRANGER, "an endless message")):
        room.watch(name, lambda who=who: _endless(room, who, begin, more))


def _endless(room: Room, who: str, begin: bytes, more: bytes) -> tuple[int, int]:
    def one(_: int) -> tuple[int, int]:
        until, sent = time.monotonic() + FLOOD_SECONDS, 0
        attacker = None
        try:
            attacker = _line(room.house, who)
            attacker.sock.settimeout(FLOOD_SECONDS)
            attacker.sock.sendall(begin)
            while time.monotonic() < until:
                attacker.sock.sendall(more)
                sent += 1
        except (Closed, OSError):
            return sent, 1
        finally:
            if attacker is not None:
                attacker.close()
        return sent, 0

    with _together(one, 4) as results:
        pass
    return sum(sent for sent, _ in results), sum(cut for _, cut in results)


def run(parts: list[str], kind: str, mode: str, messages: int, seed: int) -> list[str]:
    """Do the parts to one product; what was wrong."""
    with place(kind, 8) as where, where.serving(mode) as product:
        settings = Settings(where.data_dir, SECRET, where.database_url, async_mode="threading")
        platform = open_platform(settings)
        room = Room(House(where.hall, platform, product))
        room.watch("nothing, to warm up", lambda: (time.sleep(3), (0, 0))[1])
        room.watch("nothing", lambda: (time.sleep(5), (0, 0))[1])
        if "messages" in parts:
            room.watch("malformed, 1st half", lambda: malformed(room, messages // 2, seed))
            room.watch("malformed, 2nd half", lambda: malformed(room, messages // 2, seed + 1))
            room.watch("nothing", lambda: (time.sleep(5), (0, 0))[1])
        if "floods" in parts:
            floods(room)
        Tablet.close_all()
        Caller.close_all()
        platform.close()
        kinds = Counter(_kind(line) for line in product.log.read_text().splitlines())
        print(f"log: {product.log.stat().st_size / 1024:.0f} kB; {dict(kinds.most_common(8))}")
    return room.faults


def _kind(line: str) -> str:
    """What kind of line it is."""
    told = json.loads(line) if line.startswith("{") else {"level": "", "message": line}
    return f"{told['level']} {told.get('logger', '')} {told['message'][:40]}"


def main() -> int:
    """Read the command line and run; 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=["messages", "floods", []])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", default="sqlite", choices=["sqlite", "postgres"])
    parser.add_argument("--mode", default="eventlet", choices=["eventlet", "threading"])
    given = parser.parse_args()
    print(f"# hostile sockets, {given.kind}, {given.mode}: {circumstances()}\n{HEAD}", flush=True)
    parts = given.parts or ["messages", "floods"]
    faults = run(parts, given.kind, given.mode, given.messages, given.seed)
    print("\n".join(faults) or "nothing wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
