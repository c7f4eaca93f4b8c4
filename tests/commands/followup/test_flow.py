"""A task from the inbox to its evaluation."""

import pytest
from sqlalchemy import select

from documents.commands.upload import StoredFile
from documents.models import Paper
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Invalid, Stale
from followup.commands.assign import AssignTask, assign_task
from followup.commands.decide import AcceptTask, ReturnTask, accept_task, return_task
from followup.commands.receive import AcknowledgeTask, ReceiveTask, acknowledge_task, receive_task
from followup.commands.report import ReportProgress, report_progress
from followup.commands.set_aside import SetAside, resume_task
from followup.evidence import CONTAINER
from followup.models import Decision, EntryKind, Evaluation, ProgressReport, TaskEntry
from followup.states import TaskState
from tests.commands.followup.world import World

FILE = StoredFile(blob="a" * 64, size=9, filename="Bien-ban.pdf", media_type="application/pdf")


def kinds(world: World, task_id: object) -> list[EntryKind]:
    """Return what the history says, oldest first."""
    with world.store.reading() as session:
        query = select(TaskEntry.kind).where(TaskEntry.task_id == task_id)
        return list(session.scalars(query.order_by(TaskEntry.at, TaskEntry.id)))


def test_the_whole_way(world: World) -> None:
    task_id = world.issue().id
    world.receive(task_id)
    assert world.task(task_id).state is TaskState.RECEIVED
    world.assign(task_id)
    assert world.task(task_id).state is TaskState.RECEIVED
    world.report(task_id, 60)
    assert (world.task(task_id).state, world.task(task_id).percent) == (TaskState.IN_PROGRESS, 60)
    world.report(task_id, done=True)
    done = world.task(task_id)
    assert (done.state, done.percent, done.done_on) == (
        TaskState.REPORTED_DONE, 100, office_day(utc_now())
    )  # fmt: skip
    world.accept(task_id)
    accepted = world.task(task_id)
    assert accepted.state is TaskState.ACCEPTED
    assert (accepted.evaluation, accepted.remark) == (Evaluation.GOOD, "Tốt.")
    assert kinds(world, task_id) == [
        EntryKind.ISSUED, EntryKind.RECEIVED, EntryKind.ASSIGNED, EntryKind.REPORTED,
        EntryKind.REPORTED_DONE, EntryKind.ACCEPTED,
    ]  # fmt: skip


def test_a_returned_report_keeps_its_reason_and_work_goes_on(world: World) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    cmd = ReturnTask(task_id=task_id, reason="Thiếu danh sách chi bộ.")
    world.store.execute(world.actor("lanhdao"), return_task, cmd)
    assert world.task(task_id).state is TaskState.RETURNED
    assert world.task(task_id).done_on is None
    with world.store.reading() as session:
        report = session.scalars(select(ProgressReport)).one()
    assert (report.decision, report.decision_note) == (
        Decision.RETURNED, "Thiếu danh sách chi bộ."
    )  # fmt: skip
    world.report(task_id, 80)
    assert world.task(task_id).state is TaskState.IN_PROGRESS


