"""Runs one piece of PDF work in a child process that can be killed.

The child limits itself (see `child`), gets an environment without the office's secrets, and has
its own process group. Waiting polls with `time.sleep`, which yields under eventlet too.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile

from documents.pdf.errors import REASONS, PdfRejected

READY = b"ready\n"
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
_POLL_SECONDS = 0.003
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: `seconds` of wall clock and of CPU, MiB of memory and of output."""

    seconds: float = 5.0
    memory_mb: int = 512
    output_mb: int = 512


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", seconds: float) -> int | None:
    """Return the exit status, or None when the time is over."""
    end = time.monotonic() + seconds
    while (status := process.poll()) is None and time.monotonic() < end:
        time.sleep(_POLL_SECONDS)
    return status


def _answer(raw: bytes, status: int | None, verb: str, complaint: str) -> object:
    if status is None or status == -signal.SIGXCPU:
        raise PdfRejected("timeout")
    if not raw.startswith(READY):
        # Nothing of the file had been read yet: the fault is in the installation.
        raise RuntimeError(f"the PDF child could not start ({verb}, status {status}): {complaint}")
    try:
        answer: dict[str, object] = json.loads(raw[len(READY) :])
    except ValueError:
        _log.warning("the PDF child died: verb %s, status %s: %s", verb, status, complaint)
        raise PdfRejected("broken") from None
    reason, params = answer.get("reason"), answer.get("params")
    if isinstance(reason, str) and reason in REASONS and isinstance(params, dict):
        _log.info("PDF refused: verb %s, %s: %s", verb, reason, answer.get("detail"))
        raise PdfRejected(reason, **params)
    return answer["result"]


def run(verb: str, request: Mapping[str, object], limits: Limits) -> object:
    """Let the child do `verb` and return its result.

    Raises `PdfRejected` when the file is to blame, `RuntimeError` when the installation is.
    """
    with TemporaryFile() as asked, TemporaryFile() as answered, TemporaryFile() as complained:
        asked.write(json.dumps({"limits": asdict(limits), "request": request}).encode())
        asked.seek(0)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", "documents.pdf.child", verb],
            cwd=_ROOT,
            env=_ENVIRONMENT,
            stdin=asked,
            stdout=answered,
            stderr=complained,
            start_new_session=True,
        )
        try:
            status = _wait(process, limits.seconds)
        finally:
            _kill(process)
        answered.seek(0)
        complained.seek(0)
        complaint = complained.read(4000).decode(errors="replace").strip()[-500:]
        return _answer(answered.read(), status, verb, complaint)
