"""What the worker does for written opinions."""

from ecabinet.core.actors import SYSTEM
from ecabinet.core.store import Store
from meetings.opinions.commands.expire import BATCH, CloseOverdue, close_overdue


def close_what_is_over(store: Store) -> None:
    """Close everything whose time is over; doing it twice is the same as once."""
    while store.execute(SYSTEM, close_overdue, CloseOverdue()).count == BATCH:
        pass
