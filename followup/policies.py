"""Who may do what with tasks and directives. Access follows assignment (domain.md, section 6).

`may_read` and its SQL twin `visible_to` stand together; a test proves that they agree.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.among import among
from ecabinet.core.permissions import Permission, Predicate, UnitsOf, given_units, reaches
from ecabinet.core.rules import all_of, any_of
from followup.models import Task, TaskConsult, TaskUnit, UnitPart
from followup.readers import Ids, Reader


class TaskPermission(Permission):
    """What can be done to a task."""

    READ = "task:read"
    RECEIVE = "task:receive"
    REFUSE = "task:refuse"
    ASSIGN = "task:assign"
    REPORT = "task:report"
    ACCEPT = "task:accept"
    RETURN = "task:return"
    RETURN_PERIOD = "task:return_period"
    ACKNOWLEDGE = "task:acknowledge"
    SUSPEND = "task:suspend"
    RESUME = "task:resume"
    CANCEL = "task:cancel"
    DISCUSS = "task:discuss"
    EXTEND = "task:extend"
    DECIDE_EXTENSION = "task:decide_extension"
    REASSIGN = "task:reassign"
    INSIST = "task:insist"
    CHASE = "task:chase"
    SET_PART = "task:set_part"
    ASSIGN_PART = "task:assign_part"
    REPORT_PART = "task:report_part"
    SPLIT = "task:split"
    CONSULT = "task:consult"
    AMEND = "task:amend"
    MOVE_DUE = "task:move_due"


class DirectivePermission(Permission):
    """What can be done to the register of directives."""

    READ = "directive:read"
    REGISTER = "directive:register"


def desks(actor: Actor) -> frozenset[UUID]:
    """Return the units whose inbox the person opens: as their clerk or leader."""
    return actor.units_as(Role.CLERK, Role.LEADER)


def reader_of(actor: Actor) -> Reader:
    """Return whose tasks these are for `actor`."""
    return Reader(actor.person_id, desks(actor) or None, is_tracking_officer(actor))


def is_tracking_officer(actor: Actor, _thing: Any = None) -> bool:
    """Follows all tasks of the office (chuyên viên theo dõi)."""
    return actor.has_role(Role.TRACKER)


def is_supervisor(actor: Actor, task: Task) -> bool:
    """Is the supervising leader of the task."""
    return actor.is_person(task.supervisor_id)


def is_issuer(actor: Actor, task: Task) -> bool:
    """Issued the task."""
    return actor.is_person(task.issued_by_id)


def is_assignee(actor: Actor, task: Task) -> bool:
    """Carries the task out."""
    return actor.is_person(task.assignee_id)


def asked_by_another(actor: Actor, task: Task) -> bool:
    """Did not ask for the later date: nobody decides on their own request, nor their deputy."""
    return task.asked_by_id is None or task.asked_by_id not in (actor.person_id, actor.real_id)


def opens_lead_inbox(actor: Actor, task: Task) -> bool:
    """Is clerk or leader of the lead unit."""
    return task.lead_unit_id in desks(actor)


def opens_other_inbox(actor: Actor, task: Task) -> bool:
    """Is clerk or leader of a coordinating, informed or formerly leading unit."""
    return any(part.unit_id in desks(actor) for part in task.units)


def opens_coordinating_inbox(actor: Actor, task: Task) -> bool:
    """Is clerk or leader of a coordinating unit."""
    ours = (part for part in task.units if part.part is UnitPart.COORDINATE)
    return any(part.unit_id in desks(actor) for part in ours)


def is_part_official(actor: Actor, task: Task) -> bool:
    """Is the official whom a coordinating unit named for its part."""
    person = actor.person_id
    return person is not None and any(part.official_id == person for part in task.units)


def is_consulted(actor: Actor, task: Task) -> bool:
    """Is asked for an opinion, or is clerk or leader of a unit that is."""
    asked = (each for each in task.consults if each.withdrawn_at is None)
    mine, person = desks(actor), actor.person_id
    return any(
        each.unit_id in mine or (person is not None and each.person_id == person) for each in asked
    )


may_read = any_of(
    is_tracking_officer,
    is_issuer,
    is_supervisor,
    is_assignee,
    opens_lead_inbox,
    opens_other_inbox,
    is_part_official,
    is_consulted,
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `Task`, within what a deputy was given."""
    return and_(readable_by(reader_of(actor)), within_reach(actor))


def within_reach(actor: Actor) -> ColumnElement[bool]:
    """Return what a deputy was given of the tasks that the person may read; all for the person."""
    return _of_given_units(actor) if reaches(actor, TaskPermission.READ) else false()


