"""The benchmark's office, opened: its database, the application over it, and ids for addresses."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from benchmarks.followup_pages import WHO
from benchmarks.office import Filled, Size, fill
from benchmarks.places import DURABLE
from ecabinet import database
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
from tests.clients import csrf_of
from tests.fixtures import PASSWORD


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
def fresh_database(kind: str, folder: Path, name: str) -> Iterator[str]:
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
        wish = CreateReport(unit_id=made.units[1], name="Báo cáo", spec=spec)
        ids[name] = opened.store.execute(tracker, create_report, wish).id
    return {name: str(value) for name, value in ids.items()}
