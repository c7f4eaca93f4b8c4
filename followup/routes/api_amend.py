"""amendTask, setTaskDueDate, addCoordinatingUnit, removeCoordinatingUnit: after the issue."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import Field

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from followup.commands.amend import Amendment, AmendTask, amend_task
from followup.commands.coordinate import (
    AddCoordinatingUnit,
    RemoveCoordinatingUnit,
    add_coordinating_unit,
    remove_coordinating_unit,
)
from followup.commands.move_due import MoveDueDate, move_due_date
from followup.routes.api_work import ReasonBody, Seen
from followup.routes.doors import TaskPath, api, task_answer
from followup.routes.schemas import TaskOut
from followup.words import Words


class AmendmentBody(Amendment):
    """What shall stand from now on; what is left out stays, null takes field or directive away."""


class DueDateBody(ReasonBody):
    """The new date, and why."""

    due_on: date


class CoordinatingUnitBody(Seen):
    """Which unit, with its part if it has one of its own."""

    unit_id: UUID
    content: Words = Field("", max_length=2_000)
    due_on: date | None = None


class CoordinatingUnitPath(TaskPath):
    """Which coordinating unit of which task."""

    unit_id: UUID


@api.post(
    "/tasks/<uuid:task_id>/amendment",
    operation_id="amendTask",
    summary="Sửa nhiệm vụ đã giao",
    responses={200: TaskOut},
)
def amend(path: TaskPath, body: AmendmentBody, header: WriteHeaders) -> Response:
    """Put right what was issued; the history keeps what stood before."""
    named: dict[str, Any] = body.model_dump(exclude_unset=True)
    execute(amend_task, AmendTask(task_id=path.task_id, **named))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/due-date",
    operation_id="setTaskDueDate",
    summary="Đổi hạn nhiệm vụ",
    responses={200: TaskOut},
)
def set_due_date(path: TaskPath, body: DueDateBody, header: WriteHeaders) -> Response:
    """Set another due date, earlier or later, without anybody having asked for it."""
    execute(move_due_date, MoveDueDate(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/coordinating-units",
    operation_id="addCoordinatingUnit",
    summary="Bổ sung đơn vị phối hợp",
    responses={200: TaskOut},
)
def add_unit(path: TaskPath, body: CoordinatingUnitBody, header: WriteHeaders) -> Response:
    """Let one more unit coordinate, with a part of its own or without."""
    execute(add_coordinating_unit, AddCoordinatingUnit(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/coordinating-units/<uuid:unit_id>/removal",
    operation_id="removeCoordinatingUnit",
    summary="Cho đơn vị thôi phối hợp",
    responses={200: TaskOut},
)
def remove_unit(path: CoordinatingUnitPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Take away a coordinating unit that has not reported."""
    cmd = RemoveCoordinatingUnit(task_id=path.task_id, unit_id=path.unit_id, **body.model_dump())
    execute(remove_coordinating_unit, cmd)
    return task_answer(path.task_id)
