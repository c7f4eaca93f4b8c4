"""Many devices say at once that a ballot is shown: noted together, not in a write for each."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from ecabinet import concurrency

Write = Callable[[UUID, tuple[UUID, ...]], object]


class Together:
    """Gathers for `seconds` what is said of a vote, and writes it once.

    Lost when the process ends meanwhile: the desk then does not see that a ballot was shown.
    """

    def __init__(self, seconds: float = 0.5) -> None:
        self._seconds = seconds
        self._lock = concurrency.make_lock()
        self._waiting: dict[UUID, set[UUID]] = defaultdict(set)

    def add(self, vote_id: UUID, participant_ids: set[UUID], write: Write) -> None:
        """Add to what waits; whoever is first waits for the others and writes for all."""
        with self._lock:
            first = not self._waiting[vote_id]
            self._waiting[vote_id] |= participant_ids
        if not first:
            return
        concurrency.sleep(self._seconds)
        with self._lock:
            known = self._waiting.pop(vote_id)
        write(vote_id, tuple(sorted(known)))
