"""Opening the room: statements, bytes, time; 50 items for 200 and 1,000 people against 5 and 5.

python -m benchmarks.opening [--repeats 20]: the state that the room's page starts from, as the API
gives it, on the real product over SQLite; counted are the statements of the query in this process.
"""

import argparse
import gzip
import json
import statistics
import time

from benchmarks.places import circumstances, place
from ecabinet.core.clock import utc_now
from meetings.commands.agenda import AddAgendaItem, add_agenda_item
from meetings.queries.room import room
from tests.counting import counted
from tests.live.caller import Caller
from tests.live.hall import ITEMS, SECRETARY

SIZES = ((5, 5), (50, 200), (50, 1000))
HEAD = "  items people statements     kB kB gzip  p50 ms  p95 ms"


def measure(items: int, people: int, repeats: int) -> None:
    """Make the meeting, open its room so many times, print one row."""
    with place("sqlite", people) as where, where.serving() as product:
        hall = where.hall
        secretary, member = hall.actor(SECRETARY), hall.actor(hall.voters[1])
        for number in range(ITEMS, items):
            wish = AddAgendaItem(meeting_id=hall.meeting_id, title=f"Nội dung số {number}")
            hall.store.execute(secretary, add_agenda_item, wish)
        with counted(hall.store.engine) as noted, hall.store.reading() as session:
            room(session, member, hall.meeting_id, utc_now())
        caller = Caller(product.port, hall.tokens[hall.voters[1]])
        times = []
        for _ in range(repeats):
            began = time.perf_counter()
            body = caller.get(f"/meetings/{hall.meeting_id}/room")
            times.append((time.perf_counter() - began) * 1000)
        caller.close()
    text = json.dumps(body, ensure_ascii=False).encode()
    slow = sorted(times)[int(len(times) * 0.95)]
    print(f"{items:6} {people:6} {len(noted):10} {len(text) / 1000:6.0f} "
          f"{len(gzip.compress(text)) / 1000:7.1f} {statistics.median(times):7.1f} {slow:7.1f}",
          flush=True)  # fmt: skip


def main(words: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=20)
    given = parser.parse_args(words)
    print(f"# opening the room: {circumstances()}\n{HEAD}", flush=True)
    for items, people in SIZES:
        measure(items, people, given.repeats)
    print(f"# done: {circumstances()}", flush=True)


if __name__ == "__main__":
    main()