def _of_given_units(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    return true() if units is None else or_(_of_units(units), _asked(Reader(None, units)))


def _of_units(units: Ids) -> ColumnElement[bool]:
    others = select(TaskUnit.task_id).where(TaskUnit.unit_id.in_(units))
    return or_(Task.lead_unit_id.in_(units), among(Task.id, others))


def _asked(reader: Reader) -> ColumnElement[bool]:
    """Return, as SQL over `Task`: an opinion on it is asked of the reader."""
    asked = select(TaskConsult.task_id).where(TaskConsult.withdrawn_at.is_(None), asks(reader))
    return among(Task.id, asked)


def asks(reader: Reader) -> ColumnElement[bool]:
    """Return, as SQL over `TaskConsult`: it asks the person, or a unit whose inbox they open."""
    whom: list[ColumnElement[bool]] = []
    if reader.desks is not None:
        whom.append(TaskConsult.unit_id.in_(reader.desks))
    if reader.person is not None:
        whom.append(TaskConsult.person_id == reader.person)
    return or_(false(), *whom)


def readable_by(reader: Reader) -> ColumnElement[bool]:
    """Return, as SQL over `Task`, what the reader has a part in; all for a tracking officer."""
    person = reader.person
    if reader.follows_all:
        return true()
    if person is None:
        return false()
    rules = [Task.issued_by_id == person, Task.supervisor_id == person, Task.assignee_id == person]
    if reader.desks is not None:
        rules.append(_of_units(reader.desks))
    parts = select(TaskUnit.task_id).where(TaskUnit.official_id == person)
    return or_(*rules, among(Task.id, parts), _asked(reader))


def is_colleague(actor: Actor, _thing: Any = None) -> bool:
    """Holds any office: directives are for everybody who works here."""
    return bool(actor.offices)


def keeps_the_register(actor: Actor, _thing: Any = None) -> bool:
    """Registers directives: tracking officers, secretaries and clerks."""
    return actor.has_role(Role.TRACKER, Role.SECRETARY, Role.CLERK)


POLICIES: dict[Permission, Predicate] = {
    TaskPermission.READ: may_read,
    TaskPermission.RECEIVE: opens_lead_inbox,
    TaskPermission.REFUSE: opens_lead_inbox,
    TaskPermission.ASSIGN: opens_lead_inbox,
    TaskPermission.REPORT: is_assignee,
    TaskPermission.ACCEPT: is_supervisor,
    TaskPermission.RETURN: is_supervisor,
    TaskPermission.RETURN_PERIOD: is_supervisor,
    TaskPermission.ACKNOWLEDGE: opens_other_inbox,
    TaskPermission.SUSPEND: is_supervisor,
    TaskPermission.RESUME: is_supervisor,
    TaskPermission.CANCEL: any_of(is_supervisor, is_issuer),
    TaskPermission.DISCUSS: may_read,
    TaskPermission.EXTEND: any_of(is_assignee, opens_lead_inbox),
    TaskPermission.DECIDE_EXTENSION: all_of(any_of(is_supervisor, is_issuer), asked_by_another),
    TaskPermission.REASSIGN: any_of(is_supervisor, is_issuer),
    TaskPermission.INSIST: any_of(is_supervisor, is_issuer),
    TaskPermission.CHASE: any_of(is_tracking_officer, is_supervisor, is_issuer),
    TaskPermission.SET_PART: any_of(opens_lead_inbox, is_issuer),
    TaskPermission.ASSIGN_PART: opens_coordinating_inbox,
    TaskPermission.REPORT_PART: any_of(opens_coordinating_inbox, is_part_official),
    TaskPermission.SPLIT: opens_lead_inbox,
    TaskPermission.CONSULT: any_of(
        is_issuer, is_supervisor, is_assignee, opens_lead_inbox, is_tracking_officer
    ),
    TaskPermission.AMEND: any_of(is_issuer, is_tracking_officer),
    TaskPermission.MOVE_DUE: any_of(is_issuer, is_supervisor, is_tracking_officer),
    DirectivePermission.READ: is_colleague,
    DirectivePermission.REGISTER: keeps_the_register,
}


def units_of(task: Task) -> set[UUID]:
    """Return the units that have a part in the task: what a deputy was given may be narrowed to."""
    asked = {each.unit_id for each in task.consults if each.unit_id and not each.withdrawn_at}
    return {task.lead_unit_id, *(part.unit_id for part in task.units), *asked}


UNITS: dict[Permission, UnitsOf] = dict.fromkeys(TaskPermission, units_of)
