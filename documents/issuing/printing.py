"""The worker puts issued facts on paper. Twice is harmless: the same facts give the same bytes."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from documents.issuing.commands.issue import PRINT, Printed, finish_printing
from documents.issuing.models import OfficialDocument
from documents.issuing.sources import source_of
from documents.issuing.states import OfficialState
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job

LEFT_AFTER = timedelta(minutes=2)


def print_document(store: Store, document_id: str) -> None:
    """Draw a document that has its number and keep the file."""
    with store.reading() as session:
        row = session.get(OfficialDocument, UUID(document_id))
        if row is None or row.state != OfficialState.ISSUING or row.facts is None:
            return
    source = source_of(row.kind)
    kept = store.blobs.put(BytesIO(source.draw(source.thawed(row.facts))))
    store.execute(SYSTEM, finish_printing, Printed(document_id=row.id, blob=kept.sha256))


def sweep(store: Store) -> None:
    """Queue again what nobody drew."""
    late = select(OfficialDocument.id).where(
        OfficialDocument.state == OfficialState.ISSUING,
        OfficialDocument.issued_at < utc_now() - LEFT_AFTER,
    )
    with store.reading() as session:
        waiting = session.scalars(late).all()
    for document_id in waiting:
        store.dispatch(Job(PRINT, {"document_id": str(document_id)}))


def register_printing(jobs: Jobs) -> None:
    """Teach the queue to draw."""
    jobs.register(PRINT, print_document)
    jobs.register_sweep(sweep)
