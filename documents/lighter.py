"""The worker's job of making heavy scans lighter to read."""

import logging
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.cache import Cache
from documents.commands.lighten import LIGHTEN, Lighter, finish_lighter
from documents.models import PaperVersion
from documents.pdf.errors import PdfRejected
from documents.pdf.lighten import lighten
from documents.pictures import draw_first_page
from documents.states import LightState, VersionState
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job

WORTH_IT = 0.8
"""A copy that is not at least a fifth lighter is not kept."""
LEFT_AFTER = timedelta(minutes=10)
_log = logging.getLogger(__name__)


class Lightener:
    """Makes lighter copies, with the folder in which pictures of pages are kept."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def lighten_version(self, store: Store, version_id: str) -> None:
        """Make the lighter copy of a version that wants one. Twice is harmless."""
        with store.reading() as session:
            version = session.get(PaperVersion, UUID(version_id))
        if version is None or version.light_state != LightState.WANTED or not version.served_blob:
            return
        store.execute(SYSTEM, finish_lighter, self._made(store, version))

    def sweep(self, store: Store) -> None:
        """Queue again what was wanted and not made."""
        with store.reading() as session:
            left = _left(session)
        for version_id in left:
            store.dispatch(Job(LIGHTEN, {"version_id": str(version_id)}))

    def _made(self, store: Store, version: PaperVersion) -> Lighter:
        assert version.served_blob is not None
        assert version.served_size is not None
        with tempfile.TemporaryDirectory(prefix="ecabinet-lighter-") as folder:
            target = Path(folder) / "light.pdf"
            try:
                changed, size = lighten(store.blobs.path(version.served_blob), target)
            except PdfRejected as error:
                # People go on reading the whole file.
                _log.warning("no lighter copy of version %s: %s", version.id, error.code)
                return Lighter(version_id=version.id)
            if not changed or size > version.served_size * WORTH_IT:
                return Lighter(version_id=version.id)
            with target.open("rb") as file:
                kept = store.blobs.put(file)
        draw_first_page(self._cache, store.blobs.path(kept.sha256), kept.sha256)
        return Lighter(version_id=version.id, blob=kept.sha256, size=kept.size)


def _left(session: Session) -> Sequence[UUID]:
    return session.scalars(
        select(PaperVersion.id).where(
            PaperVersion.light_state == LightState.WANTED,
            PaperVersion.state == VersionState.READY,
            PaperVersion.processed_at < utc_now() - LEFT_AFTER,
        )
    ).all()
