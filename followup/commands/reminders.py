"""Who is told of a rung of the ladder, of what, and where to look. Several at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import ReminderKind, Task, TaskConsult
from followup.paths import thread_path
from followup.proposals import telling as proposals
from followup.proposals.models import Proposal, ProposalConsult
from followup.telling import inboxes, tell

Key = tuple[UUID, ...]
R = ReminderKind


class Reminders:
    """What is needed to send reminders of the things of these kinds; a constant number of
    queries."""

    def __init__(self, uow: UnitOfWork, things: Collection[tuple[ReminderKind, Key]]) -> None:
        self._uow, self._today = uow, office_day(uow.now)

        def ids(*kinds: ReminderKind) -> set[UUID]:
            return {key[0] for kind, key in things if kind in kinds}

        self._asked = _rows(uow.session, TaskConsult, ids(R.OPINION))
        self._proposed = _rows(uow.session, ProposalConsult, ids(R.PROPOSAL_OPINION))
        tasks = ids(R.REMIND, R.ESCALATE, R.PART) | {one.task_id for one in self._asked.values()}
        self._tasks = _rows(uow.session, Task, tasks)
        self._proposals = _rows(
            uow.session, Proposal, {one.proposal_id for one in self._proposed.values()}
        )
        units = {task.lead_unit_id for task in self._tasks.values()}
        units |= {key[1] for kind, key in things if kind is R.PART}
        units |= {one.unit_id for one in self._asked.values() if one.unit_id}
        units |= {one.unit_id for one in self._proposed.values() if one.unit_id}
        self._desks: dict[UUID | None, list[UUID]] = defaultdict(list)
        for unit_id, person_id in inboxes(uow.session, units, self._today):
            self._desks[unit_id].append(person_id)

    def send(self, kind: ReminderKind, key: Key, due_on: date, rung: int) -> None:
        """Tell whoever the reminder is for, and the audit log."""
        left = (due_on - self._today).days
        when = {"due_on": due_on, "days": abs(left)}
        if kind is R.PROPOSAL_OPINION:
            asked = self._proposed[key[0]]
            proposal = self._proposals[asked.proposal_id]
            proposals.tell(self._uow, proposal, "opinion_due", self._owing(asked), **when)
            self._uow.audit("proposal.reminded", "proposal", proposal.id, due_on=due_on, rung=rung)
            return
        if kind is R.OPINION:
            consult = self._asked[key[0]]
            task, what, people = self._tasks[consult.task_id], "opinion_due", self._owing(consult)
        else:
            task = self._tasks[key[0]]
            what, people = self._of_work(kind, key, task, "overdue" if left < 0 else "due_soon")
        url = thread_path(task.id) if kind is R.OPINION else ""
        tell(self._uow, task, what, people, url=url, **when)
        deed = "task.escalated" if kind is R.ESCALATE else "task.reminded"
        self._uow.audit(deed, "task", task.id, what=what, due_on=due_on, rung=rung)

    def _of_work(
        self, kind: ReminderKind, key: Key, task: Task, when: str
    ) -> tuple[str, list[UUID | None]]:
        """Return what is told of a task or a part, and whom: who does it and the unit's inbox."""
        if kind is R.ESCALATE:
            return "escalated", [task.supervisor_id]
        if kind is R.PART:
            officials = [part.official_id for part in task.units if part.unit_id == key[1]]
            return f"part_{when}", [*officials, *self._desks[key[1]]]
        return when, [task.assignee_id, *self._desks[task.lead_unit_id]]

    def _owing(self, asked: TaskConsult | ProposalConsult) -> list[UUID | None]:
        """Return the person asked, or the inbox of the unit."""
        return [asked.person_id] if asked.person_id else [*self._desks[asked.unit_id]]


T = TypeVar("T", Task, TaskConsult, Proposal, ProposalConsult)


def _rows(session: Session, table: type[T], ids: Collection[UUID]) -> Mapping[UUID, T]:
    if not ids:
        return {}
    return {row.id: row for row in session.scalars(select(table).where(table.id.in_(ids)))}
