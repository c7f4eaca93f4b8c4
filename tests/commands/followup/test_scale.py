"""What keeps 100,000 tasks quick: the index of the order is used, rights are not asked twice."""

from typing import Any

import pytest
from sqlalchemy import Select, select, text

from followup.models import Task
from followup.policies import reader_of, visible_to
from followup.queries.dashboard import Dashboard, dashboard
from followup.queries.filters import LabelGroup, TaskFilter, TaskScope, labelled
from followup.queries.groups import Group, Order
from followup.queries.lists import count_views, list_tasks
from followup.queries.ranks import worst_first
from followup.queries.stages import STATES, Stage, in_stage
from followup.queries.views import View, belonging, readable_in
from tests.commands.followup.world import World
from tests.web.followup.test_figures import TODAY, fill


@pytest.fixture
def filled(world: World) -> World:
    fill(world)
    return world


def test_lists_walk_along_their_index(filled: World) -> None:
    for found in (
        select(Task.id),
        select(Task.id).where(labelled(LabelGroup.RUNNING, TODAY)),
        select(Task.id).where(in_stage(Stage.ACCEPTED)),
    ):
        plan = plan_of(filled, found.order_by(*worst_first()).limit(20))
        assert "ix_task_worst" in plan, plan
        assert "TEMP B-TREE" not in plan, plan


def test_each_part_of_the_right_to_read_has_its_index(filled: World) -> None:
    plan = plan_of(filled, select(Task.id).where(visible_to(filled.actor("vanthu"))))
    assert "MULTI-INDEX OR" in plan or "BitmapOr" in plan, plan


def plan_of(world: World, found: Select[Any]) -> str:
    """Return how the database finds these, were there many."""
    engine = world.store.engine
    sqlite = engine.dialect.name == "sqlite"
    asked = found.compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        if not sqlite:  # So few rows are sorted quicker than an index is walked.
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            connection.execute(text("SET LOCAL enable_sort = off"))
        explained = f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{asked}"
        return "\n".join(str(row) for row in connection.exec_driver_sql(explained))


def test_whoever_has_a_task_in_a_view_reads_it(filled: World) -> None:
    for name in filled.office.people:
        actor = filled.actor(name)
        with filled.store.reading() as session:
            counts = count_views(session, actor)
            for view in View:
                both = select(Task.id).where(visible_to(actor), belonging(view, reader_of(actor)))
                found = set(session.scalars(select(Task.id).where(readable_in(view, actor))))
                assert found == set(session.scalars(both)), (name, view)
                assert counts[view] == len(found)


def test_stages_by_rank_are_stages_by_state(filled: World) -> None:
    with filled.store.reading() as session:
        for stage in Stage:
            states = session.scalars(select(Task.state).where(in_stage(stage))).all()
            assert set(states) <= STATES[stage]
            by_state = select(Task.id).where(Task.state.in_(STATES[stage]))
            assert len(states) == len(session.scalars(by_state).all())


def test_groups_and_tasks_page_by_page(filled: World) -> None:
    actor = filled.actor("theodoi")
    with filled.store.reading() as session:

        def page(after: str | None) -> Dashboard:
            return dashboard(
                session, actor, TODAY, TaskScope(), Group.UNIT, Order.LATE, after, limit=2
            )

        whole = dashboard(session, actor, TODAY, TaskScope())
        first = page(None)
        seen, here = list(first.groups), first
        while here.next_after is not None:
            here = page(here.next_after)
            seen += here.groups
            assert (here.count, here.total) == (whole.count, whole.total)
        assert seen == list(whole.groups)
        assert len(seen) == whole.count > 2
        assert page("no such group").groups == first.groups
        assert page(page(first.next_after).previous_after).groups == first.groups

        wanted, after, numbers = TaskFilter(), None, []
        while True:
            some = list_tasks(session, actor, wanted, TODAY, after=after, limit=40)
            numbers += [row.number for row in some.rows]
            after = some.next_after
            if after is None:
                break
        assert len(numbers) == len(set(numbers)) == some.total
