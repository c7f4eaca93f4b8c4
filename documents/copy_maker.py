"""The worker's job of making copies for readers: with marks, as a list of comments, stamped."""

import json
import logging
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from documents.cache import Cache
from documents.commands.copies import (
    MAKE_COPY,
    ForgetCopies,
    MadeCopy,
    finish_copy,
    forget_copies,
)
from documents.copying import content_key, file_key, forget_file
from documents.models import PaperCopy, PaperVersion
from documents.pdf.annotate import write_annotations
from documents.pdf.errors import PdfRejected
from documents.pdf.flatten import flatten
from documents.pdf.stamp import stamp
from documents.queries.copies import waiting_copies
from documents.states import CopyState
from documents.summaries import making
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job

LEFT_AFTER = timedelta(minutes=5)
FORGET_SECONDS = 3600
_log = logging.getLogger(__name__)


class CopyMaker:
    """Makes copies, and forgets old ones."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._forgot = 0.0

    def make_copy(self, store: Store, copy_id: str) -> None:
        """Make one copy that is wanted. Twice is harmless."""
        with store.reading() as session:
            row = session.get(PaperCopy, UUID(copy_id))
            version = session.get(PaperVersion, row.version_id) if row else None
        if row is None or version is None or row.state != CopyState.WANTED:
            return
        store.execute(SYSTEM, finish_copy, self._made(store, row, version))

    def sweep(self, store: Store) -> None:
        """Queue again what was left, and once an hour forget what is old."""
        with store.reading() as session:
            left = waiting_copies(session, utc_now(), LEFT_AFTER)
        for copy_id in left:
            store.dispatch(Job(MAKE_COPY, {"copy_id": str(copy_id)}))
        if time.monotonic() - self._forgot > FORGET_SECONDS or not self._forgot:
            self._forgot = time.monotonic()
            for key in store.execute(SYSTEM, forget_copies, ForgetCopies()).keys:
                forget_file(self._cache, key)

    def _made(self, store: Store, row: PaperCopy, version: PaperVersion) -> MadeCopy:
        assert version.served_blob is not None, "a copy is asked of what can be read"
        try:
            with tempfile.TemporaryDirectory(prefix="ecabinet-copy-") as folder:
                whole = self._whole(row, store.blobs.path(version.served_blob), Path(folder))
                with self._cache.place(file_key(row.key)) as draft:
                    if row.words:
                        stamp(whole, draft, row.words)
                    else:
                        shutil.copyfile(whole, draft)
        except FileNotFoundError:
            # What was written down beside it was cleared out: asked again, it is written again.
            return MadeCopy(copy_id=row.id, failure="copy.gone")
        except TimeoutError:
            return MadeCopy(copy_id=row.id, failure="summary.too_long")
        except PdfRejected as error:
            _log.warning("no copy of version %s: %s", version.id, error.code)
            return MadeCopy(copy_id=row.id, failure=error.code)
        self._cache.path(content_key(row.key)).unlink(missing_ok=True)
        return MadeCopy(copy_id=row.id, size=self._cache.path(file_key(row.key)).stat().st_size)

    def _whole(self, row: PaperCopy, served: Path, folder: Path) -> Path:
        """The copy without words on it."""
        if row.kind == "paper":
            return served
        content = self._cache.path(content_key(row.key)).read_text()
        if row.kind == "summary":
            return making.made(self._cache, content, "pdf")
        marked = folder / "marked.pdf"
        write_annotations(served, marked, json.loads(content))
        if row.kind == "annotated":
            return marked
        flat = folder / "flat.pdf"
        flatten(marked, flat)
        return flat
