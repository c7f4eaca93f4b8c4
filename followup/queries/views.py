"""Views of the task list: what a person means by "mine", as SQL over `Task`."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import aliased

from ecabinet.core.actors import Actor
from ecabinet.core.among import among
from followup.models import Task, TaskConsult, TaskUnit, UnitPart
from followup.policies import desks, visible_to, within_reach
from followup.states import ENDED, TaskAction, TaskState, can

ANSWERABLE = tuple(s for s in TaskState if can(s, TaskAction.DECIDE_EXTENSION))
WORKING = (TaskState.RECEIVED, TaskState.IN_PROGRESS, TaskState.RETURNED)

# The state of a part's task is asked by its id: else all that is being worked on would be looked
# through. Made once, for each alias anew takes a millisecond of a page.
_WHOLE = aliased(Task)


class View(StrEnum):
    """One tab of the list, in the order of the tabs."""

    ALL = "all"
    INBOX = "inbox"
    TO_ASSIGN = "to-assign"
    MINE = "mine"
    REPORTED = "reported"
    TO_ACCEPT = "to-accept"
    TO_EXTEND = "to-extend"
    REFUSED = "refused"
    TO_CONTRIBUTE = "to-contribute"
    TO_ADVISE = "to-advise"
    SUPERVISED = "supervised"
    UNIT = "unit"
    COORDINATE = "coordinate"
    INFORM = "inform"
    ISSUED = "issued"


PERSONAL: dict[View, Callable[[UUID], ColumnElement[bool]]] = {
    View.MINE: lambda person: or_(
        and_(Task.assignee_id == person, Task.state.in_(WORKING)),
        among(Task.id, open_parts().where(TaskUnit.official_id == person)),
    ),
    View.REPORTED: lambda person: and_(
        Task.assignee_id == person, Task.state == TaskState.REPORTED_DONE
    ),
    View.TO_ACCEPT: lambda person: and_(
        Task.supervisor_id == person, Task.state == TaskState.REPORTED_DONE
    ),
    View.TO_EXTEND: lambda person: and_(
        or_(Task.supervisor_id == person, Task.issued_by_id == person),
        Task.asked_by_id != person,
        Task.state.in_(ANSWERABLE),
    ),
    View.REFUSED: lambda person: and_(
        or_(Task.supervisor_id == person, Task.issued_by_id == person),
        Task.state == TaskState.REFUSED,
    ),
    View.SUPERVISED: lambda person: Task.supervisor_id == person,
    View.ISSUED: lambda person: Task.issued_by_id == person,
}
"""What belongs to a person in the views of their own."""


def readable_in(view: View, actor: Actor) -> ColumnElement[bool]:
    """Return which tasks `actor` may read in `view`.

    Whoever has a task in any other view than that of all may read it: that need not be asked.
    """
    right = visible_to(actor) if view is View.ALL else within_reach(actor)
    return and_(right, condition(view, actor))


def condition(view: View, actor: Actor) -> ColumnElement[bool]:
    """Return which tasks belong to `view` for `actor`, apart from the right to read them."""
    if view is View.ALL:
        return true()
    if view is View.TO_ADVISE:
        return _to_advise(actor)
    if view in (View.COORDINATE, View.INFORM, View.TO_CONTRIBUTE):
        return _as_other_unit(view, actor)
    if view in (View.INBOX, View.TO_ASSIGN, View.UNIT):
        return _as_lead_unit(view, actor)
    return _as_person(view, actor)


def _to_advise(actor: Actor) -> ColumnElement[bool]:
    """Of the actor or a unit of theirs an opinion is asked that nobody has given yet."""
    mine = [TaskConsult.person_id == actor.person_id] if actor.person_id else []
    mine += [TaskConsult.unit_id.in_(desks(actor))] if desks(actor) else []
    if not mine:
        return false()
    waiting = select(TaskConsult.task_id).where(
        or_(*mine), TaskConsult.answered_at.is_(None), TaskConsult.withdrawn_at.is_(None)
    )
    return and_(among(Task.id, waiting), Task.state.not_in(ENDED))


def _as_person(view: View, actor: Actor) -> ColumnElement[bool]:
    person = actor.person_id
    if person is None:
        return false()
    return PERSONAL[view](person)


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
    part = UnitPart.INFORM if view is View.INFORM else UnitPart.COORDINATE
    ours = select(TaskUnit.task_id).where(TaskUnit.unit_id.in_(units), TaskUnit.part == part)
    if view is View.TO_CONTRIBUTE:
        # What an official has waits for the official.
        nobodys = TaskUnit.official_id.is_(None)
        return among(Task.id, open_parts().where(TaskUnit.unit_id.in_(units), nobodys))
    return among(Task.id, ours)


def open_parts() -> Select[UUID]:
    """Return the tasks of parts that can be reported on."""
    return (
        select(TaskUnit.task_id)
        .join(_WHOLE, _WHOLE.id == TaskUnit.task_id)
        .where(
            TaskUnit.part == UnitPart.COORDINATE,
            TaskUnit.content != "",
            TaskUnit.done_on.is_(None),
            _WHOLE.state.in_(WORKING),
        )
    )
