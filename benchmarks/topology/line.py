"""HTTP and WebSocket of one tablet, in a few lines of asyncio."""

import asyncio
import base64
import json
import os
import struct
from typing import Any

from benchmarks.crowd import split
from benchmarks.topology.front import PLAIN
from benchmarks.topology.network import HOSTS
from tests.proxy import NAME

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
TEXT, CLOSE = 1, 8


class Lost(Exception):
    """The line broke, or nothing came in time."""


LOST = (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError, ValueError)


async def dial() -> Streams:
    """Connect to nginx. Raises Lost."""
    try:
        async with asyncio.timeout(10):
            return await asyncio.open_connection(HOSTS["front"], PLAIN, limit=1 << 22)
    except LOST as error:
        raise Lost(repr(error)) from error


class Http:
    """Requests one after the other on one kept connection."""

    def __init__(self, token: str, seconds: float) -> None:
        self._token, self._seconds = token, seconds
        self._line: Streams | None = None
        self._turn = asyncio.Lock()

    async def ask(self, method: str, path: str, body: Any = None, key: str = "") -> tuple[int, Any]:
        """Send to a path under /api/v1; return status and JSON. Raises Lost."""
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    return await self._ask(method, path, body, key)
            except LOST as error:
                self.close()
                raise Lost(repr(error)) from error

    async def get(self, path: str) -> Any:
        """Return what a GET finds, however often it must be asked."""
        while True:
            try:
                status, body = await self.ask("GET", path)
            except Lost:
                status, body = 503, None
            if status == 200:
                return body
            assert status >= 500, (path, status, body)
            await asyncio.sleep(0.5)

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line[1].transport.abort()
        self._line = None

    async def _ask(self, method: str, path: str, body: Any, key: str) -> tuple[int, Any]:
        if self._line is None or self._line[0].at_eof():
            self._line = await dial()
        reader, writer = self._line
        content = b"" if body is None else json.dumps(body).encode()
        head = [
            f"{method} /api/v1{path} HTTP/1.1", f"Host: {NAME}",
            f"Authorization: Bearer {self._token}",
            "Content-Type: application/json", f"Content-Length: {len(content)}",
        ]  # fmt: skip
        if key:
            head.append(f"Idempotency-Key: {key}")
        writer.write("\r\n".join([*head, "", ""]).encode() + content)
        await writer.drain()
        status, headers = await _head(reader)
        text = await _body(reader, headers)
        if headers.get("connection") == "close":
            self.close()
        try:
            return status, json.loads(text) if text else None
        except ValueError:
            return status, None  # A page of nginx.


class Socket:
    """One WebSocket to /socket.io/, in the default namespace."""

    def __init__(self, line: Streams) -> None:
        self._reader, self._writer = line
        self._last_ack, self._buffer = 0, b""
        self._early: list[str] = []

    @classmethod
    async def connect(cls, token: str, seconds: float) -> "Socket":
        """Connect and enter. Raises Lost."""
        line = await dial()
        made = cls(line)
        try:
            async with asyncio.timeout(seconds):
                await made._enter(token)
        except LOST as error:
            made.close()
            raise Lost(repr(error)) from error
        return made

    async def _enter(self, token: str) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: {NAME}",
            f"Origin: https://{NAME}", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}",
            f"Authorization: Bearer {token}", "", "",
        ]  # fmt: skip
        self._writer.write("\r\n".join(lines).encode())
        status, headers = await _head(self._reader)
        if status != 101:
            await _body(self._reader, headers)
            raise OSError(f"not admitted: {status}")
        await self._text()
        self._send("40")
        if not (await self._text()).startswith("40"):
            raise OSError("not admitted")

    def join(self, stream: str) -> int:
        """Ask to hear a stream; return the number of the answer to wait for."""
        self._last_ack += 1
        self._send(f"42{self._last_ack}" + json.dumps(["join", {"stream": stream}]))
        return self._last_ack

    async def next(self, seconds: float) -> list[str]:
        """Return the next messages, pings answered; any sign of life counts. Raises Lost."""
        try:
            async with asyncio.timeout(seconds):
                while (texts := self._whole()) == []:
                    await self._more()
        except LOST as error:
            raise Lost(repr(error)) from error
        if "2" in texts:
            self._send("3")
        return [text for text in texts if text != "2"]

    def close(self) -> None:
        """Hang up."""
        self._writer.transport.abort()

    async def _text(self) -> str:
        while not (texts := self._whole()):
            await self._more()
        self._early = texts[1:]
        return texts[0]

    async def _more(self) -> None:
        received = await self._reader.read(1 << 16)
        if not received:
            raise EOFError("the line ended")
        self._buffer += received

    def _whole(self) -> list[str]:
        """The messages that have come whole; what is left of the next one stays."""
        found, self._early = self._early, []
        while (found_frame := split(self._buffer)) is not None:
            payload, rest = found_frame
            if self._buffer[0] & 0xF == CLOSE:
                raise EOFError("closed by the server")
            self._buffer = rest
            found.append(payload.decode())
        return found

    def _send(self, text: str) -> None:
        payload = text.encode()
        head = struct.pack("!BB", 0x80 | TEXT, 0x80 | len(payload)) if len(payload) < 126 else (
            struct.pack("!BBH", 0x80 | TEXT, 0x80 | 126, len(payload))
        )  # fmt: skip
        self._writer.write(head + bytes(4) + payload)  # A mask of zeros changes nothing.


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    return int(first.split(" ")[1]), headers


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    found = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        found += (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)
    return found
