"""The bytes of one message: JSON, Socket.IO text, WebSocket frame. Pure functions."""

import struct
from typing import Any

from engineio import json as engineio_json

TEXT, CLOSE = 0x1, 0x8
EVENT_PREFIX = "42"  # Engine.IO message (4) holding a Socket.IO event (2), default namespace


def dumps(value: object) -> str:
    """Return compact JSON, Vietnamese letters as they are (half the bytes of escapes)."""
    return str(engineio_json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def event_text(name: str, payload: dict[str, Any] | bytes) -> str:
    """Return the Engine.IO text of an event. Bytes are JSON that is already encoded."""
    body = payload.decode() if isinstance(payload, bytes) else dumps(payload)
    return f"{EVENT_PREFIX}[{dumps(name)},{body}]"


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return an unmasked, final WebSocket frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | opcode, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload
