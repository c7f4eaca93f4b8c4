"""A report on a year of 100,000 tasks, made as the worker makes it: seconds, megabytes, memory.

python -m benchmarks.task_reports [--tasks 100000] [--kind sqlite]
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path
from uuid import UUID

from benchmarks.followup_pages import WHO
from benchmarks.office import Size
from benchmarks.office_opened import Scene, fresh_database, scene
from benchmarks.places import DISK, circumstances
from ecabinet.accounts import passwords
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.clock import utc_now
from followup.reporting.freezing import FreezeReport, freeze_report
from followup.reporting.making import make_run
from followup.reporting.models import TaskReportRun
from followup.reporting.queries import frozen_run
from tests.hashing import CHEAP


def main(words: list[str] | None = None) -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--kind", default="sqlite")
    given = parser.parse_args(words)
    passwords._hasher = CHEAP
    with tempfile.TemporaryDirectory(dir=DISK, prefix="ecabinet-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        size = Size(tasks=given.tasks)
        with fresh_database(given.kind, folder, "many") as url, scene(url, folder, size) as here:
            print(f"# {given.kind}: {circumstances()}", flush=True)
            for report in ("report", "year_report"):
                _measure(here, report)


def _measure(here: Scene, report: str) -> None:
    store = here.platform.store
    with store.reading() as session:
        officer = actor_by_username(session, WHO["tracker"], utc_now())
    assert officer is not None
    wish = FreezeReport(report_id=UUID(here.ids[report]))
    before, began = _most(), time.perf_counter()
    run = store.execute(officer, freeze_report, wish)
    asked = time.perf_counter() - began
    make_run(store, str(run.id))
    spent = time.perf_counter() - began - asked
    with store.reading() as session:
        row = session.get_one(TaskReportRun, run.id)
        sizes = {
            name: store.blobs.path(blob).stat().st_size / 1e6
            for name, blob in (
                ("pdf", row.pdf_blob),
                ("list", row.list_blob),
                ("xlsx", row.xlsx_blob),
            )
            if blob
        }
        began = time.perf_counter()
        frozen_run(session, officer, run.id, part=1)
        read = time.perf_counter() - began
    print(f"{report}: {row.total} tasks, asked {asked:.1f} s, made {spent:.1f} s, a page read in"
          f" {read * 1000:.0f} ms, MB {sizes}; memory {before:.0f} → {_most():.0f} MB, the child"
          f" {_most(resource.RUSAGE_CHILDREN):.0f}", flush=True)  # fmt: skip


def _most(who: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
