"""Heads of the audit log, written down outside the database: what its end looked like, and when.

One line each: number, hash, time and an HMAC over the three, keyed from the secret of this
installation. Kept on another machine, they show a log that was cut and its head rewound.
"""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ecabinet.core.audit_check import KnownHead


class BadHead(Exception):
    """A line was not written by this installation, or was changed since."""


def head_line(head: KnownHead, at: datetime, secret: str) -> str:
    """Return the line for `head`, without its end."""
    said = f"{head.seq} {head.hash} {at.isoformat(timespec='seconds')}"
    return f"{said} {_seal(said, secret)}"


def read_heads(text: str, secret: str) -> Iterator[KnownHead]:
    """Yield the heads of a file, oldest first. Raises BadHead naming the first bad line."""
    newest = -1
    for number, line in enumerate(text.splitlines(), start=1):
        said, _, seal = line.rpartition(" ")
        if not hmac.compare_digest(seal.encode(), _seal(said, secret).encode()):
            raise BadHead(f"line {number} does not carry the seal of this installation")
        seq, digest = said.split(" ")[:2]
        if int(seq) < newest:
            raise BadHead(f"line {number} is older than the line before it")
        newest = int(seq)
        yield KnownHead(newest, digest)


def append_head(path: Path, line: str) -> None:
    """Add `line` to the file; lines are never changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(line + "\n")


def _seal(said: str, secret: str) -> str:
    key = hmac.digest(secret.encode(), b"ecabinet audit head", hashlib.sha256)
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
