"""The worker's job of making archives. Files are put together on the disk, never in memory."""

import logging
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from documents.cache import Cache, open_cache
from documents.pdf.errors import PdfRejected
from documents.queries.copies import reader_words
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import DomainError, NotFound
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.settings import Settings
from meetings.archive.commands.archives import (
    MAKE,
    ArchiveRef,
    ForgetArchives,
    MadeArchive,
    begin_archive,
    finish_archive,
    forget_archives,
)
from meetings.archive.materials import Materials, TooLarge
from meetings.archive.packing import (
    FORMAT,
    INDEX,
    MANIFEST,
    Manifest,
    digest_of,
    listed,
    of_bytes,
    pack,
)
from meetings.archive.page import index_page
from meetings.archive.queries.archives import left_undone, standing, to_make
from meetings.archive.queries.contents import contents

FOLDER = "archives"
LEFT_AFTER = timedelta(minutes=2)
FORGET_SECONDS = 3600
log = logging.getLogger(__name__)


def file_key(archive_id: UUID, attempt: int) -> str:
    """Return where in the cache the archive lies."""
    return f"{FOLDER}/{archive_id}-{attempt}.zip"


class ArchiveMaker:
    """Makes archives, and forgets old ones. Any number of workers may run it at once."""

    def __init__(self, settings: Settings, templates: Path) -> None:
        self._settings, self._templates = settings, templates
        self._cache: Cache = open_cache(settings)
        self._forgot = 0.0

    def make(self, store: Store, archive_id: str, attempt: int) -> None:
        """Make an archive that is wanted; doing it twice is the same as once."""
        ref = ArchiveRef(id=UUID(archive_id), attempt=attempt)
        if store.execute(SYSTEM, begin_archive, ref).mine:
            store.execute(SYSTEM, finish_archive, self._made(store, ref))

    def sweep(self, store: Store) -> None:
        """Queue again what was left; once an hour forget what is old, files too."""
        now = store.clock()
        with store.reading() as session:
            left = left_undone(session, now, LEFT_AFTER)
        for archive_id, attempt in left:
            store.dispatch(Job(MAKE, {"archive_id": str(archive_id), "attempt": attempt}))
        if time.monotonic() - self._forgot > FORGET_SECONDS or not self._forgot:
            self._forgot = time.monotonic()
            store.execute(SYSTEM, forget_archives, ForgetArchives())
            self._remove_files(store)

    def _remove_files(self, store: Store) -> None:
        files = list(self._cache.path(FOLDER).glob("*.zip"))
        with store.reading() as session:
            kept = {self._cache.path(file_key(*one)) for one in standing(session)}
        for file in set(files) - kept:
            file.unlink(missing_ok=True)

    def _made(self, store: Store, ref: ArchiveRef) -> MadeArchive:
        try:
            return self._write(store, ref)
        except TooLarge:
            return MadeArchive(**ref.model_dump(), failure="archive.too_large")
        except (DomainError, PdfRejected) as error:
            log.warning("no archive %s: %s", ref.id, error.code)
            return MadeArchive(**ref.model_dump(), failure="archive.failed")
        except Exception:
            # Whatever it was, the person is told, and may try again; the log has the rest.
            log.exception("the archive %s could not be made", ref.id)
            return MadeArchive(**ref.model_dump(), failure="archive.failed")

    def _write(self, store: Store, ref: ArchiveRef) -> MadeArchive:
        with store.reading() as session:
            view, actor = to_make(session, ref.id, store.clock())
            if actor is None:
                raise NotFound("not_found", kind="person")
            told = contents(
                session, store.blobs, actor, view.meeting_id, view.wish,
                self._settings.watermark, view.asked_at,
            )  # fmt: skip
            words = reader_words(session, actor, view.asked_at)
        key = file_key(ref.id, ref.attempt)
        with tempfile.TemporaryDirectory(prefix="ecabinet-archive-") as folder:
            materials = Materials(store.blobs, Path(folder), words, self._settings.archive_limit)
            files = materials.gathered(told)
            page = index_page(self._templates, told, actor.name, view.asked_at)
            files.append(of_bytes(INDEX, page))
            manifest = Manifest(
                format=FORMAT, meeting_id=told.meeting_id, meeting=told.title,
                made_at=view.asked_at, made_for=actor.name,
                files=tuple(sorted(map(listed, files), key=lambda one: one.path)),
            )  # fmt: skip
            with self._cache.place(key) as draft, draft.open("wb") as target:
                pack(target, [*files, of_bytes(MANIFEST, manifest.written())])
        file = self._cache.path(key)
        with file.open("rb") as source:
            sha256 = digest_of(source)
        return MadeArchive(
            **ref.model_dump(), digest=told.digest, sha256=sha256, size=file.stat().st_size,
            files=len(files),
        )  # fmt: skip


def register_archives(jobs: Jobs, settings: Settings, templates: Path) -> None:
    """Teach the queue to make archives."""
    maker = ArchiveMaker(settings, templates)
    jobs.register(MAKE, maker.make)
    jobs.register_sweep(maker.sweep)
