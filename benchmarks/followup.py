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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import Engine, delete, event, select, update
from sqlalchemy.orm import Session

from benchmarks import task_exports
from benchmarks.office import Filled, Size, fill
from benchmarks.places import DISK, DURABLE, circumstances
from ecabinet import database
from ecabinet.accounts import passwords
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.app import create_app, register_jobs
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.memory import keep_for_good
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from followup.models import Task, TaskReminder
from followup.reporting.commands import CreateReport, create_report
from followup.reporting.shapes import ReportSpec
from followup.states import TaskState
from tests import servers
from tests.fixtures import CHEAP, PASSWORD, csrf_of

HEAD = (
    f"{'':43} {'statements':>10} {'few':>7} {'SQL ms':>15} {'page ms':>15} {'of SQL':>7}"
    f" {'CPU':>7}\n"
    f"{'page':34} {'who':8} {'few':>5} {'many':>4} {'p50':>7} {'p50':>7} {'p95':>7} {'p50':>7}"
    f" {'p95':>7} {'p95':>7} {'p50':>7}"
)
FEW = 1_000
WHO = {"tracker": "theodoi0", "leader": "lanhdao0", "head": "truong12", "official": "canbo12"}
"""A tracking officer sees all, a leader of the province a twelfth, the others one unit."""

EACH = {
    "home": "/",
    "list": "/tasks?view=all",
    "list, mine": "/tasks?view=mine",
    "dashboard": "/dashboard",
}
MOST = {
    "list, overdue": "/tasks?view=all&label=overdue",
    "list, running": "/tasks?view=all&label=running",
    "list, words": "/tasks?view=all&q=giai+ngan+von",
    "list, field and priority": "/tasks?view=all&field=KT&priority=urgent",
    "list, a unit (drill-down)": "/tasks?view=all&unit_id={unit}&label=overdue",
    "list, deep page": "/tasks?view=all&after={deep}",
    "list, API, 200 rows": "api:/tasks?limit=200",
    "board": "/tasks/board",
    "time line": "/tasks/timeline",
    "calendar": "/tasks/calendar",
    "dashboard, leaders": "/dashboard?by=leader",
    "dashboard, directives": "/dashboard?by=directive",
    "dashboard, fields": "/dashboard?by=field",
    "dashboard, officials": "/dashboard?by=official&order=rank",
    "dashboard, this quarter": "/dashboard?issued_from={quarter}",
    "dashboard, one unit": "/dashboard?unit_id={unit}&by=official",
    "dashboard, API": "api:/tasks-dashboard",
    "directives": "/directives",
    "directives, words": "/directives?q=chuyen+doi",
    "directive, coverage": "/directives/{directive}",
    "chasing, 14 days": "/chasing",
    "chasing, deep page": "/chasing?kind=remind&after={deep_chase}",
    "chasing, leaders told": "/chasing?kind=escalate",
    "chasing, 100 chosen": "/tasks/chosen?deed=chase&task={chosen}",
    "task": "/tasks/{task}",
    "task, story": "/tasks/{task}/story",
    "task, form to press": "/tasks/{overdue}/chase",
    "task, to issue": "/tasks/new",
    "reports": "/reports",
    "report, preview, month": "/reports/{report}",
    "report, preview, year": "/reports/{year_report}",
    "search, words": "/search?q=giai+ngan",
    "search, code": "/search?q=NV-50000",
    "one's own lists, API": "api:/task-lists",
}


Few = dict[tuple[str, str], tuple[int, float]]
"""Statements and milliseconds by page and person."""


@dataclass(frozen=True)
class Asked:
    """A statement as the driver got it."""

    text: str
    values: Any


@dataclass
class Scene:
    """An office with its application and the ids that addresses need."""

    app: Any
    platform: Platform
    ids: dict[str, str]
    made: Filled

    def client(self, username: str) -> Callable[[str], int]:
        """Return what opens an address as somebody, and answers the size of what came."""
        client: FlaskClient = self.app.test_client()
        page = client.get("/sign-in").text
        client.post("/sign-in", data={"username": username, "password": PASSWORD,
                                      "csrf_token": csrf_of(page)})  # fmt: skip
        answer = client.post("/api/v1/sign-in", json={"username": username, "password": PASSWORD})
        bearer = {"Authorization": f"Bearer {answer.json['token']}"}  # type: ignore[index]

        def ask(path: str) -> int:
            api = path.startswith("api:")
            at = f"/api/v1{path[4:]}" if api else path
            found = client.get(at, headers=bearer if api else {}, buffered=True)
            if found.status_code != 200:
                raise RuntimeError(f"{at}: {found.status_code}\n{found.text[:2000]}")
            return len(found.data)

        return ask


