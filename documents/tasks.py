"""What the worker does with papers."""

import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents import containers, resuming
from documents.cache import open_cache
from documents.carrier import register_carrying
from documents.commands.copies import MAKE_COPY
from documents.commands.lighten import LIGHTEN
from documents.commands.process import (
    Conversion,
    Findings,
    Refusal,
    begin_conversion,
    finish_version,
    put_back,
    refuse_version,
)
from documents.commands.upload import PROCESS
from documents.conversion import office
from documents.conversion.errors import ConversionFailed
from documents.copy_maker import CopyMaker
from documents.issuing.printing import register_printing
from documents.issuing.rules import register_rules as register_issuing
from documents.lighter import Lightener
from documents.models import PDF, Paper, PaperVersion
from documents.notices import register_notices
from documents.official.places import settle
from documents.pdf.errors import PdfRejected
from documents.pdf.inspect import inspect
from documents.pdf.sanitise import sanitise
from documents.pdf.text import text_of_pages
from documents.pictures import draw_first_page
from documents.reading_copy import as_pdf
from documents.recognising import register_recognition
from documents.routing.rules import register_rules
from documents.search_kinds import register_search_kinds
from documents.secrecy import REFUSE
from documents.secrecy_marks import SecretPaper, refuse_secret
from documents.states import VersionState
from documents.taking import without_marks
from documents.windows import register_windows
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.settings import Settings

CACHE_DAYS = 30
PRUNE_SECONDS = 3600
LEFT_AFTER = timedelta(minutes=2)
# Longer than any conversion and all that follows it may take.
CUT_SHORT_AFTER = timedelta(minutes=10)
NO_CONVERTER = "office.no_converter"


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
            kept_only = _is_kept_only(session, version)
        try:
            findings = self._findings(store, version, kept_only=kept_only)
        except (PdfRejected, ConversionFailed, SecretPaper) as refused:
            store.execute(SYSTEM, refuse_version, Refusal(version_id=version.id, code=refused.code))
            return
        store.execute(SYSTEM, finish_version, findings)

    def sweep(self, store: Store) -> None:
        """Queue again what nobody looked into, and clear out old pictures once an hour."""
        with store.reading() as session:
            waiting, cut_short = _left(session)
        for version_id in waiting:
            store.dispatch(Job(PROCESS, {"version_id": str(version_id)}))
        for version_id in cut_short:
            store.execute(SYSTEM, put_back, Conversion(version_id=version_id))
        if time.monotonic() - self._pruned > PRUNE_SECONDS or not self._pruned:
            self._pruned = time.monotonic()
            self._cache.forget_older_than(CACHE_DAYS)
            resuming.sweep(store, self._settings)

    def _findings(self, store: Store, version: PaperVersion, *, kept_only: bool) -> Findings:
        if version.media_type == PDF:
            return self._look_into(
                store, version, store.blobs.path(version.opened_blob or version.blob)
            )
        if kept_only:
            return Findings(
                version_id=version.id, served_blob=version.blob, served_size=version.size
            )
        store.execute(SYSTEM, begin_conversion, Conversion(version_id=version.id))
        with tempfile.TemporaryDirectory(prefix="ecabinet-made-") as folder:
            original = store.blobs.path(version.blob)
            made = as_pdf(original, version.media_type, Path(folder) / "made.pdf")
            return self._look_into(store, version, made)

    def _look_into(self, store: Store, version: PaperVersion, pdf: Path) -> Findings:
        settings = self._settings
        seen = inspect(pdf, max_bytes=settings.upload_limit, max_pages=settings.page_limit)
        with tempfile.TemporaryDirectory(prefix="ecabinet-paper-") as folder:
            clean = Path(folder) / "clean.pdf"
            removed = sanitise(pdf, clean)
            texts = text_of_pages(clean)
            refuse_secret(texts, allowed=settings.secret_papers != REFUSE)
            pages = [(page.width, page.height) for page in seen.pages]
            bare = without_marks(store, version, clean, Path(folder) / "bare.pdf", pages)
            with bare.open("rb") as file:
                served = store.blobs.put(file)
        # Drawing it here also proves that the safe copy can be drawn.
        draw_first_page(self._cache, store.blobs.path(served.sha256), served.sha256)
        return Findings(
            version_id=version.id,
            served_blob=served.sha256,
            served_size=served.size,
            pages=pages,
            texts=list(texts),
            removed=sorted(removed),
        )


def _is_kept_only(session: Session, version: PaperVersion) -> bool:
    paper = session.get_one(Paper, version.paper_id)
    container = containers.kinds().get(paper.container_kind)
    return container is not None and container.any_file


def _left(session: Session) -> tuple[Sequence[UUID], Sequence[UUID]]:
    """Versions nobody looked into, and those whose conversion died or has become possible."""
    now = utc_now()
    waiting = session.scalars(
        select(PaperVersion.id).where(
            PaperVersion.state == VersionState.RECEIVED,
            PaperVersion.uploaded_at < now - LEFT_AFTER,
        )
    ).all()
    lost = [
        (PaperVersion.state == VersionState.CONVERTING)
        & (PaperVersion.converting_since < now - CUT_SHORT_AFTER)
    ]
    if office.converter() is not None:
        lost.append(
            (PaperVersion.state == VersionState.FAILED) & (PaperVersion.failure == NO_CONVERTER)
        )
    return waiting, session.scalars(select(PaperVersion.id).where(or_(*lost))).all()


def register_document_jobs(jobs: Jobs, settings: Settings) -> None:
    """Teach the queue the jobs of documents, and the worker the words of their notices."""
    settle(settings.office_name)
    register_notices()
    register_search_kinds()
    register_rules()
    register_issuing()
    worker = Worker(settings)
    jobs.register(PROCESS, worker.process_version)
    jobs.register_sweep(worker.sweep)
    register_recognition(jobs)
    register_carrying(jobs)
    register_windows(jobs)
    register_printing(jobs)
    lightener = Lightener(open_cache(settings))
    jobs.register(LIGHTEN, lightener.lighten_version)
    jobs.register_sweep(lightener.sweep)
    maker = CopyMaker(open_cache(settings))
    jobs.register(MAKE_COPY, maker.make_copy)
    jobs.register_sweep(maker.sweep)
