"""Every figure of the dashboard counts exactly the rows to which it leads, whatever is asked."""

import random
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import OFFICE_ZONE
from ecabinet.core.unit_of_work import UnitOfWork
from followup.labels import TaskLabel, label
from followup.models import DeadlineKind, Directive, Priority, Task
from followup.queries.counts import Counts
from followup.queries.dashboard import dashboard
from followup.queries.filters import LabelGroup, TaskFilter, TaskScope
from followup.queries.groups import Group, Order
from followup.queries.lists import list_tasks
from followup.queries.lists import scope as scope_of
from followup.queries.views import View
from followup.queries.wholes import Pieces
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow

TODAY = tomorrow(0)
GROUPS: dict[Any, str] = {
    LabelGroup.DONE: "done",
    LabelGroup.RUNNING: "running",
    LabelGroup.CALM: "calm",
    LabelGroup.ASIDE: "aside",
    LabelGroup.LABELLED: "total",
}


class Fill(BaseModel):
    """How many tasks of all kinds."""

    count: int


def fill(world: World) -> None:
    """Write many tasks of all kinds straight into the table, the same at each run."""
    dice = random.Random(20)
    units = list(world.office.units.values())
    people = [world.office.people[name] for name in ("lanhdao", "chutri", "canbo", "truongphong")]

    def put(uow: UnitOfWork, cmd: Fill) -> None:
        directives = [
            Directive(
                symbol=f"{number}-KH/TU", number=number, type_code="KH", body_code="TU",
                issuing_body="Tỉnh ủy", title="Kế hoạch", issued_on=TODAY, field_code=None,
                folded="", registered_by_id=people[0], registered_at=uow.now,
            )
            for number in (1, 2)
        ]  # fmt: skip
        uow.session.add_all(directives)
        uow.session.flush()  # The tasks refer to them.
        for number in range(cmd.count):
            uow.session.add(one_task(dice, 1000 + number, units, people, directives))
        uow.session.flush()
        ids = uow.session.scalars(select(Task.id).order_by(Task.number)).all()
        for task in uow.session.scalars(select(Task).where(Task.number % 3 == 1)):
            task.parent_id = dice.choice([None, *ids[:20]])

    world.store.execute(SYSTEM, put, Fill(count=150))


def one_task(
    dice: random.Random, number: int, units: list[UUID], people: list[UUID], directives: Any
) -> Task:
    state = dice.choice(list(TaskState))
    dated = dice.random() < 0.8
    finished = state in (TaskState.ACCEPTED, TaskState.REPORTED_DONE)
    issued = TODAY - timedelta(days=dice.randint(0, 220))
    due = TODAY + timedelta(days=dice.randint(-90, 40)) if dated else None
    return Task(
        number=number, title=f"Việc {number}", folded="viec", source_kind="hand",
        lead_unit_id=dice.choice(units), supervisor_id=dice.choice(people),
        issued_by_id=dice.choice(people), assignee_id=dice.choice([None, *people]),
        directive_id=dice.choice([None, *(each.id for each in directives)]),
        field_code=dice.choice([None, "KT", "CDS"]), priority=dice.choice(list(Priority)),
        deadline_kind=DeadlineKind.DATED if dated else DeadlineKind.STANDING, due_on=due,
        state=state, issued_at=datetime.combine(issued, time(9), OFFICE_ZONE),
        done_on=TODAY - timedelta(days=dice.randint(0, 60)) if finished else None,
    )  # fmt: skip


@pytest.fixture
def filled(world: World) -> World:
    fill(world)
    return world


SCOPES = st.fixed_dictionaries(
    {},
    optional={
        "view": st.sampled_from([View.ALL, View.SUPERVISED, View.UNIT, View.MINE, View.ISSUED]),
        "priority": st.sampled_from(Priority),
        "field": st.sampled_from(["KT", "CDS", "XX"]),
        "no_directive": st.booleans(),
        "no_assignee": st.booleans(),
        "pieces": st.sampled_from(Pieces),
        "issued_from": st.dates(TODAY - timedelta(days=200), TODAY),
        "issued_to": st.dates(TODAY - timedelta(days=100), TODAY),
        "due_from": st.dates(TODAY - timedelta(days=80), TODAY),
        "due_to": st.dates(TODAY - timedelta(days=20), TODAY + timedelta(days=40)),
        "no_due": st.booleans(),
    },
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SCOPES, st.sampled_from(Group), st.sampled_from(["theodoi", "lanhdao", "vanthu", "canbo"]))
def test_figures_equal_their_rows(
    filled: World, scope: dict[str, Any], by: Group, who: str
) -> None:
    actor = filled.actor(who)
    with filled.store.reading() as session:

        def rows(wanted: TaskFilter, **changes: Any) -> int:
            asked = wanted.model_copy(update=changes)
            conditions = scope_of(actor, asked, TODAY)  # What the list itself asks for.
            return session.scalar(select(func.count(Task.id)).where(*conditions)) or 0

        def agree(wanted: TaskFilter, counts: Counts) -> None:
            for each in TaskLabel:
                assert rows(wanted, label=each) == counts.of(each), each
            for group, name in GROUPS.items():
                assert rows(wanted, label=group) == getattr(counts, name), group

        found = dashboard(session, actor, TODAY, TaskScope.model_validate(scope), by)
        agree(found.rows, found.total)
        listed = list_tasks(session, actor, found.rows, TODAY, limit=200)
        assert len(listed.rows) == listed.total == found.total.total + found.total.aside
        for group in found.groups[:4]:
            agree(group.wanted, group.counts)
        assert sum(group.counts.total for group in found.groups) == found.total.total
        assert sum(group.counts.late_days for group in found.groups) == found.total.late_days
        for month in found.months:
            assert rows(found.rows, issued_month=month.first) == month.issued
            assert rows(found.rows, done_month=month.first) == month.done
            assert rows(found.rows, late_on=month.last) == month.overdue


def test_delays_and_ranks(filled: World) -> None:
    actor = filled.actor("theodoi")
    with filled.store.reading() as session:
        counted_all = TaskScope(pieces=Pieces.WITH)
        found = dashboard(session, actor, TODAY, counted_all, Group.UNIT, Order.RANK)
        for group in found.groups:
            late = _days_late(session, group.wanted.unit_id)
            assert group.counts.late_days == sum(late)
            assert group.counts.late == len(late)
    ranked = [group for group in found.groups if group.rank]
    assert [group.rank for group in ranked] == sorted(g.rank or 0 for g in ranked)
    for better, worse in pairwise(ranked):
        assert (better.counts.on_time_rate or 0) >= (worse.counts.on_time_rate or 0)


def _days_late(session: Session, unit_id: UUID | None) -> list[int]:
    tasks = session.scalars(select(Task).where(Task.lead_unit_id == unit_id))
    return [
        ((task.done_on or TODAY) - task.due_on).days
        for task in tasks
        if label(task, TODAY) in (TaskLabel.OVERDUE, TaskLabel.DONE_LATE) and task.due_on
    ]


def test_everybody_has_a_page(filled: World, browser_sign_in: Any) -> None:
    for who in ("theodoi", "vanthu", "canbo", "cuong"):
        client = browser_sign_in(who)
        for by in Group:
            answer = client.get(f"/dashboard?by={by.value}&order=rank")
            assert answer.status_code == 200
            assert ("Số liệu và xếp hạng" in answer.text) == (who != "cuong")
