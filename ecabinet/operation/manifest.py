"""What a backup holds, as written beside it: enough to prove later that nothing is missing.

One folder keeps many backups: `2026-11-29T020000Z/` with the database and its manifest, and
`blobs/ab/abcdef…` with the files of all of them, each once.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FORMAT = 1
MANIFEST, FILES = "manifest.json", "files.txt"
STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")


class BackupError(Exception):
    """A backup cannot be made, read or put back; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """One backup. Sizes in bytes, hashes SHA-256 in hex, rows by table."""

    made_at: str
    product: str
    revision: str
    kind: str
    database: str
    database_sha256: str
    files_sha256: str
    files: int
    files_size: int
    secret_mark: str
    rows: dict[str, int]
    format: int = FORMAT


@dataclass(frozen=True)
class FileOf:
    """A file of a backup: its hash and its size in bytes."""

    sha256: str
    size: int


def stamp_of(at: datetime) -> str:
    """Return the folder name of a backup made `at` (UTC)."""
    return at.strftime(STAMP)


def backups_in(folder: Path) -> list[Path]:
    """Return the finished backups of a folder, oldest first."""
    return sorted(p for p in folder.iterdir() if _NAME.fullmatch(p.name) and p.is_dir())


def blob_place(folder: Path, sha256: str) -> Path:
    """Return where the backups of `folder` keep the file with this hash."""
    return folder / "blobs" / sha256[:2] / sha256


def write_manifest(place: Path, manifest: Manifest) -> None:
    """Write the manifest; the last file of a backup."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (place / MANIFEST).write_text(text + "\n", encoding="utf-8")


def read_manifest(place: Path) -> Manifest:
    """Return the manifest of the backup at `place`.

    Raises:
        BackupError: there is none, or one of another version of the product's.
    """
    try:
        told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        found = Manifest(**told)
    except FileNotFoundError as error:
        raise BackupError(f"{place} is not a backup: it has no {MANIFEST}") from error
    except (ValueError, TypeError) as error:
        raise BackupError(f"{place / MANIFEST} cannot be read: {error}") from error
    if found.format != FORMAT:
        raise BackupError(f"{place} has format {found.format}; this version reads {FORMAT}")
    return found


def write_files(place: Path, files: list[FileOf]) -> str:
    """Write the list of files; return its hash."""
    text = "".join(f"{f.sha256} {f.size}\n" for f in sorted(files, key=lambda f: f.sha256))
    (place / FILES).write_text(text, encoding="ascii")
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def read_files(place: Path) -> Iterator[FileOf]:
    """Yield the files that the backup at `place` needs."""
    with (place / FILES).open(encoding="ascii") as lines:
        for line in lines:
            sha256, size = line.split()
            yield FileOf(sha256, int(size))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def secret_mark(secret_key: str) -> str:
    """Return what tells one secret key from another and nothing else of it."""
    return hashlib.sha256(b"ecabinet backup\0" + secret_key.encode()).hexdigest()[:16]
