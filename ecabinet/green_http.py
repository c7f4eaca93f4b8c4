"""How one HTTP connection of the green server is read: in bounded time, and others get a turn.

The library waits anew for each byte of a head, takes lines of a chunked body of any length, reads a
body as long as the kernel has any of it, and writes what it thinks of a client to standard error.
"""

import io
import logging
import sys
import time
import traceback
from typing import Any

log = logging.getLogger(__name__)

HEAD_SECONDS = 20.0
"""How long the head of a request may take, beside the time a connection may rest before it."""
LINE_BYTES = 64 << 10
TURN_BYTES = 256 << 10
"""After so much of one body others get a turn."""
DISCARDED_BYTES = 128 << 20
"""So much of a body that nobody wanted is read, that the client may see why; then it is cut off."""


class Taken(io.RawIOBase):
    """What comes from a client's socket. `until`: when the head has to be whole (monotonic)."""

    def __init__(self, sock: Any) -> None:
        self._sock, self._since_turn = sock, 0
        self.until: float | None = None

    def readable(self) -> bool:
        """Say so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Take what is there. Raises TimeoutError."""
        if self.until is not None:
            left = self.until - time.monotonic()
            if left <= 0:
                raise TimeoutError("the head of a request took too long")
            self._sock.settimeout(min(left, self._sock.gettimeout() or left))
        size = int(self._sock.recv_into(buffer))
        self._since_turn += size
        if self._since_turn >= TURN_BYTES:
            self._since_turn = 0
            time.sleep(0)
        return size


class Lines(io.BufferedReader):
    """Reads no line longer than LINE_BYTES: what is left of it comes as the next one."""

    def readline(self, size: int | None = -1) -> bytes:
        """Return a line, or so much of it."""
        given = LINE_BYTES if size is None or size < 0 else min(size, LINE_BYTES)
        return super().readline(given)


def patient(stock: type[Any], idle_seconds: float) -> type[Any]:
    """Return the library's protocol class, made patient and quiet."""

    class Patient(stock):  # type: ignore[misc]
        """One connection."""

        def setup(self) -> None:
            """Read through `Taken`."""
            super().setup()
            self._taken = Taken(self.connection)
            self.rfile: Lines = Lines(self._taken, io.DEFAULT_BUFFER_SIZE)

        def _read_request_line(self) -> Any:
            self._taken.until = time.monotonic() + idle_seconds + HEAD_SECONDS
            return super()._read_request_line()

        def get_environ(self) -> dict[str, Any]:
            """The head is whole."""
            self._taken.until = None
            self.connection.settimeout(self.server.socket_timeout)
            environ: dict[str, Any] = super().get_environ()
            given = environ["wsgi.input"]
            given.discard = lambda size=16 << 10: self._discard(given, size)
            return environ

        def _discard(self, given: Any, size: int) -> None:
            left = DISCARDED_BYTES
            while read := len(given.read(size)):
                left -= read
                if left < 0:
                    self.close_connection = True
                    return

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            """Whoever knocks with noise does not fill the log."""
            log.debug(format, *args)

    return Patient


class ServerLog:
    """Lets through what the server says of failures, not its access line (empty by our format).

    That a tablet has gone out of reach is no failure: in a hall with bad Wi-Fi it fills the log.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger

    def debug(self, message: str, *args: object) -> None:
        self._logger.debug(message, *args)

    def info(self, message: str, *_args: object) -> None:
        if message.startswith("Traceback") and _client_left(sys.exc_info()[1]):
            self._logger.debug("a client left before it had the whole answer")
        elif message.startswith("Traceback"):
            self._logger.error("%s", message)
        elif message:
            self._logger.debug("%s", message)

    def error(self, message: str, *args: object) -> None:
        self._logger.error(message, *args)


def _client_left(error: BaseException | None) -> bool:
    """Whether the library failed to write to the client: an application's own lost connection is
    told with what it did."""
    if not isinstance(error, ConnectionError | TimeoutError):
        return False
    frames = traceback.extract_tb(error.__traceback__)
    return any(one.name == "write" and one.filename.endswith("eventlet/wsgi.py") for one in frames)
