"""The label, its SQL twin, and the order of lists agree for every state and day."""

from datetime import timedelta

from sqlalchemy import select

from ecabinet.core.clock import office_day, utc_now
from followup.labels import label, label_column
from followup.models import DeadlineKind, Task
from followup.queries.ranks import rank
from followup.queries.rows import WIDTH, Line, rank_of, row_query
from followup.states import TaskState
from tests.commands.followup.world import World

TODAY = office_day(utc_now())


def test_label_and_column_agree(world: World) -> None:
    for state in TaskState:
        world.in_state(state)
        world.in_state(state, deadline_kind=DeadlineKind.STANDING, due_on=None)
    seen = set()
    with world.store.reading() as session:
        tasks = {task.id: task for task in session.scalars(select(Task))}
        due = next(t.due_on for t in tasks.values() if t.due_on)
        for day in [due + timedelta(days=n) for n in range(-30, 12)] + [TODAY]:
            rows = session.execute(select(Task.id, label_column(day)))
            for task_id, column in rows:
                assert column == label(tasks[task_id], day), (tasks[task_id].state, day)
                seen.add(column)
    # Late work is reported late: nothing here can be done_late but by moving the report's day.
    assert len(seen) == 7


def test_done_late_in_sql(world: World) -> None:
    task_id = world.in_state(TaskState.ACCEPTED)
    with world.store.reading() as session:
        task = session.get(Task, task_id)
        assert task is not None
        assert task.due_on is not None
        for days in (-1, 0, 1):
            task.done_on = task.due_on + timedelta(days=days)
            session.flush()  # Never committed: `reading` throws it away.
            column = session.scalar(select(label_column(TODAY)).where(Task.id == task_id))
            assert column == label(task, TODAY)


def test_rank_and_column_agree(world: World) -> None:
    for state in TaskState:
        world.in_state(state)
        world.in_state(state, deadline_kind=DeadlineKind.STANDING, due_on=None)
    with world.store.reading() as session:
        found = session.execute(row_query().add_columns(rank())).all()
    lines = [Line._make(one[:WIDTH]) for one in found]
    assert [rank_of(line) for line in lines] == [one[-1] for one in found]
