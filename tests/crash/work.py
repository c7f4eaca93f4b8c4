"""Work in everybody's hands: one task each, begun, to report on."""

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel

from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import DeadlineKind, Task
from followup.sources import MANUAL
from followup.states import TaskState
from tests.live.hall import SECRETARY, Hall


class Work(BaseModel):
    """Who works where, for whom."""

    unit_id: UUID
    supervisor_id: UUID
    people: dict[str, UUID]


class Given(BaseModel):
    """Tasks by user name."""

    tasks: dict[str, UUID]


def give_work(store: Store, hall: Hall) -> dict[str, UUID]:
    """Give each voter a task; ids by user name."""
    people = {name: hall.people[name] for name in hall.voters}
    work = Work(unit_id=hall.unit_id, supervisor_id=hall.people[SECRETARY], people=people)
    return store.execute(SYSTEM, _give, work).tasks


def _give(uow: UnitOfWork, cmd: Work) -> Given:
    due_on = office_day(uow.now) + timedelta(days=30)
    tasks = {
        name: Task(
            number=number,
            title=f"Việc của {name}",
            source_kind=MANUAL,
            lead_unit_id=cmd.unit_id,
            supervisor_id=cmd.supervisor_id,
            assignee_id=person_id,
            issued_by_id=cmd.supervisor_id,
            deadline_kind=DeadlineKind.DATED,
            due_on=due_on,
            original_due_on=due_on,
            state=TaskState.IN_PROGRESS,
            issued_at=uow.now,
            received_at=uow.now,
            assigned_at=uow.now,
        )
        for number, (name, person_id) in enumerate(cmd.people.items(), 1)
    }
    uow.session.add_all(tasks.values())
    uow.session.flush()  # Their ids are made by it.
    return Given(tasks={name: task.id for name, task in tasks.items()})
