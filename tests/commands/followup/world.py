"""The people of a task, for all tests of follow-up, and one task in any state.

An owns it (clerk of the lead unit), others have their part, Cường has nothing.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import selectinload

from ecabinet.accounts.commands.people import CreatePerson, OfficeToHold, create_person
from ecabinet.accounts.models import Unit
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.actors import SYSTEM, Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.store import Store
from followup.commands.assign import AssignTask, assign_task
from followup.commands.decide import AcceptTask, ReturnTask, accept_task, return_task
from followup.commands.issue import IssuedTask, IssueTask, issue_task
from followup.commands.receive import ReceiveTask, RefuseTask, receive_task, refuse_task
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, cancel_task, suspend_task
from followup.models import Evaluation, Task
from followup.states import TaskState
from tests.days import today
from tests.fixtures import Office, cheap_hash

# username → (name, unit code, role). The small office has vanthu (clerk of VPTU), canbo (official
# of VPTU), lanhdao and chutri (leaders of TU), thuky (secretary), cuong (official of BTCTU).
EXTRA = {
    "truongphong": ("Ngô Văn Trưởng", "VPTU", Role.LEADER),
    "dongnghiep": ("Bùi Thị Đồng", "VPTU", Role.OFFICIAL),
    "vanthubtc": ("Cao Thị Phối", "BTCTU", Role.CLERK),
    "vanthuubkt": ("Dương Văn Biết", "UBKTTU", Role.CLERK),
    "theodoi": ("Phùng Thế Vinh", "VPTU", Role.TRACKER),
}

WORD = {
    "issuer": "thuky",
    "supervisor": "lanhdao",
    "assignee": "canbo",
    "lead clerk": "vanthu",
    "lead leader": "truongphong",
    "lead official": "dongnghiep",
    "coordinating clerk": "vanthubtc",
    "informed clerk": "vanthuubkt",
    "tracker": "theodoi",
    "outsider": "cuong",
    "other leader": "chutri",
}
"""What each person of the matrix is to the task."""


def tomorrow(days: int = 1) -> date:
    """Return the office day `days` from today."""
    return today(days)


@dataclass
class World:
    """The office with a store to act in."""

    store: Store
    office: Office

    def actor(self, username: str) -> Actor:
        """Return the person with the offices of today."""
        with self.store.reading() as session:
            actor = actor_by_username(session, username, utc_now())
        assert actor is not None, username
        return actor

    def issue(self, title: str = "Kết nối phần mềm đến chi bộ", **changes: object) -> IssuedTask:
        """Issue a task of VPTU: BTCTU coordinates, UBKTTU is informed, lanhdao supervises."""
        fields: dict[str, object] = {
            "title": title,
            "lead_unit_id": self.office.units["VPTU"],
            "coordinating_unit_ids": [self.office.units["BTCTU"]],
            "informed_unit_ids": [self.office.units["UBKTTU"]],
            "supervisor_id": self.office.people["lanhdao"],
            "due_on": tomorrow(20),
            **changes,
        }
        cmd = IssueTask.model_validate(fields)
        return self.store.execute(self.actor("thuky"), issue_task, cmd)

    def task(self, task_id: UUID) -> Task:
        """Return the row as it is now."""
        with self.store.reading() as session:
            # Rights are asked of it later: who was asked for an opinion comes along.
            task = session.get(Task, task_id, options=[selectinload(Task.consults)])
            assert task is not None
            return task

    def receive(self, task_id: UUID) -> None:
        """Let the clerk receive."""
        self.store.execute(self.actor("vanthu"), receive_task, ReceiveTask(task_id=task_id))

    def assign(self, task_id: UUID, username: str = "canbo") -> None:
        """Let the clerk name the official."""
        cmd = AssignTask(task_id=task_id, assignee_id=self.office.people[username])
        self.store.execute(self.actor("vanthu"), assign_task, cmd)

    def report(self, task_id: UUID, percent: int | None = None, *, done: bool = False) -> None:
        """Let the official report."""
        cmd = ReportProgress(task_id=task_id, text="Đã làm.", percent=percent, done=done)
        self.store.execute(self.actor("canbo"), report_progress, cmd)

    def accept(self, task_id: UUID) -> None:
        """Let the leader accept."""
        cmd = AcceptTask(task_id=task_id, evaluation=Evaluation.GOOD, remark="Tốt.")
        self.store.execute(self.actor("lanhdao"), accept_task, cmd)

    def stands_below(self, code: str, above: str) -> UUID:
        """Put a unit below another one, and return the id of that; all others stand alone."""
        units = self.office.units
        with self.store.engine.begin() as connection:
            put = update(Unit).where(Unit.id == units[code]).values(parent_id=units[above])
            connection.execute(put)
        return units[above]

    def in_state(self, state: TaskState, **changes: object) -> UUID:
        """Return a task with an assignee, brought to `state` by the commands of its people.

        An assigned or refused task has no assignee: nobody could name one yet.
        """
        task_id = self.issue(**changes).id  # type: ignore[arg-type]
        if state is TaskState.ASSIGNED:
            return task_id
        if state is TaskState.REFUSED:
            cmd = RefuseTask(task_id=task_id, reason="Không thuộc chức năng.")
            self.store.execute(self.actor("vanthu"), refuse_task, cmd)
            return task_id
        self.receive(task_id)
        self.assign(task_id)
        self._after_assignment(task_id, state)
        assert self.task(task_id).state is state
        return task_id

    def _after_assignment(self, task_id: UUID, state: TaskState) -> None:
        leader, aside = self.actor("lanhdao"), SetAside(task_id=task_id, reason="Chờ kinh phí.")
        if state is TaskState.SUSPENDED:
            self.store.execute(leader, suspend_task, aside)
        elif state is TaskState.CANCELLED:
            self.store.execute(leader, cancel_task, aside)
        elif state is TaskState.IN_PROGRESS:
            self.report(task_id, 40)
        elif state is not TaskState.RECEIVED:
            self.report(task_id, done=True)
        if state is TaskState.ACCEPTED:
            self.accept(task_id)
        elif state is TaskState.RETURNED:
            cmd = ReturnTask(task_id=task_id, reason="Thiếu minh chứng.")
            self.store.execute(leader, return_task, cmd)


def build_world(store: Store, office: Office) -> World:
    """Add the people of follow-up to the small office."""
    for username, (name, code, role) in EXTRA.items():
        held = OfficeToHold(
            unit_id=office.units[code], role=role, title=str(role), from_on=date(2020, 1, 1)
        )
        person = CreatePerson(
            username=username, name=name, password_hash=cheap_hash(), offices=[held]
        )
        office.people[username] = store.execute(SYSTEM, create_person, person).id
    return World(store, office)
