"""Issuing a task."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Denied, Invalid
from ecabinet.core.outbox import OutboxEntry
from followup.commands.issue import IssueTask, issue_task
from followup.deadlines import default_due_date, is_working_day
from followup.models import EntryKind, TaskEntry, UnitPart
from followup.states import TaskState
from tests.commands.followup.world import World, tomorrow


def test_a_task_is_numbered_and_waits_in_the_inbox(world: World) -> None:
    first, second = world.issue("Một"), world.issue("Hai")
    assert (first.code, second.code) == ("NV-001", "NV-002")
    task = world.task(first.id)
    assert task.state is TaskState.ASSIGNED
    assert task.percent == 0
    assert task.revision == 1
    parts = [(part.unit_id, part.part) for part in task.units]
    units = world.office.units
    assert parts == [(units["BTCTU"], UnitPart.COORDINATE), (units["UBKTTU"], UnitPart.INFORM)]


def test_issuing_leaves_history_audit_and_event(world: World) -> None:
    task_id = world.issue().id
    with world.store.reading() as session:
        entry = session.scalars(select(TaskEntry).where(TaskEntry.task_id == task_id)).one()
        deed = session.scalars(
            select(AuditEntry).where(AuditEntry.subject_id == str(task_id))
        ).one()
        event = session.scalars(
            select(OutboxEntry).where(OutboxEntry.stream == f"task:{task_id}")
        ).one()
    assert entry.kind is EntryKind.ISSUED
    assert entry.actor_id == world.office.people["thuky"]
    assert deed.action == "task.issued"
    assert (event.type, event.payload["state"]) == ("task.changed", "assigned")


def test_without_a_date_it_is_due_in_ten_working_days(world: World) -> None:
    issued = world.issue(due_on=None)
    assert issued.due_on == default_due_date(office_day(utc_now()))


def test_a_due_date_on_a_day_off_moves(world: World) -> None:
    day = tomorrow()
    while is_working_day(day):
        day += timedelta(days=1)
    issued = world.issue(due_on=day)
    assert issued.due_on is not None
    assert issued.due_on > day
    assert is_working_day(issued.due_on)


def test_a_standing_task_has_no_date(world: World) -> None:
    issued = world.issue(deadline_kind="standing", due_on=None)
    assert issued.due_on is None
    with pytest.raises(Invalid) as refusal:
        world.issue(deadline_kind="standing")
    assert refusal.value.code == "task.standing_with_date"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"due_on": tomorrow(-1)}, "task.due_in_past", "due_on"),
        ({"lead_unit_id": uuid4()}, "task.unit_unknown", "lead_unit_id"),
        ({"coordinating_unit_ids": [uuid4()]}, "task.unit_unknown", "coordinating_unit_ids"),
        ({"informed_unit_ids": [uuid4()]}, "task.unit_unknown", "informed_unit_ids"),
        ({"supervisor_id": uuid4()}, "task.supervisor_unknown", "supervisor_id"),
        ({"directive_id": uuid4()}, "task.directive_unknown", "directive_id"),
    ],
)
def test_what_cannot_be_issued(
    world: World, changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        world.issue(**changes)  # type: ignore[arg-type]
    assert (refusal.value.code, refusal.value.params["field"]) == (code, field)
    with world.store.reading() as session:
        assert session.scalar(select(TaskEntry.id)) is None


def test_no_unit_has_two_parts(world: World) -> None:
    lead = world.office.units["VPTU"]
    with pytest.raises(Invalid) as refusal:
        world.issue(coordinating_unit_ids=[lead])
    assert refusal.value.code == "task.unit_twice"


def test_a_refused_number_is_given_again(world: World) -> None:
    world.issue()
    with pytest.raises(Invalid):
        world.issue(directive_id=uuid4())
    assert world.issue().code == "NV-002"


def test_the_system_itself_issues_nothing(world: World) -> None:
    cmd = IssueTask(
        title="Việc",
        lead_unit_id=world.office.units["VPTU"],
        supervisor_id=world.office.people["lanhdao"],
    )
    with pytest.raises(Denied):
        world.store.execute(SYSTEM, issue_task, cmd)
