"""assignTasks, reassignTasks, chaseEachTask, exportTasks: one deed on many tasks."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.made_files import XLSX, file_answer
from followup.commands.assign import AssignTask, assign_task
from followup.commands.chase import ChaseTasks, chase_tasks
from followup.commands.reassign import ReassignTask, reassign_task
from followup.commands.receive import ReceiveTask, receive_task
from followup.queries.columns import Column
from followup.queries.filters import TaskFilter
from followup.routes.chosen import MOST, Chosen, Outcome, each
from followup.routes.doors import api
from followup.routes.out import Out
from followup.routes.workbook import workbook
from followup.words import Words


class ChosenIn(BaseModel):
    """A task; with `revision` nothing is done to it when it has changed since."""

    model_config = ConfigDict(extra="forbid")
    id: UUID
    revision: int | None = None


class ChosenTasks(BaseModel):
    """Which tasks."""

    model_config = ConfigDict(extra="forbid")
    tasks: list[ChosenIn] = Field(min_length=1, max_length=MOST)

    def chosen(self) -> list[Chosen]:
        """Return each once."""
        return list({one.id: Chosen(one.id, one.revision) for one in self.tasks}.values())


class ChosenAssignment(ChosenTasks):
    """Who shall do them all."""

    assignee_id: UUID


class ChosenReassignment(ChosenTasks):
    """Which unit leads them from now on, and why."""

    lead_unit_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    due_on: date | None = None


class ChosenChase(ChosenTasks):
    """What is said, and until when an answer is wanted."""

    text: Words = Field("", max_length=2_000)
    answer_by: date | None = None


class ChosenRefusedOut(Out):
    """A task to which nothing was done, and why."""

    id: UUID
    code: str
    detail: str


class ChosenOut(Out):
    """What became of each task."""

    done: list[UUID]
    refused: list[ChosenRefusedOut]


class WorkbookQuery(TaskFilter):
    """What narrows the list; with `task_ids` those alone.

    `columns`: which columns; none: those that the person chose for the list, else all.
    """

    task_ids: list[UUID] = Field(default_factory=list, max_length=MOST)
    columns: list[Column] = Field(default_factory=list, max_length=len(Column))


def _answer(outcome: Outcome) -> Response:
    return answer(ChosenOut.model_validate(outcome))


@api.post(
    "/tasks-chosen/receipt",
    operation_id="receiveTasks",
    summary="Tiếp nhận nhiều nhiệm vụ",
    responses={200: ChosenOut},
)
def receive_many(body: ChosenTasks, header: WriteHeaders) -> Response:
    """Receive each task for its lead unit; what cannot be done is told for each."""
    return _answer(
        each(
            body.chosen(), receive_task,
            lambda one: ReceiveTask(task_id=one.id, revision=one.revision),
        )
    )  # fmt: skip


@api.post(
    "/tasks-chosen/assignment",
    operation_id="assignTasks",
    summary="Giao nhiều nhiệm vụ cho một cán bộ",
    responses={200: ChosenOut},
)
def assign_many(body: ChosenAssignment, header: WriteHeaders) -> Response:
    """Name the official of each task; what cannot be done is told for each."""
    return _answer(
        each(
            body.chosen(), assign_task,
            lambda one: AssignTask(
                task_id=one.id, assignee_id=body.assignee_id, revision=one.revision
            ),
        )
    )  # fmt: skip


@api.post(
    "/tasks-chosen/reassignment",
    operation_id="reassignTasks",
    summary="Chuyển nhiều nhiệm vụ cho đơn vị khác chủ trì",
    responses={200: ChosenOut},
)
def reassign_many(body: ChosenReassignment, header: WriteHeaders) -> Response:
    """Let another unit lead each task; what cannot be done is told for each."""
    return _answer(
        each(
            body.chosen(), reassign_task,
            lambda one: ReassignTask(
                task_id=one.id, lead_unit_id=body.lead_unit_id, reason=body.reason,
                due_on=body.due_on, revision=one.revision,
            ),
        )
    )  # fmt: skip


@api.post(
    "/tasks-chosen/chase",
    operation_id="chaseEachTask",
    summary="Đôn đốc nhiều nhiệm vụ",
    responses={200: ChosenOut},
)
def chase_many(body: ChosenChase, header: WriteHeaders) -> Response:
    """Press for each task by a plain notice; what cannot be done is told for each."""
    return _answer(
        each(
            body.chosen(), chase_tasks,
            lambda one: ChaseTasks(
                task_ids=(one.id,), text=body.text, answer_by=body.answer_by
            ),
        )
    )  # fmt: skip


@api.get(
    "/tasks-workbook",
    operation_id="exportTasks",
    summary="Danh sách nhiệm vụ (XLSX, dài thì CSV)",
    responses=file_answer(XLSX, "text/csv"),
)
def export(query: WorkbookQuery) -> Response:
    """Give the chosen tasks, or all that the filter finds; as CSV when they are over 2,000."""
    wanted = TaskFilter.model_validate(query.model_dump(exclude={"task_ids", "columns"}))
    return workbook(wanted, query.task_ids, query.columns)
