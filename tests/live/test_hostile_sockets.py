"""2,000 malformed messages on real sockets: no crash, no effect, and nobody else notices."""

import json
import random
import re
import struct
import time
from typing import Any

from sqlalchemy import text

from tests.live.hall import SECRETARY, STRANGER
from tests.live.house import House
from tests.live.wire import Closed, Tablet

MESSAGES, SEED, LONGEST_SECONDS = 2_000, 20261128, 120.0
NAMES = ("join", "leave", "pointer", "presence", "stroke", "connect", "disconnect", "message",
         "__class__", "", "castBallot", "\x00", "join\n")  # fmt: skip
ENGINE = ("", "0", "1", "2probe", "3", "5", "6", "7", "b", "bAAAA", "4", "4\x00", "\x00", "é" * 100)
CODES = "0123456789"


def values(scene: House, chosen: random.Random) -> Any:
    """Something in the place of what an event carries."""
    stream = chosen.choice(
        [scene.stream(), scene.stream("desk"), "meeting:1", "x" * 500, "", "\x00"]
    )
    deep: Any = []
    for _ in range(chosen.choice((1, 50, 300))):
        deep = [deep]
    return chosen.choice([
        None, True, 7, -1.5, 10**400, "x", "\x00", [], {}, deep, {"stream": None}, {"stream": 7},
        {"stream": [stream]}, {"stream": {"a": stream}}, {"stream": stream},
        {"stream": stream, "actor": "somebody", "x": "y" * chosen.choice((10, 5_000))},
        {"_placeholder": True, "num": 0}, {"stream": {"_placeholder": True, "num": 9}},
    ])  # fmt: skip


def message(scene: House, chosen: random.Random) -> bytes:
    """One frame, masked as a browser's, with something wrong in it."""
    turn = chosen.randrange(10)
    if turn == 0:
        return frame(chosen.randbytes(chosen.randrange(200)), chosen.choice((0x81, 0x82)))
    if turn == 1:
        return frame(chosen.choice(ENGINE).encode(), 0x81)
    if turn == 2:
        return frame(b"42" + b"[" * chosen.choice((10, 3_000, 7_000)), 0x81)
    if turn == 3:
        noise = "".join(chosen.choices('{}[]",:0aé\\/', k=chosen.randrange(60)))
        return frame(f"4{chosen.choice(CODES)}{noise}".encode(), 0x81)
    if turn == 4:
        return chosen.choice(
            (b"\xff\xff", b"\x81\x02hi", frame(b"x", 0xF1), frame(b"x" * 9_000, 0x81))
        )
    if turn == 5:
        event = json.dumps([chosen.choice(NAMES), values(scene, chosen)])
        number = chosen.choice(("", "99999999999999999999", "-1", "/admin,", "/,7"))
        return frame(f"42{number}{event}".encode(), 0x81)
    if turn == 6:
        event = json.dumps([chosen.choice(NAMES), values(scene, chosen)])
        return frame(f"45{chosen.choice((0, 1, 9, 999_999))}-{event}".encode(), 0x81)
    events = [chosen.choice(NAMES), *[values(scene, chosen) for _ in range(chosen.randrange(4))]]
    return frame(f"42{chosen.choice(('', '7'))}{json.dumps(events)}".encode(), 0x81)


def frame(payload: bytes, first: int) -> bytes:
    """A masked frame; a mask of zeros changes nothing."""
    size = len(payload)
    head = bytes((first, 0x80 | size)) if size < 126 else struct.pack("!BBH", first, 0xFE, size)
    return head + bytes(4) + payload


def rows(scene: House) -> dict[str, list[Any]]:
    """All that the office has done."""
    with scene.platform.store.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            for (name,) in tables.all()
            if name != "sign_in"
        }


def test_nothing_that_sockets_send_does_harm(scene: House) -> None:
    chosen, started = random.Random(SEED), time.monotonic()
    witness = scene.tablet("daibieu0000", scene.stream())
    before, sent, hung_up = rows(scene), 0, 0
    while sent < MESSAGES:
        attacker = scene.tablet(chosen.choice((STRANGER, SECRETARY, "daibieu0001")))
        try:
            for _ in range(50):
                attacker.sock.sendall(message(scene, chosen))
                sent += 1
            attacker.tell("join", {"stream": "meeting:1"})
            drain(attacker)
        except (Closed, OSError):
            hung_up += 1
        finally:
            attacker.close()
        assert time.monotonic() - started < LONGEST_SECONDS, f"only {sent} messages in time"
    assert hung_up > 10, "the worst were to be hung up on"
    assert scene.product.get("/healthz") == {"status": "ok"}
    assert rows(scene) == before
    assert witness.ask("join", {"stream": scene.stream("members")})["ok"]
    heard = witness._events
    assert not [event for event in heard if event[0] not in ("pointer", "presence", "stroke")]
    log = scene.product.log.read_text()
    ours = re.compile(r"/(ecabinet|documents|meetings|followup)/[^\"]+.py")
    for trace in log.split("Traceback")[1:]:
        last = trace.split('\\n"}')[0].rsplit("File", 1)[-1]
        assert not ours.search(last), f"an error of ours: {trace[:3000]}"
    assert log.count('"message handler error"') == 0, "a client can fill the log"
    assert len(log) < 60_000


def test_a_stranger_is_heard_by_nobody(scene: House) -> None:
    chosen = random.Random(SEED + 1)
    witness = scene.tablet("daibieu0000", scene.stream(), scene.stream("members"))
    stranger = scene.tablet(STRANGER)
    for kind in ("pointer", "presence", "stroke", "event", "page.turned", "left"):
        for part in ("", "members", "desk"):
            stranger.tell(kind, {"stream": scene.stream(part), "x": chosen.random()})
    assert witness.silent(1.0)


def drain(tablet: Tablet) -> None:
    """Read what came, for a moment."""
    tablet.sock.settimeout(0.05)
    try:
        while True:
            tablet._frame()
    except TimeoutError:
        return
    except AssertionError:
        return
