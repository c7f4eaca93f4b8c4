"""What the worker does for circulation ballots: it reminds, and closes at the deadline."""

from ecabinet.core.actors import SYSTEM
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from meetings.circulation.commands import expire
from meetings.circulation.commands.expire import CloseOverdue, close_overdue
from meetings.circulation.commands.remind import (
    BATCH,
    RemindOfCirculations,
    remind_of_circulations,
)
from meetings.circulation.rules import register_rules


def remind(store: Store) -> None:
    """Remind of everything that is due now; doing it twice is the same as once."""
    while store.execute(SYSTEM, remind_of_circulations, RemindOfCirculations()).count == BATCH:
        pass


def close_what_is_over(store: Store) -> None:
    """Close everything whose deadline has passed; doing it twice is the same as once."""
    while store.execute(SYSTEM, close_overdue, CloseOverdue()).count == expire.BATCH:
        pass


def register_circulation_jobs(jobs: Jobs) -> None:
    """Register the rules, which the worker asks before it writes a mail, and the sweeps."""
    register_rules()
    jobs.register_sweep(remind)
    jobs.register_sweep(close_what_is_over)
