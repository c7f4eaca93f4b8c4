"""However many tasks there are, a page asks the database equally often."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.commands.followup.world import World
from tests.counting import asked

PAGES = [
    "/", "/tasks", "/tasks?view=inbox&label=running", "/tasks/board", "/tasks/timeline",
    "/tasks/calendar", "/dashboard", "/directives",
]  # fmt: skip


def test_five_and_two_hundred_tasks(world: World, browse: Callable[[str], FlaskClient]) -> None:
    clients = [browse(username) for username in ("vanthu", "theodoi", "lanhdao")]
    for number in range(5):
        world.issue(f"Nhiệm vụ {number}")
    for client in clients:
        for path in PAGES:
            client.get(path)
    few = [asked(world.store.engine, client, path) for client in clients for path in PAGES]
    for number in range(195):
        world.issue(f"Nhiệm vụ {number + 5}")
    many = [asked(world.store.engine, client, path) for client in clients for path in PAGES]
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
    # reports, history, people, papers, how much was said, the later dates asked for, the tree.
    # Eight for the card of reminders: what was sent by rule and by hand (task, rungs, chases), and
    # when the next one comes (rules, units, days off, its date, whether it was sent already).
    # Two for the official documents of the task, in a reading of their own.
    assert asked(world.store.engine, client, f"/tasks/{task_id}") <= 33
    assert asked(world.store.engine, client, f"/tasks/{task_id}/story") <= 21
