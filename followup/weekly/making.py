"""The worker draws the paper of what was sent. Twice is harmless: same data, same bytes."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from documents.official.apart import set_apart
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job, UnitOfWork
from followup.weekly.models import WeeklyEdition
from followup.weekly.paper import paper_of
from followup.weekly.sending import MAKE
from followup.weekly.shapes import thawed

LEFT_AFTER = timedelta(minutes=2)


class Drawn(BaseModel):
    """An edition, and where its file lies."""

    model_config = ConfigDict(frozen=True)
    edition_id: UUID
    pdf_blob: str


def make_paper(store: Store, edition_id: str) -> None:
    """Draw the file of an edition that has none."""
    with store.reading() as session:
        edition = session.get(WeeklyEdition, UUID(edition_id))
        if edition is None or edition.pdf_blob is not None:
            return
        paper = paper_of(thawed(edition.data), office_day(edition.sent_at))
    blob = store.blobs.put(BytesIO(set_apart(paper, "pdf"))).sha256
    store.execute(SYSTEM, keep_paper, Drawn(edition_id=UUID(edition_id), pdf_blob=blob))


def keep_paper(uow: UnitOfWork, cmd: Drawn) -> None:
    """Note where the file lies; the first stands."""
    edition = uow.session.get(WeeklyEdition, cmd.edition_id, with_for_update=True)
    if edition is not None and edition.pdf_blob is None:
        edition.pdf_blob = cmd.pdf_blob


def sweep(store: Store) -> None:
    """Queue again what nobody drew."""
    before = store.clock() - LEFT_AFTER
    with store.reading() as session:
        late = session.scalars(
            select(WeeklyEdition.id).where(
                WeeklyEdition.pdf_blob.is_(None), WeeklyEdition.sent_at < before
            )
        ).all()
    for edition_id in late:
        store.dispatch(Job(MAKE, {"edition_id": str(edition_id)}))


def register_weekly_papers(jobs: Jobs) -> None:
    """Teach the queue to draw the papers."""
    jobs.register(MAKE, make_paper)
    jobs.register_sweep(sweep)
