"""Windows of grants that open or end: the worker tells open tablets within a second or two."""

from uuid import UUID

from sqlalchemy import select

from documents.commands.grant import SOON, TELL, TellWindow, tell_window
from documents.models import PaperGrant
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job


def register_windows(jobs: Jobs) -> None:
    """Teach the queue to tell of windows."""
    jobs.register(TELL, tell)
    jobs.register_sweep(sweep)


def tell(store: Store, grant_id: str) -> None:
    """Tell of one window, if its moment has come."""
    store.execute(SYSTEM, tell_window, TellWindow(grant_id=UUID(grant_id)))


def sweep(store: Store) -> None:
    """Queue every window whose moment comes before the next sweep is sure to have come."""
    with store.reading() as session:
        query = select(PaperGrant.id, PaperGrant.next_at)
        rows = session.execute(query.where(PaperGrant.next_at < utc_now() + SOON)).all()
    for grant_id, at in rows:
        store.dispatch(Job(TELL, {"grant_id": str(grant_id)}, at))
