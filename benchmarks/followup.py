"""Follow-up of a whole province: each page and operation against the SQL it asks, in one run.

python -m benchmarks.followup [--tasks 100000] [--kinds sqlite,postgres] [--only board]

Every address is opened by a test client in this process: a warm-up, then in turns the page and, on
a bare connection of the driver, the very statements with the values that the page sent, all their
rows fetched. *CPU* is what the page takes of the processor, whatever else the machine does, with
that of the SQL on SQLite, which runs in this process. *few* are the statements and the time of the
same address over 1,000 tasks: statements must be as many, but for lists that are empty there.
`--export`: the whole list as a file. `--backlog 30000`: so many of the tasks are late, and nobody
was told of any.
"""

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import Engine

from benchmarks import task_exports
from benchmarks.followup_pages import WHO, pages
from benchmarks.office import Size
from benchmarks.office_opened import Scene, fresh_database, scene
from benchmarks.places import DISK, circumstances
from ecabinet.accounts import passwords
from tests.counting import Asked, counted
from tests.hashing import CHEAP

HEAD = (
    f"{'':43} {'statements':>10} {'few':>7} {'SQL ms':>15} {'page ms':>15} {'of SQL':>7}"
    f" {'CPU':>7}\n"
    f"{'page':34} {'who':8} {'few':>5} {'many':>4} {'p50':>7} {'p50':>7} {'p95':>7} {'p50':>7}"
    f" {'p95':>7} {'p95':>7} {'p50':>7}"
)
FEW = 1_000


Few = dict[tuple[str, str], tuple[int, float]]
"""Statements and milliseconds by page and person."""


def replay(engine: Engine, asked: list[Asked]) -> float:
    """Ask the same again on a bare connection; answer the seconds."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        began = time.perf_counter()
        for one in asked:
            cursor.execute(one.text, one.values)
            cursor.fetchall()
        spent = time.perf_counter() - began
        connection.rollback()
        return spent
    finally:
        connection.close()


def measure(here: Scene, few: Few, given: argparse.Namespace) -> None:
    """Print a row for each page."""
    engine = here.platform.store.engine
    clients = {who: here.client(username) for who, username in WHO.items()}
    for name, who, path in pages(given.only):
        address, ask = path.format(**here.ids), clients[who]
        ask(address)
        with counted(engine) as asked:
            ask(address)
        reads = [one for one in asked if one.text.lstrip()[:6].upper() in ("SELECT", "WITH R")]
        bare, whole, busy = [], [], []
        for _ in range(given.repeats):
            began, worked = time.perf_counter(), time.process_time()
            ask(address)
            whole.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - worked) * 1000)
            bare.append(replay(engine, reads) * 1000)
        raw, page = quantiles(bare, n=20)[18], quantiles(whole, n=20)[18]
        statements, before = few.get((name, who), (0, 0.0))
        print(f"{name:34} {who:8} {statements:5} {len(asked):4} {before:7.1f} {median(bare):7.1f}"
              f" {raw:7.1f} {median(whole):7.1f} {page:7.1f} {page / raw:7.2f}"
              f" {median(busy):7.1f}",
              flush=True)  # fmt: skip
        if given.slow:
            _tell_slow(engine, reads, given.slow)


def _tell_slow(engine: Engine, reads: list[Asked], least: float) -> None:
    for one in reads:
        spent = replay(engine, [one]) * 1000
        if spent >= least:
            print(f"    {spent:7.1f} ms  {' '.join(one.text.split())[:900]}  {one.values}"[:1500])


def over_few(here: Scene, only: str, repeats: int) -> Few:
    """Return how many statements each page takes, and how long, in the middle."""
    clients = {who: here.client(username) for who, username in WHO.items()}
    found = {}
    for name, who, path in pages(only):
        address, spent = path.format(**here.ids), []
        clients[who](address)
        with counted(here.platform.store.engine) as asked:
            clients[who](address)
        for _ in range(repeats):
            began = time.perf_counter()
            clients[who](address)
            spent.append((time.perf_counter() - began) * 1000)
        found[name, who] = (len(asked), median(spent))
    return found


def _of_kind(kind: str, given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(dir=DISK, prefix="ecabinet-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as another user when we are root.
        size = replace(Size(), tasks=given.tasks)
        with (
            fresh_database(kind, folder, "few") as url,
            scene(url, folder, replace(size, tasks=FEW)) as small,
        ):
            few = over_few(small, given.only, given.repeats // 2)
        with fresh_database(kind, folder, "many") as url:
            with scene(url, folder, size, given.backlog) as here:
                print(f"# {kind}: {circumstances()}\n{HEAD}", flush=True)
                measure(here, few, given)
            if given.export:
                task_exports.apart(url, folder / "data", WHO["tracker"])
        print(f"# done: {circumstances()}", flush=True)


def main(words: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--kinds", default="sqlite,postgres")
    parser.add_argument("--backlog", type=int, default=0, help="so many tasks late and untold")
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--export", action="store_true", help="the whole list as a file as well")
    parser.add_argument("--slow", type=float, default=0, help="tell statements of so many ms")
    given = parser.parse_args(words)
    passwords._hasher = CHEAP
    for kind in given.kinds.split(","):
        _of_kind(kind, given)


if __name__ == "__main__":
    main()