def test_evidence_becomes_papers_of_the_report(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    cmd = ReportProgress(task_id=task_id, text="Kèm biên bản.", percent=60, evidence=[FILE, FILE])
    filed = world.store.execute(world.actor("canbo"), report_progress, cmd)
    with world.store.reading() as session:
        papers = list(session.scalars(select(Paper)))
    assert [(p.container_kind, p.container_id) for p in papers] == [(CONTAINER, filed.id)] * 2


def test_a_report_without_percentage_or_completion_changes_nothing(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    cmd = ReportProgress(task_id=task_id, text="Đang làm.")
    with pytest.raises(Invalid) as refusal:
        world.store.execute(world.actor("canbo"), report_progress, cmd)
    assert refusal.value.params["field"] == "percent"
    assert world.task(task_id).state is TaskState.RECEIVED


def test_a_lower_percentage_is_an_honest_correction(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    world.report(task_id, 60)
    world.report(task_id, 45)
    assert world.task(task_id).percent == 45
    with world.store.reading() as session:
        numbers = session.execute(
            select(ProgressReport.number, ProgressReport.percent).order_by(ProgressReport.number)
        ).all()
    assert [tuple(row) for row in numbers] == [(1, 60), (2, 45)]


def test_the_same_report_sent_twice_is_filed_once(world: World) -> None:
    task_id = world.in_state(TaskState.RECEIVED)
    cmd = ReportProgress(task_id=task_id, text="Một lần.", percent=10)
    actor = world.actor("canbo")
    answers = {
        world.store.execute(actor, report_progress, cmd, request_id="r-1").id for _ in range(3)
    }
    assert len(answers) == 1
    assert kinds(world, task_id).count(EntryKind.REPORTED) == 1


def test_only_people_of_the_lead_unit_are_assigned(world: World) -> None:
    task_id = world.issue().id
    world.receive(task_id)
    with pytest.raises(Invalid) as refusal:
        world.assign(task_id, "cuong")
    assert refusal.value.params["field"] == "assignee_id"
    assert world.task(task_id).assignee_id is None


def test_another_person_can_be_named_until_completion_is_reported(world: World) -> None:
    task_id = world.in_state(TaskState.IN_PROGRESS)
    world.assign(task_id, "dongnghiep")
    assert world.task(task_id).assignee_id == world.office.people["dongnghiep"]
    assert world.task(task_id).state is TaskState.IN_PROGRESS
    done = world.in_state(TaskState.REPORTED_DONE)
    with pytest.raises(Conflict):
        world.assign(done, "dongnghiep")


def test_the_second_of_two_clerks_is_told_it_is_received(world: World) -> None:
    task_id = world.issue().id
    world.receive(task_id)
    with pytest.raises(Conflict) as refusal:
        world.receive(task_id)
    assert refusal.value.code == "task.wrong_state"
    assert kinds(world, task_id).count(EntryKind.RECEIVED) == 1


def test_who_saw_an_older_task_is_told_so(world: World) -> None:
    task_id = world.in_state(TaskState.REPORTED_DONE)
    seen = world.task(task_id).revision
    leader = world.actor("lanhdao")
    back = ReturnTask(task_id=task_id, reason="Thiếu.", revision=seen)
    world.store.execute(leader, return_task, back)
    world.report(task_id, done=True)
    accept = AcceptTask(task_id=task_id, evaluation=Evaluation.DONE, revision=seen)
    with pytest.raises(Stale):
        world.store.execute(leader, accept_task, accept)
    assert world.task(task_id).state is TaskState.REPORTED_DONE


def test_the_revision_seen_is_the_one_to_send(world: World) -> None:
    task_id = world.issue().id
    clerk = world.actor("vanthu")
    receive = ReceiveTask(task_id=task_id, revision=world.task(task_id).revision)
    world.store.execute(clerk, receive_task, receive)
    assign = AssignTask(
        task_id=task_id,
        assignee_id=world.office.people["canbo"],
        revision=world.task(task_id).revision,
    )
    world.store.execute(clerk, assign_task, assign)
    assert world.task(task_id).revision == 3


def test_notice_is_taken_once_per_unit(world: World) -> None:
    task_id = world.issue().id
    clerk = world.actor("vanthuubkt")
    for _ in range(2):
        world.store.execute(clerk, acknowledge_task, AcknowledgeTask(task_id=task_id))
    received = [part.received_at is not None for part in world.task(task_id).units]
    assert received == [False, True]
    assert kinds(world, task_id) == [EntryKind.ISSUED, EntryKind.ACKNOWLEDGED]
    assert world.task(task_id).state is TaskState.ASSIGNED


def test_a_suspended_task_is_taken_up_again_with_what_was_reached(world: World) -> None:
    task_id = world.in_state(TaskState.SUSPENDED)
    cmd = SetAside(task_id=task_id, reason="Đã có kinh phí.")
    world.store.execute(world.actor("lanhdao"), resume_task, cmd)
    assert world.task(task_id).state is TaskState.RECEIVED
    assert world.task(task_id).assignee_id == world.office.people["canbo"]
