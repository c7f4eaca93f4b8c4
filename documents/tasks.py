"""What the worker does with papers."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from documents.cache import open_cache
from documents.commands.process import Findings, Refusal, finish_version, refuse_version
from documents.commands.upload import PROCESS
from documents.models import PDF, PaperVersion
from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect
from documents.pdf.sanitise import sanitise
from documents.pdf.text import text_of_pages
from documents.pictures import FIRST_PAGE_WIDTHS, picture
from documents.states import VersionState
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.jobs import Jobs
from ecabinet.core.storage import Blobs
from ecabinet.core.unit_of_work import Job, Store
from ecabinet.settings import Settings

CACHE_DAYS = 30
PRUNE_SECONDS = 3600
LEFT_AFTER = timedelta(minutes=2)


class Worker:
    """The jobs of documents, with the settings they need."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cache = open_cache(settings)
        self._pruned = 0.0

    def process_version(self, store: Store, version_id: str) -> None:
        """Look into a new file: pages, safe copy, text, first picture; then let people read it.

        Doing it twice is harmless; a file that cannot be used gets the reason written down.
        """
        with store.reading() as session:
            version = session.get(PaperVersion, UUID(version_id))
        if version is None or version.state != VersionState.RECEIVED:
            return
        try:
            findings = self._look_into(store.blobs, version)
        except PdfRejected as refused:
            store.execute(SYSTEM, refuse_version, Refusal(version_id=version.id, code=refused.code))
            return
        store.execute(SYSTEM, finish_version, findings)

    def sweep(self, store: Store) -> None:
        """Queue again what nobody looked into, and clear out old pictures once an hour."""
        with store.reading() as session:
            waiting = session.scalars(
                select(PaperVersion.id).where(
                    PaperVersion.state == VersionState.RECEIVED,
                    PaperVersion.uploaded_at < utc_now() - LEFT_AFTER,
                )
            ).all()
        for version_id in waiting:
            store.dispatch(Job(PROCESS, {"version_id": str(version_id)}))
        if time.monotonic() - self._pruned > PRUNE_SECONDS or not self._pruned:
            self._pruned = time.monotonic()
            self._cache.forget_older_than(CACHE_DAYS)

    def _look_into(self, blobs: Blobs, version: PaperVersion) -> Findings:
        if version.media_type != PDF:
            return Findings(
                version_id=version.id, served_blob=version.blob, served_size=version.size
            )
        settings, original = self._settings, blobs.path(version.blob)
        seen = inspect(original, max_bytes=settings.upload_limit, max_pages=settings.page_limit)
        with tempfile.TemporaryDirectory(prefix="ecabinet-paper-") as folder:
            clean = Path(folder) / "clean.pdf"
            removed = sanitise(original, clean)
            texts = text_of_pages(clean)
            with clean.open("rb") as file:
                served = blobs.put(file)
        self._draw_first_page(blobs.path(served.sha256), served.sha256)
        return Findings(
            version_id=version.id,
            served_blob=served.sha256,
            served_size=served.size,
            pages=[(page.width, page.height) for page in seen.pages],
            texts=list(texts),
            removed=sorted(removed),
        )

    def _draw_first_page(self, pdf: Path, served_blob: str) -> None:
        # Everybody sees it first. Drawing it here also proves that the safe copy can be drawn.
        for width in FIRST_PAGE_WIDTHS:
            picture(self._cache, pdf, served_blob, 1, width)


def register_document_jobs(jobs: Jobs, settings: Settings) -> None:
    """Teach the queue the jobs of documents."""
    worker = Worker(settings)
    jobs.register(PROCESS, worker.process_version)
    jobs.register_sweep(worker.sweep)
