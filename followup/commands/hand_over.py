"""Tasks go with the office: who takes an office over gets the open tasks held through it.

A person may hold several offices. A task hangs on the one through which it is held: the first
office of the assignee in the lead unit, the office of the leader nearest above the lead unit.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import note
from followup.models import EntryKind, Task
from followup.states import TaskState

FINISHED = (TaskState.ACCEPTED, TaskState.CANCELLED)
FAR = 1_000


@dataclass(frozen=True)
class Ties:
    """The offices of one person beside each other, and the tree of units they stand in."""

    offices: list[Office]
    parents: dict[UUID, UUID | None]

    def assigned_through(self, task: Task) -> UUID | None:
        """Return the office through which the person carries the task out, None without one."""
        here = [o for o in self.offices if self._distance(o, task.lead_unit_id) == 0]
        return min(here, key=_rank).id if here else None

    def supervised_through(self, task: Task) -> UUID | None:
        """Return the office through which the person supervises the task, None without any."""
        leading = [o for o in self.offices if o.as_role is Role.LEADER] or self.offices
        if not leading:
            return None
        return min(leading, key=lambda o: (self._distance(o, task.lead_unit_id), *_rank(o))).id

    def _distance(self, office: Office, unit_id: UUID) -> int:
        """Steps up from `unit_id` to a unit of the office; `FAR` when it stands elsewhere."""
        covered = {office.unit_id, *(heir.unit_id for heir in office.merged)}
        step, at = 0, unit_id
        while step < FAR:
            if at in covered:
                return step
            above = self.parents.get(at)
            if above is None:
                return FAR
            step, at = step + 1, above
        return FAR


def pass_tasks_on(
    uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, office_id: UUID
) -> int:
    """Give the open tasks held through an office to its next holder. Return how many.

    The one who held them stays in the history of each; who issued a task never changes.
    """
    ties = _ties(uow.session, office_id, old_person_id)
    people = select(Person.id, Person.name).where(Person.id.in_((old_person_id, new_person_id)))
    names = {row.id: row.name for row in uow.session.execute(people)}
    moved = 0
    for task in uow.session.scalars(_held(old_person_id).order_by(Task.id).with_for_update()):
        parts = _parts(ties, task, old_person_id, office_id)
        if "assignee" in parts:
            task.assignee_id = new_person_id
        if "supervisor" in parts:
            task.supervisor_id = new_person_id
        if parts:
            moved += 1
            note(
                uow, task, EntryKind.HANDED_OVER, parts=parts,
                from_id=old_person_id, to_id=new_person_id,
                from_name=names[old_person_id], to_name=names[new_person_id],
            )  # fmt: skip
    if moved:
        _tell(uow, new_person_id, office_id, names[old_person_id], moved)
    return moved


def count_tasks(session: Session, office_id: UUID) -> int:
    """Return how many open tasks would go to the next holder of the office now."""
    office = session.get_one(Office, office_id)
    ties = _ties(session, office_id, office.person_id)
    held = session.scalars(_held(office.person_id))
    return sum(bool(_parts(ties, task, office.person_id, office_id)) for task in held)


def _held(person_id: UUID) -> Select[Task]:
    theirs = or_(Task.assignee_id == person_id, Task.supervisor_id == person_id)
    return select(Task).where(theirs, Task.state.not_in(FINISHED))


def _ties(session: Session, office_id: UUID, person_id: UUID) -> Ties:
    """Return the offices as they stood on the last day of the one handed over."""
    office = session.get_one(Office, office_id)
    query = select(Office).where(Office.person_id == person_id).options(selectinload(Office.merged))
    day = office.to_on or office_day(utc_now())
    beside = [o for o in session.scalars(query) if o.id == office.id or o.held_on(day)]
    parents = {row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id))}
    return Ties(beside, parents)


def _parts(ties: Ties, task: Task, person_id: UUID, office_id: UUID) -> list[str]:
    """Return in which parts the person holds the task through the office."""
    parts = []
    if task.assignee_id == person_id and ties.assigned_through(task) == office_id:
        parts.append("assignee")
    if task.supervisor_id == person_id and ties.supervised_through(task) == office_id:
        parts.append("supervisor")
    return parts


def _rank(office: Office) -> tuple[int, str]:
    return (office.rank, str(office.id))


def _tell(uow: UnitOfWork, person_id: UUID, office_id: UUID, before: str, count: int) -> None:
    office = uow.session.get_one(Office, office_id)
    params = {"title": office.title, "from": before, "count": count}
    uow.notify(Notice("task.handed_over", to=[person_id], url="/tasks", params=params))
