"""What the worker does for the index: read the words of what changed."""

from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.jobs import Jobs
from ecabinet.core.search.following import INDEX
from ecabinet.core.search.kinds import kinds
from ecabinet.core.search.models import SearchNeed
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.search.commands import AskAgain, WriteWords, ask_again, write_words

BATCH = 100


def index_changes(store: Store) -> None:
    """Read again whatever changed, until nothing is left. Doing it twice is harmless."""
    while batch := _needs(store):
        for need in batch:
            _read(store, need)
        if len(batch) < BATCH:
            return


def ask_for_all(store: Store) -> int:
    """Have everything read again, thing by thing. Returns how many things there are."""
    asked = 0
    for key in kinds():
        after, more = None, True
        while more:
            done = store.execute(SYSTEM, ask_again, AskAgain(kind=key, after=after))
            asked, after, more = asked + done.number, done.last, done.last is not None
    return asked


def register_search_jobs(jobs: Jobs) -> None:
    """Teach the queue the job of the index."""
    jobs.register(INDEX, index_changes)
    jobs.register_sweep(_sweep)


def _sweep(store: Store) -> None:
    if _needs(store, limit=1):
        store.dispatch(Job(INDEX, {}))


def _needs(store: Store, limit: int = BATCH) -> list[SearchNeed]:
    with store.reading() as session:
        known = SearchNeed.kind.in_(list(kinds()))
        order = (SearchNeed.kind, SearchNeed.thing_id)
        return list(session.scalars(select(SearchNeed).where(known).order_by(*order).limit(limit)))


def _read(store: Store, need: SearchNeed) -> None:
    with store.reading() as session:
        words = kinds()[need.kind].words(session, need.thing_id)
    texts = {0: words.title, **words.texts} if words else {}
    store.execute(
        SYSTEM,
        write_words,
        WriteWords(
            kind=need.kind,
            thing_id=need.thing_id,
            asked=need.asked,
            texts=texts,
            at=words.at if words else None,
        ),
    )
