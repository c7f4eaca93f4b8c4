"""Views of the task list: what a person means by "mine", as SQL over `Task`."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from ecabinet.core.actors import Actor
from ecabinet.core.among import among
from followup.models import Task, TaskConsult, TaskUnit, UnitPart
from followup.policies import asks, readable_by, reader_of, within_reach
from followup.readers import Reader
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


PERSONAL: dict[View, Callable[[Any], ColumnElement[bool]]] = {
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

AT_DESKS: dict[View, Callable[[Any], ColumnElement[bool]]] = {
    View.INBOX: lambda units: and_(Task.lead_unit_id.in_(units), Task.state == TaskState.ASSIGNED),
    View.TO_ASSIGN: lambda units: and_(
        Task.lead_unit_id.in_(units),
        Task.state == TaskState.RECEIVED,
        Task.assignee_id.is_(None),
    ),
    View.UNIT: lambda units: Task.lead_unit_id.in_(units),
    View.COORDINATE: lambda units: _with_part(units, UnitPart.COORDINATE),
    View.INFORM: lambda units: _with_part(units, UnitPart.INFORM),
    # What an official has waits for the official.
    View.TO_CONTRIBUTE: lambda units: among(
        Task.id, open_parts().where(TaskUnit.unit_id.in_(units), TaskUnit.official_id.is_(None))
    ),
}
"""What lies on the desks of units."""


def readable_in(view: View, actor: Actor) -> ColumnElement[bool]:
    """Return which tasks `actor` may read in `view`."""
    return and_(belonging(view, reader_of(actor)), within_reach(actor))


def belonging(view: View, reader: Reader) -> ColumnElement[bool]:
    """Return which tasks the reader has in `view`, and so may read.

    Whoever has a task in any other view than that of all may read it: that need not be asked.
    """
    if view is View.ALL:
        return readable_by(reader)
    if view is View.TO_ADVISE:
        return _to_advise(reader)
    if view in PERSONAL:
        return false() if reader.person is None else PERSONAL[view](reader.person)
    return false() if reader.desks is None else AT_DESKS[view](reader.desks)


def _to_advise(reader: Reader) -> ColumnElement[bool]:
    """An opinion is asked of the reader that nobody has given yet."""
    waiting = select(TaskConsult.task_id).where(
        asks(reader), TaskConsult.answered_at.is_(None), TaskConsult.withdrawn_at.is_(None)
    )
    return and_(among(Task.id, waiting), Task.state.not_in(ENDED))


def _with_part(units: Any, part: UnitPart) -> ColumnElement[bool]:
    ours = select(TaskUnit.task_id).where(TaskUnit.unit_id.in_(units), TaskUnit.part == part)
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
