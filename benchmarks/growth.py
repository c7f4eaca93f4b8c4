"""An office of ten years: pages, jobs, start, check, backup, against the same office of one year.

python -m benchmarks.growth [--tasks 100000] [--meetings 5000] [--entries 5000000] [--kinds sqlite]

Both offices are filled in turn; each page is opened by a test client in this process. *SQL* is
what its statements take on a bare connection. Statements must be as many in both; lists that are
empty in the small office ask less there.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from benchmarks.followup import replay
from benchmarks.office import Size
from benchmarks.office_opened import Scene, fresh_database, scene
from benchmarks.places import DISK, circumstances
from benchmarks.years import Years, live
from ecabinet import database
from ecabinet.accounts import passwords
from ecabinet.app import create_app
from ecabinet.core.audit_check import examine
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.memory import keep_for_good
from meetings.models import Meeting
from tests.counting import counted
from tests.hashing import CHEAP

WHO = {"leader": "lanhdao0", "secretary": "thuky0", "official": "canbo12", "tracker": "theodoi0"}
PAGES = (
    ("home", "/", ("leader", "secretary", "official")),
    ("meetings", "/meetings", ("leader", "secretary")),
    ("meetings, past", "/meetings?when=past", ("leader",)),
    ("a meeting", "/meetings/{meeting}", ("leader",)),
    ("its room, state", "api:/meetings/{meeting}", ("leader",)),
    ("calendar", "/calendar", ("leader",)),
    ("papers", "/papers", ("leader",)),
    ("notices", "/notifications", ("leader", "official")),
    ("search, often", "/search?q=kinh+phi", ("leader", "secretary")),
    ("search, once", "/search?q=so+4711", ("secretary",)),
    ("vote history", "/vote-history", ("leader",)),
    ("tasks", "/tasks?view=all", ("leader", "tracker")),
    ("dashboard", "/dashboard", ("tracker",)),
)
REPEATS = 9
Figures = dict[tuple[str, str], tuple[int, float, float]]


def pages(here: Scene) -> Figures:
    """Return statements, milliseconds of SQL and of the page, by page and person."""
    engine, found = here.platform.store.engine, {}
    clients = {who: here.client(username) for who, username in WHO.items()}
    for name, path, people in PAGES:
        for who in people:
            address, whole, bare = path.format(**here.ids), [], []
            clients[who](address)
            with counted(engine) as asked:
                clients[who](address)
            reads = [one for one in asked if one.text.lstrip()[:4].upper() in ("SELE", "WITH")]
            for _ in range(REPEATS):
                began = time.perf_counter()
                clients[who](address)
                whole.append((time.perf_counter() - began) * 1000)
                bare.append(replay(engine, reads) * 1000)
            found[name, who] = (len(asked), median(bare), median(whole))
    return found


def jobs(here: Scene) -> dict[str, float]:
    """Return the seconds of each periodic look of the worker, once."""
    found: dict[str, float] = {}
    for sweep in here.platform.jobs._sweeps:
        began = time.perf_counter()
        sweep(here.platform.store)
        owner = getattr(sweep, "__self__", sweep)
        name = f"{sweep.__module__}.{getattr(owner, '__name__', type(owner).__name__)}"
        found[name] = found.get(name, 0) + time.perf_counter() - began
    return found


def operation(here: Scene) -> dict[str, float]:
    """Return the seconds of what the operator sees: start, check of the log, size in MB."""
    began = time.perf_counter()
    create_app(here.platform.settings, here.platform)
    start = time.perf_counter() - began
    began = time.perf_counter()
    checked = examine(here.platform.store.engine, (), 5)
    assert not checked.fault_count
    return {"application made": start, "audit log checked": time.perf_counter() - began}


def migrations(here: Scene, url: str) -> dict[str, float]:
    """Return the seconds of the last ten migrations back and, as an operator waits, forth again."""
    here.platform.store.engine.dispose()
    began = time.perf_counter()
    database.downgrade(url, "-10")
    back = time.perf_counter() - began
    database.upgrade(url)
    return {"ten migrations back": back, "forth again": time.perf_counter() - began - back}


def size_of(here: Scene) -> float:
    """The database in MB."""
    engine = here.platform.store.engine
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            pages_, each = (connection.scalar(text(f"PRAGMA {name}")) or 0
                            for name in ("page_count", "page_size"))  # fmt: skip
            return pages_ * each / 1e6
        return (connection.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 1e6


def of_office(url: str, folder: Path, size: Size, years: Years) -> Figures:
    """Fill an office and measure it."""
    with scene(url, folder, size) as here:
        began = time.perf_counter()
        live(here.platform.store.engine, here.made, years)
        written = f"{time.perf_counter() - began:.0f} s, {size_of(here):.0f} MB"
        print(f"# {years.meetings} meetings, {years.entries} entries: {written}", flush=True)
        with Session(here.platform.store.engine) as session:
            last = select(Meeting.id).order_by(Meeting.starts_at.desc()).limit(1)
            here.ids["meeting"] = str(session.scalar(last))
        keep_for_good()
        found = pages(here)
        for name, seconds in {**operation(here), **jobs(here), **migrations(here, url)}.items():
            print(f"{name:60} {seconds:8.2f} s", flush=True)
        return found


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--meetings", type=int, default=5_000)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=5_000_000)
    parser.add_argument("--kinds", default="sqlite,postgres")
    given = parser.parse_args()
    passwords._hasher = CHEAP
    large = Years(meetings=given.meetings, papers=given.papers, entries=given.entries)
    small = Years(1, given.meetings // 10, given.papers // 10, given.entries // 10, 50_000)
    for kind in given.kinds.split(","):
        with tempfile.TemporaryDirectory(dir=DISK, prefix="ecabinet-bench-") as name:
            folder = Path(name)
            folder.chmod(0o755)
            with fresh_database(kind, folder, "one") as url:
                one = of_office(url, folder / "1", Size(tasks=given.tasks // 10), small)
            with fresh_database(kind, folder, "ten") as url:
                ten = of_office(url, folder / "10", Size(tasks=given.tasks, years=10), large)
        print(f"# {kind}: {circumstances()}, {office_day(utc_now())}")
        print(f"{'page':20} {'who':10} {'statements':>11} {'SQL ms':>15} {'page ms':>15}")
        for (page, who), (count, bare, whole) in ten.items():
            few = one[page, who]
            print(f"{page:20} {who:10} {few[0]:5} {count:5} {few[1]:7.1f} {bare:7.1f} "
                  f"{few[2]:7.1f} {whole:7.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
