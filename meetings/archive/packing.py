"""The ZIP itself: every byte follows from the files and the manifest. Pure but for reading files.

Nothing is compressed (papers are already), times are those of the format's beginning, and the
order is that of the names: so the check can write the whole ZIP again and compare.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict

FORMAT: Literal["ecabinet.archive/1"] = "ecabinet.archive/1"
INDEX, MANIFEST = "index.html", "manifest.json"
CHUNK = 1 << 20
BEGINNING = (1980, 1, 1, 0, 0, 0)


class Part(BaseModel):
    """Parent of what a manifest is made of; what is not named here does not belong in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ListedFile(Part):
    """One file of the archive."""

    path: str
    size: int
    sha256: str


class Manifest(Part):
    """What is in the archive. `sha256` is that of all the rest of the manifest, as it is written.

    `made_for` names who asked for it: it holds what that person could read at `made_at`.
    """

    format: Literal["ecabinet.archive/1"]
    meeting_id: UUID
    meeting: str
    made_at: datetime
    made_for: str
    files: tuple[ListedFile, ...]
    sha256: str = ""

    def written(self) -> bytes:
        """Return the one form in which it may stand in an archive."""
        rest = self.model_dump(mode="json", exclude={"sha256"})
        seal = hashlib.sha256(_text(rest).encode()).hexdigest()
        return (_text(rest | {"sha256": seal}) + "\n").encode()


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1)


class Opened(Protocol):
    """A file that can be read once more."""

    def __call__(self) -> BinaryIO:
        """Return it from its beginning."""


@dataclass(frozen=True)
class Content:
    """A file to pack: its name in the archive, its size, and how to read it."""

    path: str
    size: int
    opened: Opened


def of_bytes(path: str, content: bytes) -> Content:
    """Return content that is at hand."""
    return Content(path, len(content), lambda: BytesIO(content))


def of_file(path: str, file: Path) -> Content:
    """Return content that lies on the disk."""
    return Content(path, file.stat().st_size, lambda: file.open("rb"))


def listed(content: Content) -> ListedFile:
    """Return what the manifest says of a file."""
    with content.opened() as source:
        return ListedFile(path=content.path, size=content.size, sha256=digest_of(source))


def pack(target: BinaryIO, contents: Iterable[Content]) -> None:
    """Write the files to `target` by the order of their names."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for content in sorted(contents, key=lambda one: one.path):
            entry = zipfile.ZipInfo(content.path, BEGINNING)
            # The same on every machine: a Unix file that all may read.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.file_size = content.size
            with content.opened() as source, archive.open(entry, "w") as written:
                for chunk in chunks(source):
                    written.write(chunk)


def chunks(source: BinaryIO) -> Iterator[bytes]:
    """Read in pieces."""
    while chunk := source.read(CHUNK):
        yield chunk


def digest_of(source: BinaryIO) -> str:
    """Return the SHA-256 of all that is left to read."""
    digest = hashlib.sha256()
    for chunk in chunks(source):
        digest.update(chunk)
    return digest.hexdigest()
