"""What the worker does for follow-up."""

from ecabinet.core.actors import SYSTEM
from ecabinet.core.store import Store
from followup.commands.periods import BATCH as PERIODS
from followup.commands.periods import OpenPeriods
from followup.commands.periods import open_periods as open_
from followup.commands.remind import BATCH, FOUND, RemindPeople, find_due, remind_people


def remind(store: Store) -> None:
    """Remind of everything that is due now; doing it twice is the same as once."""
    while True:
        with store.reading() as session:
            due = find_due(session, store.clock())
        for first in range(0, len(due), BATCH):
            batch = RemindPeople(due=tuple(due[first : first + BATCH]))
            if not store.execute(SYSTEM, remind_people, batch).count:
                return  # Another worker is at it; the next minute looks again.
        if len(due) < FOUND:
            return


def open_periods(store: Store) -> None:
    """Open the periods of periodic tasks that have begun."""
    while store.execute(SYSTEM, open_, OpenPeriods()).count == PERIODS:
        pass
