"""Backups: made while people work, each whole by itself, files kept once for all of them.

The database first, then the files: files are only ever added, so nothing the database names is
missed. Keys of votes under way are left out on purpose: who had a backup with them could open
secret ballots (docs/voting.md).
"""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from ecabinet.core.errors import Unavailable
from ecabinet.core.storage import Blobs, LocalBlobs
from ecabinet.keeping import open_blobs
from ecabinet.operation.databases import Copied, copy_database
from ecabinet.operation.manifest import (
    BackupError,
    FileOf,
    Manifest,
    backups_in,
    blob_place,
    hash_of,
    read_files,
    read_manifest,
    secret_mark,
    stamp_of,
    write_files,
    write_manifest,
)
from ecabinet.settings import Settings


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how many files were new, which the database misses."""

    place: Path
    manifest: Manifest
    new_files: int
    missing: tuple[str, ...]


def make_backup(settings: Settings, folder: Path, now: datetime) -> Made:
    """Back up database and files into `folder`, beside the earlier ones.

    Raises:
        BackupError: it cannot be made; what was begun is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place, begun = folder / stamp_of(now), folder / f"incoming-{os.getpid()}"
    if place.exists():
        raise BackupError(f"{place} is there already: one backup a second is enough")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(mode=0o700)
    try:
        copied = copy_database(settings.database_url, begun, settings.postgres_bin)
        files, new = _copy_files(settings, folder)
        manifest = _manifest(settings, now, copied, files, begun)
        write_manifest(begun, manifest)
        for path in begun.iterdir():
            _sync(path)
        begun.rename(place)
        _sync(folder)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    missing = sorted(copied.named - {f.sha256 for f in files})
    return Made(place, manifest, new, tuple(missing))


def check_backup(place: Path) -> list[str]:
    """Return what is wrong with the backup at `place`: lost, cut short or changed. Empty: whole."""
    manifest = read_manifest(place)
    faults = []
    database = place / manifest.database
    if not database.is_file():
        faults.append(f"{database.name} is missing")
    elif hash_of(database) != manifest.database_sha256:
        faults.append(f"{database.name} has changed")
    if hash_of(place / "files.txt") != manifest.files_sha256:
        faults.append("files.txt has changed")
    for file in read_files(place):
        kept = blob_place(place.parent, file.sha256)
        if not kept.is_file():
            faults.append(f"file {file.sha256} is missing")
        elif kept.stat().st_size != file.size or hash_of(kept) != file.sha256:
            faults.append(f"file {file.sha256} has changed")
    return faults


def drop_old(folder: Path, keep: int) -> int:
    """Remove all but the newest `keep` backups and the files only they need; return how many."""
    old = backups_in(folder)[:-keep] if keep else []
    for place in old:
        # Out of the list first: what is half removed must not pass for a backup.
        shutil.rmtree(place.rename(folder / f"outgoing-{place.name}"))
    if old:
        needed = {f.sha256 for place in backups_in(folder) for f in read_files(place)}
        for path in (folder / "blobs").glob("*/*"):
            if path.name not in needed:
                path.unlink()
    return len(old)


def _copy_files(settings: Settings, folder: Path) -> tuple[list[FileOf], int]:
    """Copy what the backups do not have yet; every file is read and must be what its name says."""
    blobs, kept = open_blobs(settings), LocalBlobs(folder / "blobs")
    found, new = [], 0
    try:
        for blob in blobs.all():
            found.append(FileOf(blob.sha256, blob.size))
            if not blob_place(folder, blob.sha256).exists():
                _copy_file(blobs, kept, blob.sha256)
                new += 1
    except Unavailable as error:
        raise BackupError(f"the store of the files does not answer: {error.__cause__}") from error
    finally:
        blobs.close()
    return found, new


def _copy_file(blobs: Blobs, kept: LocalBlobs, sha256: str) -> None:
    with blobs.reading(sha256) as stream:
        copied = kept.put(stream)
    if copied.sha256 != sha256:
        kept.path(copied.sha256).unlink()
        raise BackupError(f"file {sha256} is damaged: its content does not fit its name")


def _manifest(
    settings: Settings, now: datetime, copied: Copied, files: list[FileOf], place: Path
) -> Manifest:
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        product=version("ecabinet"),
        revision=copied.revision,
        kind=copied.kind,
        database=copied.path.name,
        database_sha256=hash_of(copied.path),
        files_sha256=write_files(place, files),
        files=len(files),
        files_size=sum(f.size for f in files),
        secret_mark=secret_mark(settings.secret_key),
        rows=copied.rows,
    )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