@contextmanager
def noting(engine: Engine) -> Iterator[list[Asked]]:
    """Collect what is asked of the database inside."""
    found: list[Asked] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        found.append(Asked(statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


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


@contextmanager
def scene(url: str, folder: Path, size: Size, backlog: int = 0) -> Iterator[Scene]:
    """Fill the database at `url` and open the application over it."""
    database.upgrade(url)
    settings = Settings(folder / "data", "bench-secret-" * 4, url, async_mode="threading",
                        second_factor_for=(), sign_in_attempts=1000)  # fmt: skip
    opened = open_platform(settings)
    try:
        began, today = time.perf_counter(), office_day(utc_now())
        app = create_app(settings, opened)
        register_jobs(opened)
        made = fill(opened.store.engine, size, today)
        _leave_undone(opened, made, backlog)
        print(f"# {size.tasks} tasks written in {time.perf_counter() - began:.0f} s", flush=True)
        keep_for_good()  # As the product does when it starts.
        yield Scene(app, opened, _ids(opened, made), made)
    finally:
        opened.close()


def _leave_undone(opened: Platform, made: Filled, backlog: int) -> None:
    """Let nobody have finished the last tasks that are late by now."""
    with Session(opened.store.engine) as session, session.begin():
        late = select(Task.id).where(Task.due_on < made.today).order_by(Task.number.desc())
        session.execute(
            update(Task)
            .where(Task.id.in_(late.limit(backlog)))
            .values(state=TaskState.IN_PROGRESS, done_on=None, accepted_at=None)
        )
        if backlog:
            session.execute(delete(TaskReminder))


def _ids(opened: Platform, made: Filled) -> dict[str, str]:
    with Session(opened.store.engine) as session:
        late = select(Task.id).where(
            Task.due_on < made.today, Task.state == TaskState.IN_PROGRESS,
            Task.supervisor_id == made.leaders[0], Task.lead_unit_id == made.units[12],
        )  # fmt: skip
        any_late = select(Task.id).where(
            Task.due_on < made.today, Task.state == TaskState.IN_PROGRESS
        )
        overdue = session.scalar(late.limit(1)) or session.scalar(any_late.limit(1))
        chosen = session.scalars(any_late.order_by(Task.number.desc()).limit(100)).all()
        middle = session.get_one(Task, chosen[len(chosen) // 2])
        task = session.scalar(select(Task).where(Task.number == made.tasks * 9 // 10))
        assert task is not None
        ids: dict[str, object] = {
            "task": task.id, "overdue": overdue, "unit": made.units[12],
            "directive": made.directives[len(made.directives) // 2][0],
            "deep": f"3.{task.due_on or '9999-12-31'}.{task.number}",
            "chosen": "&task=".join(str(one) for one in chosen),
            "deep_chase": f"{middle.due_on}.{middle.number}.{middle.id}",
            "quarter": made.today.replace(month=3 * ((made.today.month - 1) // 3) + 1, day=1),
        }  # fmt: skip
        tracker = actor_by_username(session, WHO["tracker"], utc_now())
    assert tracker is not None
    for name, period in (("report", "month"), ("year_report", "year")):
        spec = ReportSpec.model_validate({"period": period})
        wish = CreateReport(unit_id=_office(made), name="Báo cáo", spec=spec)
        ids[name] = opened.store.execute(tracker, create_report, wish).id
    return {name: str(value) for name, value in ids.items()}


def _office(made: Filled) -> UUID:
    return made.units[1]


def pages(only: str) -> list[tuple[str, str, str]]:
    """Return name, person and address of all that is measured."""
    found = [(name, who, path) for name, path in EACH.items() for who in WHO]
    found += [(name, "tracker", path) for name, path in MOST.items()]
    found += [(name, "leader", MOST[name]) for name in ("board", "time line", "calendar",
              "chasing, 14 days", "search, words")]  # fmt: skip
    return [one for one in found if only in one[0]]


def measure(here: Scene, few: Few, given: argparse.Namespace) -> None:
    """Print a row for each page."""
    engine = here.platform.store.engine
    clients = {who: here.client(username) for who, username in WHO.items()}
    for name, who, path in pages(given.only):
        address, ask = path.format(**here.ids), clients[who]
        ask(address)
        with noting(engine) as asked:
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
        with noting(here.platform.store.engine) as asked:
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
        with _database(kind, folder, "few") as url, scene(url, folder, _few(size)) as small:
            few = over_few(small, given.only, given.repeats // 2)
        with _database(kind, folder, "many") as url:
            with scene(url, folder, size, given.backlog) as here:
                print(f"# {kind}: {circumstances()}\n{HEAD}", flush=True)
                measure(here, few, given)
            if given.export:
                task_exports.apart(url, folder / "data", WHO["tracker"])
        print(f"# done: {circumstances()}", flush=True)


def _few(size: Size) -> Size:
    return replace(size, tasks=FEW)


@contextmanager
def _database(kind: str, folder: Path, name: str) -> Iterator[str]:
    """A fresh database; PostgreSQL's on a server of its own."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    servers.POSTGRES_OPTIONS.update(DURABLE)
    home = folder / name
    home.mkdir()
    home.chmod(0o755)
    with servers.postgres_server(home) as url:
        yield url


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
