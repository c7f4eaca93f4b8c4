"""However many tasks there are, a page asks the database equally often."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.commands.followup.world import World

PAGES = ["/", "/tasks", "/tasks?view=inbox&label=running", "/dashboard", "/directives"]


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """Collect the statements that run inside."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(world.store.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(world.store.engine, "before_cursor_execute", note)


def asked(world: World, client: FlaskClient, path: str) -> int:
    """Return how many statements one view of `path` takes."""
    with counted(world) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_five_and_two_hundred_tasks(world: World, browse: Callable[[str], FlaskClient]) -> None:
    clients = [browse(username) for username in ("vanthu", "theodoi", "lanhdao")]
    for number in range(5):
        world.issue(f"Nhiệm vụ {number}")
    for client in clients:
        for path in PAGES:
            client.get(path)
    few = [asked(world, client, path) for client in clients for path in PAGES]
    for number in range(195):
        world.issue(f"Nhiệm vụ {number + 5}")
    many = [asked(world, client, path) for client in clients for path in PAGES]
    assert many == few


@pytest.mark.parametrize("reports", [1, 12])
def test_a_task_with_many_reports(
    world: World, browse: Callable[[str], FlaskClient], reports: int
) -> None:
    task_id = world.issue().id
    world.receive(task_id)
    world.assign(task_id)
    for number in range(reports):
        world.report(task_id, number)
    client = browse("lanhdao")
    client.get(f"/tasks/{task_id}")
    # Session, person, offices, notices, badge, sequence, task, units and their names on the day,
    # reports, history, people, papers …
    assert asked(world, client, f"/tasks/{task_id}") <= 20
    assert asked(world, client, f"/tasks/{task_id}/story") <= 20
