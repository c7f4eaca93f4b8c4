"""Heads of the audit log, written down outside the database: what its end looked like, and when.

One line each: number, hash, time (UTC) and an HMAC over the three, keyed from the secret of this
installation; lines that begin with # are for people. Kept on another machine, they show a log that
was cut and its head rewound. A folder holds one file for each month, `heads-2026-11.txt`.
"""

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from ecabinet.core.audit_check import KnownHead

HEADING = "# number of the entry, its SHA-256, when it was the last one (UTC), seal\n"
FILES = "heads-*.txt"


class BadHead(Exception):
    """A line was not written by this installation, or was changed since."""


def head_line(head: KnownHead, at: datetime, secret: str) -> str:
    """Return the line for `head`, without its end."""
    said = f"{head.seq} {head.hash} {at.isoformat(timespec='seconds')}"
    return f"{said} {_seal(said, secret)}"


def read_heads(text: str, secret: str) -> Iterator[KnownHead]:
    """Yield the heads of a file, oldest first. Raises BadHead naming the first bad line."""
    return _read(text.splitlines(), secret)


def heads_at(path: Path, secret: str) -> list[KnownHead]:
    """Return the heads of a file, or of all files of a folder, oldest first. Raises BadHead."""
    files = sorted(path.glob(FILES)) if path.is_dir() else [path]
    found: list[KnownHead] = []
    for file in files:
        try:
            found += read_heads(file.read_text(encoding="utf-8"), secret)
        except (BadHead, UnicodeDecodeError) as error:
            raise BadHead(f"{file.name}: {error}") from error
        if sorted(found, key=lambda head: head.seq) != found:
            raise BadHead(f"{file.name} is older than the file before it")
    return found


def keep_head(
    folder: Path, head: KnownHead, at: datetime, secret: str, every: timedelta
) -> Path | None:
    """Add `head` to the file of its month, unless the newest line is younger than `every`.

    Lines are never changed, files never removed. Several workers may do this at once. Returns the
    file, or None when nothing was written.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = sorted(folder.glob(FILES))
        newest = _newest(files[-1].read_text(encoding="utf-8")) if files else None
        if newest and (newest[0] >= head.seq or newest[1] + every > at):
            return None
        path = folder / f"heads-{at:%Y-%m}.txt"
        with path.open("a", encoding="utf-8") as file:
            _append(file, head_line(head, at, secret))
        return path


def _append(file: TextIO, line: str) -> None:
    if not file.tell():
        file.write(HEADING)
    file.write(line + "\n")
    file.flush()
    os.fsync(file.fileno())


def _newest(text: str) -> tuple[int, datetime] | None:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if not lines:
        return None
    seq, _hash, at = lines[-1].split(" ")[:3]
    return int(seq), datetime.fromisoformat(at)


def _read(lines: Iterable[str], secret: str) -> Iterator[KnownHead]:
    newest = -1
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        said, _, seal = line.rpartition(" ")
        if not hmac.compare_digest(seal.encode(), _seal(said, secret).encode()):
            raise BadHead(f"line {number} does not carry the seal of this installation")
        seq, digest = said.split(" ")[:2]
        if int(seq) < newest:
            raise BadHead(f"line {number} is older than the line before it")
        newest = int(seq)
        yield KnownHead(newest, digest)


def _seal(said: str, secret: str) -> str:
    key = hmac.digest(secret.encode(), b"ecabinet audit head", hashlib.sha256)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
