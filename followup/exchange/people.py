"""Who can be called by name in a message: whoever has a part in the task."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person
from followup.models import Task
from followup.queries.names import Named, people_named
from followup.telling import inboxes


def concerned(session: Session, task: Task, today: date) -> list[Named]:
    """Return issuer, supervising leader, officials and the desks of all its units, by given name.

    All of them may read the task. A constant number of queries.
    """
    units = [task.lead_unit_id, *(part.unit_id for part in task.units)]
    ids = {person for _unit, person in inboxes(session, units, today)}
    ids |= {task.issued_by_id, task.supervisor_id}
    ids |= {task.assignee_id} if task.assignee_id else set()
    ids |= {part.official_id for part in task.units if part.official_id}
    query = select(Person.id).where(Person.id.in_(ids), Person.active)
    order: list[UUID] = list(session.scalars(query.order_by(Person.sort_key, Person.id)))
    named = people_named(session, order, today)
    return [named[person_id] for person_id in order]
