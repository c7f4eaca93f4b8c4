"""What the worker does for meetings: keys no longer needed are destroyed, units reminded."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.jobs import Jobs
from ecabinet.core.perishable import KeyFiles
from ecabinet.core.store import Store
from meetings.commands.box import DESTROY_KEY
from meetings.commands.remind_units import BATCH, RemindUnits, remind_units
from meetings.models import Vote
from meetings.states import VoteState

# Longer than any opening takes: until it is committed nobody sees the vote that the key is for.
NOBODYS_AFTER = 3_600.0


def register_ballot_keys(jobs: Jobs, keys: KeyFiles) -> None:
    """Register the job that follows each close, and the sweep for what it missed."""
    jobs.register(DESTROY_KEY, _destroyer(keys))
    jobs.register_sweep(_sweep(keys))


def _destroyer(keys: KeyFiles) -> Callable[..., None]:
    def destroy(store: Store, vote_id: str) -> None:
        """The row says that the key is needed no more; the job only brings us here sooner."""
        if _over(store, [UUID(vote_id)]):
            keys.destroy(UUID(vote_id))

    return destroy


def _sweep(keys: KeyFiles) -> Callable[[Store], None]:
    def sweep(store: Store) -> None:
        ages = keys.ages()
        over = _over(store, list(ages))
        open_now = _in_state(store, list(ages), VoteState.OPEN)
        for vote_id, age in ages.items():
            if vote_id in over or (vote_id not in open_now and age > NOBODYS_AFTER):
                keys.destroy(vote_id)

    return sweep


def _over(store: Store, vote_ids: list[UUID]) -> set[UUID]:
    """Those that take no ballots any more and never will."""
    return _in_state(store, vote_ids, VoteState.CLOSED, VoteState.VOIDED)


def _in_state(store: Store, vote_ids: list[UUID], *states: VoteState) -> set[UUID]:
    if not vote_ids:
        return set()
    with store.reading() as session:
        query = select(Vote.id).where(Vote.id.in_(vote_ids), Vote.state.in_(states))
        return set(session.scalars(query))


def remind(store: Store) -> None:
    """Remind whoever is to be reminded by now; doing it twice is the same as once."""
    while store.execute(SYSTEM, remind_units, RemindUnits()).count == BATCH:
        pass
