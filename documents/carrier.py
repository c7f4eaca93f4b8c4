"""The worker's job of carrying marks over to a newer version."""

import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache as once
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.carrying.fates import Drawing, Sheets, judge
from documents.carrying.words import Text
from documents.commands.carry import (
    CARRY,
    CarryingDone,
    CarryMarks,
    Judged,
    carry_marks,
    finish_carrying,
)
from documents.models import PaperVersion
from documents.pdf.errors import PdfRejected
from documents.pdf.words import words_of_pages
from documents.queries.carrying import Pending, to_carry
from documents.states import CarryState, VersionState
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.jobs import Jobs
from ecabinet.core.storage import Blobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job

AT_ONCE = 100
"""Marks in one transaction: others who write wait no longer than for these."""

LEFT_AFTER = timedelta(minutes=2)
_log = logging.getLogger(__name__)


def carry_version(store: Store, version_id: str) -> None:
    """Carry over what the version still lacks. Twice is harmless; nothing is computed in a write.

    The log tells of the version and of nobody's marks.
    """
    with store.reading() as session:
        version = session.get(PaperVersion, UUID(version_id))
        if version is None or version.carry_state != CarryState.WANTED:
            return
        pending = to_carry(session, version)
        origins = _versions(session, pending)
    found = _judged(store.blobs, version, origins, pending)
    while some := list(islice(found, AT_ONCE)):
        store.execute(SYSTEM, carry_marks, CarryMarks(version_id=version.id, marks=some))
    done = CarryingDone(version_id=version.id, some=bool(pending))
    store.execute(SYSTEM, finish_carrying, done)


def sweep(store: Store) -> None:
    """Queue again what was wanted and not done."""
    with store.reading() as session:
        left = session.scalars(
            select(PaperVersion.id).where(
                PaperVersion.carry_state == CarryState.WANTED,
                PaperVersion.state == VersionState.READY,
                PaperVersion.processed_at < utc_now() - LEFT_AFTER,
            )
        ).all()
    for version_id in left:
        store.dispatch(Job(CARRY, {"version_id": str(version_id)}))


def register_carrying(jobs: Jobs) -> None:
    """Teach the queue to carry marks over."""
    jobs.register(CARRY, carry_version)
    jobs.register_sweep(sweep)


def _judged(
    blobs: Blobs,
    version: PaperVersion,
    origins: dict[UUID, PaperVersion],
    pending: Sequence[Pending],
) -> Iterator[Judged]:
    @once
    def sheets(version_id: UUID) -> Sheets:
        return _sheets(blobs, origins.get(version_id, version))

    for each in pending:
        mark = each.mark
        if mark.kind == "reply":
            yield Judged(origin_id=mark.id, root_id=each.root_id)
            continue
        drawing = Drawing(mark.kind, mark.page, mark.body)
        found = judge(drawing, sheets(mark.version_id), sheets(version.id))
        yield Judged(
            origin_id=mark.id,
            root_id=each.root_id,
            fate=found.fate,
            spot=found.spot,
            others=found.others,
            quote=found.quote,
        )


def _versions(session: Session, pending: Sequence[Pending]) -> dict[UUID, PaperVersion]:
    ids = {each.mark.version_id for each in pending}
    rows = session.scalars(select(PaperVersion).where(PaperVersion.id.in_(ids)))
    return {row.id: row for row in rows}


def _sheets(blobs: Blobs, version: PaperVersion) -> Sheets:
    """Return the words of a version; none when they cannot be read: then places decide."""
    sizes = version.pages or []
    try:
        words = words_of_pages(blobs.path(version.served_blob or ""))
    except PdfRejected as error:
        _log.warning("no words with places of version %s: %s", version.id, error.code)
        words = [[] for _ in sizes]
    return Sheets(Text(words), sizes)
