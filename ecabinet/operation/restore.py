"""Putting a backup back: checked before anything is written, counted afterwards."""

from dataclasses import dataclass
from pathlib import Path

from ecabinet import database
from ecabinet.core.audit_check import check
from ecabinet.core.db import open_engine
from ecabinet.core.errors import Unavailable
from ecabinet.keeping import open_blobs
from ecabinet.operation.backup import check_backup
from ecabinet.operation.databases import is_empty, put_database, rows_at
from ecabinet.operation.manifest import (
    BackupError,
    Manifest,
    backups_in,
    blob_place,
    read_files,
    read_manifest,
    secret_mark,
)
from ecabinet.settings import Settings


@dataclass(frozen=True)
class Restored:
    """What was put back, and whether the secret key is the one of then."""

    manifest: Manifest
    same_secret: bool


def newest(folder: Path) -> Path:
    """Return the newest backup of a folder, or the folder itself when it is one.

    Raises:
        BackupError: there is none.
    """
    if (folder / "manifest.json").exists():
        return folder
    found = backups_in(folder) if folder.is_dir() else []
    if not found:
        raise BackupError(f"there is no finished backup in {folder}")
    return found[-1]


def restore(settings: Settings, place: Path) -> Restored:
    """Put the backup at `place` into an installation that is still empty.

    Raises:
        BackupError: the backup is not whole, or something is there already. Nothing was changed.
    """
    manifest = read_manifest(place)
    if not is_empty(settings.database_url):
        raise BackupError(
            "the database is not empty: restore into a new one (ECABINET_DATABASE_URL) or remove "
            "the old one first"
        )
    if faults := check_backup(place):
        raise BackupError(f"{place} is not whole: " + "; ".join(faults[:10]))
    _put_files(place, settings)
    put_database(
        place / manifest.database, manifest.kind, settings.database_url, settings.postgres_bin
    )
    _prove_rows(settings.database_url, manifest)
    database.upgrade(settings.database_url)
    _prove_audit(settings.database_url)
    return Restored(manifest, secret_mark(settings.secret_key) == manifest.secret_mark)


def _put_files(place: Path, settings: Settings) -> None:
    """Keep each file as the product itself does; what is there already stays."""
    blobs = open_blobs(settings)
    try:
        for file in read_files(place):
            if blobs.size(file.sha256) != file.size:
                with blob_place(place.parent, file.sha256).open("rb") as stream:
                    blobs.put(stream)
    except Unavailable as error:
        raise BackupError(f"the store of the files does not answer: {error.__cause__}") from error
    finally:
        blobs.close()


def _prove_rows(url: str, manifest: Manifest) -> None:
    found = rows_at(url)
    wrong = [name for name, count in manifest.rows.items() if found.get(name) != count]
    if wrong:
        raise BackupError("other figures than in the backup: " + ", ".join(wrong))


def _prove_audit(url: str) -> None:
    engine = open_engine(url)
    try:
        faults = list(check(engine, []))
    finally:
        engine.dispose()
    if faults:
        raise BackupError("the audit log of the backup is broken: " + "; ".join(faults[:3]))
