"""Views of the task list: what a person means by "mine", as SQL over `Task`."""

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, false, select, true

from ecabinet.core.actors import Actor
from followup.models import Task, TaskUnit, UnitPart
from followup.policies import desks
from followup.states import TaskState

WORKING = (TaskState.RECEIVED, TaskState.IN_PROGRESS, TaskState.RETURNED)


class View(StrEnum):
    """One tab of the list, in the order of the tabs."""

    ALL = "all"
    INBOX = "inbox"
    TO_ASSIGN = "to-assign"
    MINE = "mine"
    REPORTED = "reported"
    TO_ACCEPT = "to-accept"
    SUPERVISED = "supervised"
    UNIT = "unit"
    COORDINATE = "coordinate"
    INFORM = "inform"
    ISSUED = "issued"


def condition(view: View, actor: Actor) -> ColumnElement[bool]:
    """Return which tasks belong to `view` for `actor`, apart from the right to read them."""
    if view is View.ALL:
        return true()
    if view in (View.COORDINATE, View.INFORM):
        return _as_other_unit(view, actor)
    if view in (View.INBOX, View.TO_ASSIGN, View.UNIT):
        return _as_lead_unit(view, actor)
    return _as_person(view, actor)


def _as_person(view: View, actor: Actor) -> ColumnElement[bool]:
    person = actor.person_id
    if person is None:
        return false()
    rules: dict[View, ColumnElement[bool]] = {
        View.MINE: and_(Task.assignee_id == person, Task.state.in_(WORKING)),
        View.REPORTED: and_(Task.assignee_id == person, Task.state == TaskState.REPORTED_DONE),
        View.TO_ACCEPT: and_(Task.supervisor_id == person, Task.state == TaskState.REPORTED_DONE),
        View.SUPERVISED: Task.supervisor_id == person,
        View.ISSUED: Task.issued_by_id == person,
    }
    return rules[view]


def _as_lead_unit(view: View, actor: Actor) -> ColumnElement[bool]:
    units = desks(actor)
    if not units:
        return false()
    ours = Task.lead_unit_id.in_(units)
    if view is View.INBOX:
        return and_(ours, Task.state == TaskState.ASSIGNED)
    if view is View.TO_ASSIGN:
        return and_(ours, Task.state == TaskState.RECEIVED, Task.assignee_id.is_(None))
    return ours


def _as_other_unit(view: View, actor: Actor) -> ColumnElement[bool]:
    units = desks(actor)
    if not units:
        return false()
    part = UnitPart.COORDINATE if view is View.COORDINATE else UnitPart.INFORM
    return exists(
        select(TaskUnit.task_id).where(
            TaskUnit.task_id == Task.id, TaskUnit.unit_id.in_(units), TaskUnit.part == part
        )
    )
