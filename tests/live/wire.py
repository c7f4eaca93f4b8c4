"""A Socket.IO client of a few lines: raw frames, so that tests see exactly what is on the wire."""

import base64
import json
import os
import socket
import ssl
import struct
from collections import deque
from collections.abc import Mapping
from typing import Any, ClassVar

ORIGIN = "http://tablet.test"


class Closed(Exception):
    """The server ended the connection: WebSocket code and reason, or None without a frame."""

    def __init__(self, code: int | None = None, reason: str = "") -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


class Tablet:
    """One socket, closed by `close_all`. Answers pings while it reads.

    `receive_buffer` bounds what the kernel takes while nobody reads; with `trust` it speaks TLS.
    """

    opened: ClassVar[list["Tablet"]] = []

    def __init__(
        self,
        port: int,
        person: str | None,
        *,
        origin: str = ORIGIN,
        receive_buffer: int | None = None,
        extensions: str = "",
        headers: Mapping[str, str] | None = None,
        query: str = "",
        host: str = "127.0.0.1",
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.sock = socket.socket()
        Tablet.opened.append(self)
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.settimeout(10)
        self.sock.connect(("127.0.0.1", port))
        if trust is not None:
            self.sock = trust.wrap_socket(self.sock, server_hostname=host)
        self._host = host
        self._buffer = b""
        self._events: deque[list[Any]] = deque()
        self._acks: dict[int, Any] = {}
        self._next_ack = 0
        self._query = query
        self.status = self._upgrade(person, origin, extensions, headers or {})

    def _upgrade(
        self, person: str | None, origin: str, extensions: str, headers: Mapping[str, str]
    ) -> str:
        query = "EIO=4&transport=websocket" + (f"&person={person}" if person else "")
        query += self._query
        lines = [
            f"GET /socket.io/?{query} HTTP/1.1", f"Host: {self._host}", f"Origin: {origin}",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode(),
            *(f"{name}: {value}" for name, value in headers.items()),
        ]  # fmt: skip
        if extensions:
            lines.append(f"Sec-WebSocket-Extensions: {extensions}")
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        self.headers = head.decode().lower()
        return head.split(b" ")[1].decode()

    def connect(self) -> bool:
        """Enter the default namespace; whether the server admits us."""
        assert self.text()[0] == "0"  # Engine.IO open
        self.send_text("40")
        while True:
            text = self.text()
            if text.startswith("40"):
                return True
            if text.startswith("44"):
                return False
            self._keep(text)

    def ask(self, event: str, data: Any) -> Any:
        """Send an event and return the acknowledgement."""
        self._next_ack += 1
        wanted = self._next_ack
        self.send_text(f"42{wanted}" + json.dumps([event, data]))
        while wanted not in self._acks:
            self._keep(self.text())
        return self._acks.pop(wanted)

    def tell(self, event: str, data: Any) -> None:
        """Send an event without wanting an answer."""
        self.send_text("42" + json.dumps([event, data]))

    def event(self) -> list[Any]:
        """Return the next event: [name, payload]. Raises Closed at the end."""
        while not self._events:
            self._keep(self.text())
        return self._events.popleft()

    def silent(self, seconds: float = 0.3) -> bool:
        """Whether no event comes for a while."""
        self.sock.settimeout(seconds)
        try:
            self.event()
        except TimeoutError:
            return True
        finally:
            self.sock.settimeout(10)
        return False

    def _keep(self, text: str) -> None:
        if text.startswith("42"):
            self._events.append(json.loads(text[2:]))
        elif text.startswith("43"):
            number, _, rest = text[2:].partition("[")
            self._acks[int(number)] = json.loads("[" + rest)[0]
        elif text.startswith("41"):
            self._events.append(["disconnect", None])

    def text(self) -> str:
        """Return the next text message, answering pings."""
        while True:
            opcode, payload = self._frame()
            if opcode == 8:
                code = struct.unpack("!H", payload[:2])[0] if payload else None
                raise Closed(code, payload[2:].decode())
            assert opcode == 1, f"unexpected opcode {opcode}: the stream is out of step"
            text = payload.decode()
            if text != "2":
                return text
            self.send_text("3")

    def _frame(self) -> tuple[int, bytes]:
        first, second = self._take(2)
        assert first & 0xF0 == 0x80, "final, without extension bits"
        size = second
        if second == 126:
            size = struct.unpack("!H", self._take(2))[0]
        elif second == 127:
            size = struct.unpack("!Q", self._take(8))[0]
        return first & 0xF, self._take(size)

    def send_text(self, text: str) -> None:
        """Send one masked text frame."""
        payload = text.encode()
        size = len(payload)
        head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else (
            struct.pack("!BBH", 0x81, 0x80 | 126, size)
        )  # fmt: skip
        self.sock.sendall(head + bytes(4) + payload)  # a mask of zeros changes nothing

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._more()
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def _more(self) -> None:
        try:
            received = self.sock.recv(65536)
        except ConnectionResetError:
            received = b""
        if not received:
            raise Closed
        self._buffer += received

    def close(self) -> None:
        """Hang up."""
        self.sock.close()

    @classmethod
    def close_all(cls) -> None:
        """Hang up on every server."""
        while cls.opened:
            cls.opened.pop().close()
