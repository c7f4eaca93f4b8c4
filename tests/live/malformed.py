"""What no client of ours sends: messages, frames and handshakes with something wrong in them."""

import json
import random
import struct
from typing import Any

from tests.live.house import House

NAMES = ("join", "leave", "pointer", "presence", "stroke", "connect", "disconnect", "message",
         "__class__", "", "castBallot", "\x00", "join\n")  # fmt: skip
ENGINE = ("", "0", "1", "2probe", "3", "5", "6", "7", "b", "bAAAA", "4", "4\x00", "\x00", "é" * 100)
CODES = "0123456789"
TEXT, BINARY, MORE = 0x81, 0x82, 0x80
CLOSING = (b"", b"\x03", b"\x03\xe8", b"\x00\x00", b"\x03\xe7", b"\x03\xe8\xff\xfe", b"\xff\xff")
PAGES = (
    "GET /socket.io/?EIO=4&transport=polling", "POST /socket.io/?EIO=4&transport=polling&sid=x",
    "GET /socket.io/?EIO=3&transport=websocket", "GET /socket.io/?EIO=4&transport=websocket&sid=0",
    "GET /socket.io/?transport=\x00", "OPTIONS /socket.io/", "PATCH /socket.io/?EIO=4&j=0",
)  # fmt: skip


def frame(payload: bytes, first: int = TEXT) -> bytes:
    """A masked frame; a mask of zeros changes nothing."""
    size = len(payload)
    head = bytes((first, 0x80 | size)) if size < 126 else struct.pack("!BBH", first, 0xFE, size)
    return head + bytes(4) + payload


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
    """Frames, masked as a browser's, with something wrong in them."""
    return chosen.choice(KINDS)(scene, chosen)


def _noise(_: House, chosen: random.Random) -> bytes:
    return frame(chosen.randbytes(chosen.randrange(200)), chosen.choice((TEXT, BINARY)))


def _engine(_: House, chosen: random.Random) -> bytes:
    return frame(chosen.choice(ENGINE).encode())


def _deep(_: House, chosen: random.Random) -> bytes:
    return frame(b"42" + b"[" * chosen.choice((10, 3_000, 7_000)))


def _no_json(_: House, chosen: random.Random) -> bytes:
    noise = "".join(chosen.choices('{}[]",:0aé\\/', k=chosen.randrange(60)))
    return frame(f"4{chosen.choice(CODES)}{noise}".encode())


def _no_frame(_: House, chosen: random.Random) -> bytes:
    return chosen.choice((
        b"\xff\xff", b"\x81\x02hi", frame(b"x", 0xF1), frame(b"x" * 9_000), frame(b"", 0x83),
        struct.pack("!BBQ", TEXT, 0xFF, 1 << 62), frame(b"x" * 126, 0x89),
    ))  # fmt: skip


def _elsewhere(scene: House, chosen: random.Random) -> bytes:
    number = chosen.choice(("", "99999999999999999999", "-1", "/admin,", "/,7"))
    return frame(f"42{number}{_event(scene, chosen)}".encode())


def _binary(scene: House, chosen: random.Random) -> bytes:
    """An event whose binary parts are too many, too few, or never come."""
    parts = [frame(chosen.randbytes(9), BINARY) for _ in range(chosen.randrange(4))]
    number = chosen.choice((0, 1, 2, 9, 999_999))
    return frame(f"45{number}-{_event(scene, chosen)}".encode()) + b"".join(parts)


def _ack(scene: House, chosen: random.Random) -> bytes:
    number = chosen.choice(("", "0", "1", "7", "99999999999999999999"))
    return frame(f"4{chosen.choice('36')}{number}{json.dumps([values(scene, chosen)])}".encode())


def _again(scene: House, chosen: random.Random) -> bytes:
    """Who one is, said again or to nowhere."""
    where = chosen.choice(("", "/admin,", "/,", "/" + "x" * 300 + ","))
    return frame(f"40{where}{json.dumps(values(scene, chosen))}".encode())


def _closing(_: House, chosen: random.Random) -> bytes:
    return frame(chosen.choice(CLOSING), 0x88)


def _events(scene: House, chosen: random.Random) -> bytes:
    given = [chosen.choice(NAMES), *[values(scene, chosen) for _ in range(chosen.randrange(4))]]
    return frame(f"42{chosen.choice(('', '7'))}{json.dumps(given)}".encode())


def _parts(_: House, chosen: random.Random) -> bytes:
    """One message in many frames, between them a ping, and perhaps never an end."""
    parts = [frame(b"42[", 0x01)]
    for _ in range(chosen.choice((0, 1, 30))):
        parts.append(frame(b"[" * chosen.choice((0, 1, 1_000)), 0x00))
        parts.append(frame(b"hi", 0x89))
    return b"".join([*parts, chosen.choice((frame(b"]", MORE), frame(b"x", TEXT), b""))])


def _event(scene: House, chosen: random.Random) -> str:
    return json.dumps([chosen.choice(NAMES), values(scene, chosen)])


KINDS = (
    _noise, _engine, _deep, _no_json, _no_frame, _elsewhere, _binary, _ack, _again, _closing,
    _parts, _events, _events, _events, _events, _events,
)  # fmt: skip


def handshake(chosen: random.Random, port: int, token: str) -> bytes:
    """The beginning of a connection that is none of ours; perhaps cut short."""
    headers = {
        "Host": chosen.choice((f"127.0.0.1:{port}", "elsewhere.example", "\x7f")),
        "Authorization": f"Bearer {chosen.choice((token, token[:-1], '', 'x' * 4_000))}",
        "Origin": chosen.choice((f"http://127.0.0.1:{port}", "https://elsewhere.example", "null")),
        "Upgrade": chosen.choice(("websocket", "h2c", "")),
        "Connection": chosen.choice(("Upgrade", "keep-alive")),
        "Sec-WebSocket-Version": chosen.choice(("13", "8", "0", "99999999999")),
        "Sec-WebSocket-Key": chosen.choice(("AAAAAAAAAAAAAAAAAAAAAA==", "x", "")),
        "Content-Length": chosen.choice(("0", "0", "-1", "9999999999", "x")),
    }
    for name in chosen.sample(sorted(headers), chosen.randrange(4)):
        del headers[name]
    lines = [f"{chosen.choice(PAGES)} HTTP/1.1", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
    whole = "\r\n".join(lines).encode(errors="replace") + chosen.randbytes(chosen.randrange(50))
    return whole[: chosen.choice((len(whole), chosen.randrange(len(whole))))]
