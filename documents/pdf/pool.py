"""Standing children that answer quick questions about PDF files, a few at a time.

Starting a process and opening a file takes longer than drawing a page does; a child that stays has
done both before. It is killed when it is late, and replaced after some answers (`standing`).
"""

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.pdf.errors import PdfRejected
from documents.pdf.runner import READY, Limits, refusal_in
from ecabinet.core.apart import ENVIRONMENT, PATIENCE, ROOT

AT_ONCE = 2
ANSWERS_AT_MOST = 200
_log = logging.getLogger(__name__)


class Gone(Exception):
    """The child ended instead of answering."""


@dataclass
class Child:
    """One standing process, and the line to it."""

    limits: Limits
    answers: int = 0
    last: str = ""
    _ready: bool = False
    _line: socket.socket = field(init=False)
    _process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        """Start it."""
        self._line, theirs = socket.socketpair()
        with theirs:
            # Sockets made under eventlet do not block; the child's stdin must.
            os.set_blocking(theirs.fileno(), True)
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "documents.pdf.standing",
                 str(self.limits.memory_mb), str(self.limits.output_mb)],
                cwd=ROOT, env=ENVIRONMENT, stdin=theirs.fileno(), stdout=theirs.fileno(),
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def ask(self, verb: str, request: Mapping[str, object], seconds: float) -> dict[str, Any]:
        """Return its answer. Raises TimeoutError, Gone."""
        asked = {"verb": verb, "request": request, "seconds": seconds}
        self._line.settimeout(PATIENCE * seconds)
        self._await_ready()
        self.answers += 1
        self.last = str(request["path"])
        try:
            self._line.sendall(json.dumps(asked).encode() + b"\n")
            raw = self._read_line()
        except ConnectionError as error:
            raise Gone from error
        told: dict[str, Any] = json.loads(raw)
        if told["full"]:
            self.answers = ANSWERS_AT_MOST
        answer: dict[str, Any] = told["answer"]
        return answer

    def end(self) -> None:
        """Kill it and all it started."""
        self._line.close()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _await_ready(self) -> None:
        # Until it is ready it has read nothing of any file: the fault is in the installation.
        if self._ready:
            return
        try:
            self._ready = self._read_line() == READY
        except (Gone, ConnectionError) as error:
            raise RuntimeError("the standing PDF child could not start") from error

    def _read_line(self) -> bytes:
        raw = bytearray()
        while not raw.endswith(b"\n"):
            piece = self._line.recv(65536)
            if not piece:
                raise Gone
            raw += piece
        return bytes(raw)


class Pool:
    """At most `size` children; who asks while all are busy waits for one."""

    def __init__(self, size: int = AT_ONCE) -> None:
        self._turns = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Child] = []

    def ask(self, verb: str, request: Mapping[str, object], limits: Limits) -> object:
        """Let a child do `verb` on the file `request["path"]` and return its result.

        Raises PdfRejected. A child that ends without an answer is tried once more, in a fresh one:
        it may have been an earlier file that harmed it.
        """
        with self._turns:
            try:
                return self._once(self._take(str(request["path"]), limits), verb, request, limits)
            except Gone:
                _log.warning("a standing PDF child ended while it worked: verb %s", verb)
            try:
                return self._once(Child(limits), verb, request, limits)
            except Gone:
                raise PdfRejected("broken") from None

    def close(self) -> None:
        """End the children; the next question starts new ones."""
        with self._lock:
            ending, self._idle = self._idle, []
        for child in ending:
            child.end()

    def _take(self, path: str, limits: Limits) -> Child:
        with self._lock:
            fit = [child for child in self._idle if child.limits.memory_mb == limits.memory_mb]
            best = next((child for child in fit if child.last == path), fit[-1] if fit else None)
            if best is not None:
                self._idle.remove(best)
        return best or Child(limits)

    def _once(
        self, child: Child, verb: str, request: Mapping[str, object], limits: Limits
    ) -> object:
        try:
            answer = child.ask(verb, request, limits.seconds)
        except TimeoutError:
            child.end()
            raise PdfRejected("timeout") from None
        except BaseException:
            child.end()
            raise
        if child.answers >= ANSWERS_AT_MOST:
            child.end()
        else:
            self._give_back(child)
        return refusal_in(answer, verb)

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._idle.append(child)
            spare = self._idle.pop(0) if len(self._idle) > AT_ONCE else None
        if spare is not None:
            spare.end()


POOL = Pool()
atexit.register(POOL.close)
