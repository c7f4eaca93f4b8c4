"""A stand-in for ClamAV: speaks clamd's INSTREAM and PING, finds one word that tests choose."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BAD = b"a-bad-thing"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        asked = b""
        while not asked.endswith(b"\0"):
            asked += self.rfile.read(1)
        if asked == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        whole = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            whole += self.rfile.read(size)
        self.server.seen.append(whole)  # type: ignore[attr-defined]
        said = b"stream: Win.Test.Bad-1 FOUND\0" if BAD in whole else b"stream: OK\0"
        if b"too-much" in whole:
            said = b"INSTREAM size limit exceeded. ERROR\0"
        self.wfile.write(said)


@contextmanager
def clamd() -> Iterator[tuple[str, list[bytes]]]:
    """A daemon on a free port; answers its address, and all that was looked at."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.seen = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}", server.seen  # type: ignore[attr-defined]
        finally:
            server.shutdown()
            thread.join()
