"""Old tasks keep the names of their time; a closed unit gets no new ones."""

from datetime import timedelta

import pytest

from ecabinet.accounts.policies import POLICIES
from ecabinet.core import permissions
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Invalid
from followup.queries.filters import TaskFilter
from followup.queries.lists import list_tasks
from followup.queries.story import story
from followup.queries.task import task_detail
from followup.queries.views import View
from tests.commands.accounts.units import Tree, day
from tests.commands.followup.world import World, tomorrow

OLD, NEW = "Văn phòng Tỉnh ủy", "Văn phòng và Tổng hợp"


@pytest.fixture
def tree(world: World) -> Tree:
    permissions.register(POLICIES)
    return Tree(world.store, world.office)


def seen(world: World, task_id, who="theodoi") -> set[str]:
    """What page, story and list call the lead unit."""
    actor = world.actor(who)
    with world.store.reading() as session:
        page = task_detail(session, actor, task_id, day())
        told = story(session, actor, task_id, day())
        rows = list_tasks(session, actor, TaskFilter(), day()).rows
    listed = {row.lead_unit for row in rows if row.id == task_id}
    return {page.lead_unit.name, told.task.lead_unit, *listed}


def test_a_rename_of_tomorrow_leaves_the_old_task_its_name(world: World, tree: Tree) -> None:
    old = world.issue().id
    tree.rename(tree.id("VPTU"), NEW, 1)
    tree.later(1)
    new = world.issue(due_on=tomorrow(20)).id
    assert seen(world, old) == {OLD}
    assert seen(world, new) == {NEW}


def test_a_merger_leaves_the_old_name_and_hands_over_the_inbox(world: World, tree: Tree) -> None:
    task_id = world.issue().id
    tree.merge(tree.id("BTCTU"), tree.id("VPTU"))
    assert seen(world, task_id) == {OLD}
    with world.store.reading() as session:
        inbox = TaskFilter(view=View.INBOX)
        rows = list_tasks(session, world.actor("vanthubtc"), inbox, day()).rows
    assert [row.id for row in rows] == [task_id]


def test_a_closed_unit_gets_no_task(world: World, tree: Tree) -> None:
    unit_id = tree.create("P1")
    tree.close(unit_id, 2)
    world.issue(lead_unit_id=unit_id)
    world.store.clock = lambda: utc_now() + timedelta(days=2)
    with pytest.raises(Invalid) as refusal:
        world.issue(lead_unit_id=unit_id)
    assert refusal.value.code == "task.unit_unknown"
