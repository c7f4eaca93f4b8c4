"""Whether an archive is whole: no database, no settings, only the file. Pure.

The archive is read by its manifest, each hash compared, and the whole ZIP written again: a changed
byte anywhere, in a file, a name, a date or between them, is found. Who writes the manifest anew as
well makes another archive; the audit log knows the hash of the true one.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from meetings.archive.packing import (
    MANIFEST,
    Content,
    Manifest,
    digest_of,
    of_bytes,
    pack,
)

LARGEST_MANIFEST = 32 << 20
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)


@dataclass
class Checked:
    """What was found; the archive is whole when there are no faults."""

    faults: list[str] = field(default_factory=list)
    manifest: Manifest | None = None
    sha256: str = ""


def check_archive(file: Path) -> Checked:
    """Look at every byte of the archive `file`."""
    found = Checked()
    with file.open("rb") as source:
        found.sha256 = digest_of(source)
    try:
        with zipfile.ZipFile(file) as archive:
            found.manifest = _manifest(archive)
            found.faults += _of_files(archive, found.manifest)
            if not found.faults:
                found.faults += _of_the_whole(file, archive, found.manifest)
    except _BROKEN as error:
        found.faults.append(f"the archive cannot be read: {error}")
    return found


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    entry = _entry(archive, MANIFEST)
    if entry.file_size > LARGEST_MANIFEST:
        raise ValueError("the manifest is too large to be one")
    kept = archive.read(entry)
    manifest = Manifest.model_validate(json.loads(kept))
    if manifest.written() != kept:
        raise ValueError("the manifest is not as it was written")
    return manifest


def _entry(archive: zipfile.ZipFile, path: str) -> zipfile.ZipInfo:
    try:
        entry = archive.getinfo(path)
    except KeyError:
        raise ValueError(f"{path} is missing") from None
    if entry.compress_type != zipfile.ZIP_STORED:
        raise ValueError(f"{path} is compressed, as nothing in an archive is")
    return entry


def _of_files(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    named = [listed.path for listed in manifest.files]
    there = [entry.filename for entry in archive.infolist() if entry.filename != MANIFEST]
    for path in sorted(set(there) - set(named)):
        yield f"{path}: is not in the manifest"
    for path in sorted({path for path in there if there.count(path) > 1}):
        yield f"{path}: is there twice"
    for listed in manifest.files:
        if listed.path not in there:
            yield f"{listed.path}: is missing"
            continue
        try:
            with _opened(archive, listed.path) as source:
                same = digest_of(source) == listed.sha256
        except _BROKEN as error:
            yield f"{listed.path}: {error}"
        else:
            if not same:
                yield f"{listed.path}: has changed"


def _opened(archive: zipfile.ZipFile, path: str) -> BinaryIO:
    return cast(BinaryIO, archive.open(_entry(archive, path)))


def _of_the_whole(file: Path, archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    contents = [
        Content(one.path, one.size, lambda path=one.path: _opened(archive, path))
        for one in manifest.files
    ]
    with ExitStack() as stack:
        again = stack.enter_context(tempfile.TemporaryFile())
        pack(again, [*contents, of_bytes(MANIFEST, manifest.written())])
        again.seek(0)
        was = stack.enter_context(file.open("rb"))
        if digest_of(again) != digest_of(was):
            yield "between the files, in their names or dates, something has changed"
