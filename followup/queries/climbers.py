"""What stands on the ladder of reminders: tasks, parts of coordinating units, opinions asked for.

Each kind is told as SQL, so that the worker and the forecast look at the very same things.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, Uuid, and_, cast, exists, false, func, null, or_
from sqlalchemy.orm import InstrumentedAttribute

from ecabinet.core.actors import Actor
from followup import states
from followup.exchange.models import TaskMessage
from followup.models import (
    EntryKind,
    ExtensionState,
    OpinionReminder,
    PartReminder,
    ReminderKind,
    Task,
    TaskConsult,
    TaskEntry,
    TaskExtension,
    TaskReminder,
    TaskUnit,
    UnitPart,
)
from followup.policies import visible_to
from followup.proposals.models import Proposal, ProposalConsult, ProposalReminder
from followup.proposals.policies import opinion_readable
from followup.proposals.states import ASKING
from followup.states import TaskAction, TaskState

CHASED = tuple(s for s in TaskState if states.can(s, TaskAction.CHASE))
"""States in which somebody is expected to work: others are neither reminded nor chased."""

REPORTING = tuple(s for s in TaskState if states.can(s, TaskAction.REPORT_PART))
"""States in which a unit can report on its part: before the lead unit has received it cannot."""

CONSULTED = tuple(s for s in TaskState if states.can(s, TaskAction.CONSULT))
"""States in which opinions are waited for."""

_NOBODY = cast(null(), Uuid)
Query = Select[*tuple[Any, ...]]
Sees = Callable[[Actor], ColumnElement[bool]]


@dataclass(frozen=True, eq=False)
class Climber:
    """One kind of thing with a day.

    root: the task or proposal that it belongs to, `joins` leads from there to the thing.
    reminder: the table of rungs told, `key`: its columns, and what they are of the thing.
    due_on: the day; unit_id: whose rule holds; known_at: when those reminded learned of the day.
    waits: somebody still owes it; seen: what of it somebody may read.
    to_unit, to_person: who was asked for it, save for tasks.
    moved: the day was moved lately; rungs that came before that need not be told.
    """

    kinds: tuple[ReminderKind, ...]
    root: Any
    reminder: Any
    key: dict[str, InstrumentedAttribute[UUID]]
    due_on: ColumnElement[Any]
    unit_id: ColumnElement[UUID]
    known_at: ColumnElement[datetime]
    waits: ColumnElement[bool]
    seen: Sees
    to_unit: ColumnElement[Any] = _NOBODY
    to_person: ColumnElement[Any] = _NOBODY
    joins: tuple[tuple[Any, ColumnElement[bool]], ...] = ()
    moved: Callable[[CTE], ColumnElement[bool]] = field(default=lambda _rungs: false())

    def joined(self, query: Query) -> Query:
        """Lead `query`, which selects from the root already, to the thing."""
        for entity, on in self.joins:
            query = query.join(entity, on)
        return query

    def told(self, kind: ReminderKind, *rules: ColumnElement[bool]) -> ColumnElement[bool]:
        """Somebody was told of a rung for this day, to which `rules` apply."""
        mine = [getattr(self.reminder, name) == of for name, of in self.key.items()]
        if len(self.kinds) > 1:
            mine.append(self.reminder.what == kind)
        return exists().where(*mine, self.reminder.due_on == self.due_on, *rules)


def _moved(rungs: CTE) -> ColumnElement[bool]:
    """A later date was granted, another was set, or the task was given anew: to another unit, or
    after a refusal."""
    extended = exists().where(
        TaskExtension.task_id == Task.id,
        TaskExtension.state == ExtensionState.APPROVED,
        TaskExtension.due_on == Task.due_on,
        TaskExtension.decided_at >= rungs.c.known_from,
    )
    given = exists().where(
        TaskEntry.task_id == Task.id,
        TaskEntry.kind.in_((EntryKind.REASSIGNED, EntryKind.INSISTED, EntryKind.DUE_MOVED)),
        TaskEntry.at >= rungs.c.known_from,
    )
    return or_(extended, given)


TASKS = Climber(
    kinds=(ReminderKind.REMIND, ReminderKind.ESCALATE),
    root=Task,
    reminder=TaskReminder,
    key={"task_id": Task.id},
    due_on=Task.due_on.expression,
    unit_id=Task.lead_unit_id.expression,
    known_at=Task.issued_at.expression,
    waits=Task.state.in_(CHASED),
    seen=visible_to,
    moved=_moved,
)
PARTS = Climber(
    kinds=(ReminderKind.PART,),
    root=Task,
    reminder=PartReminder,
    key={"task_id": TaskUnit.task_id, "unit_id": TaskUnit.unit_id},
    due_on=TaskUnit.due_on.expression,
    unit_id=TaskUnit.unit_id.expression,
    known_at=func.coalesce(TaskUnit.set_at, Task.issued_at),
    waits=and_(
        Task.state.in_(REPORTING),
        TaskUnit.part == UnitPart.COORDINATE,
        TaskUnit.content != "",
        TaskUnit.done_on.is_(None),
    ),
    seen=visible_to,
    to_unit=TaskUnit.unit_id.expression,
    to_person=TaskUnit.official_id.expression,
    joins=((TaskUnit, TaskUnit.task_id == Task.id),),
)
OPINIONS = Climber(
    kinds=(ReminderKind.OPINION,),
    root=Task,
    reminder=OpinionReminder,
    key={"consult_id": TaskConsult.id},
    due_on=TaskConsult.due_on.expression,
    unit_id=func.coalesce(TaskConsult.unit_id, Task.lead_unit_id),
    known_at=TaskMessage.at.expression,
    waits=and_(
        Task.state.in_(CONSULTED),
        TaskConsult.answered_at.is_(None),
        TaskConsult.withdrawn_at.is_(None),
    ),
    seen=visible_to,
    to_unit=TaskConsult.unit_id.expression,
    to_person=TaskConsult.person_id.expression,
    joins=(
        (TaskConsult, TaskConsult.task_id == Task.id),
        (TaskMessage, TaskMessage.id == TaskConsult.message_id),
    ),
)
PROPOSAL_OPINIONS = Climber(
    kinds=(ReminderKind.PROPOSAL_OPINION,),
    root=Proposal,
    reminder=ProposalReminder,
    key={"consult_id": ProposalConsult.id},
    due_on=ProposalConsult.due_on.expression,
    unit_id=func.coalesce(ProposalConsult.unit_id, Proposal.unit_id),
    known_at=ProposalConsult.asked_at.expression,
    waits=and_(
        Proposal.state.in_(ASKING),
        ProposalConsult.answered_at.is_(None),
        ProposalConsult.closed_at.is_(None),
    ),
    seen=opinion_readable,
    to_unit=ProposalConsult.unit_id.expression,
    to_person=ProposalConsult.person_id.expression,
    joins=((ProposalConsult, ProposalConsult.proposal_id == Proposal.id),),
)
CLIMBERS = (TASKS, PARTS, OPINIONS, PROPOSAL_OPINIONS)


def climber_of(kind: ReminderKind) -> Climber:
    """Return what has rungs of the kind."""
    return next(one for one in CLIMBERS if kind in one.kinds)
