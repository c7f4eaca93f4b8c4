"""setTaskPart, withdrawTaskPart, assignTaskPart, reportTaskPart, splitTask: pieces of a task."""

from datetime import date
from uuid import UUID

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.core.errors import Invalid
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import execute
from followup.commands.issue import IssuedTask
from followup.commands.parts import (
    AssignPart,
    ReportPart,
    SetPart,
    WithdrawPart,
    assign_part,
    report_part,
    set_part,
    withdraw_part,
)
from followup.commands.split import SplitTask, split_task
from followup.models import Priority
from followup.policies import TaskPermission
from followup.routes.api_work import ReasonBody, Seen, report_content, sent_report
from followup.routes.doors import TaskPath, api, keep_evidence, task_answer
from followup.routes.schemas import TaskOut
from followup.words import Words


class PartPath(BaseModel):
    """Which task, and which coordinating unit."""

    task_id: UUID
    unit_id: UUID


class PartBody(Seen):
    """What the unit shall do, and until when."""

    content: Words = Field(min_length=1, max_length=2_000)
    due_on: date | None = None


class OfficialBody(Seen):
    """Who does the part."""

    official_id: UUID


class ChildBody(Seen):
    """A child task; without a date it is due with the whole."""

    model_config = ConfigDict(extra="forbid")
    title: Words = Field(min_length=1, max_length=500)
    content: Words = Field("", max_length=10_000)
    lead_unit_id: UUID
    supervisor_id: UUID
    assignee_id: UUID | None = None
    due_on: date | None = None
    priority: Priority | None = None


@api.put(
    "/tasks/<uuid:task_id>/parts/<uuid:unit_id>",
    operation_id="setTaskPart",
    summary="Giao phần việc cho đơn vị phối hợp",
    responses={200: TaskOut},
)
def put_part(path: PartPath, body: PartBody, header: WriteHeaders) -> Response:
    """Write the part of a coordinating unit, or write it anew."""
    execute(set_part, SetPart(**path.model_dump(), **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/parts/<uuid:unit_id>/withdrawal",
    operation_id="withdrawTaskPart",
    summary="Rút phần việc của đơn vị phối hợp",
    responses={200: TaskOut},
)
def withdraw_unit_part(path: PartPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Leave the unit coordinating without a part of its own."""
    execute(withdraw_part, WithdrawPart(**path.model_dump(), **body.model_dump()))
    return task_answer(path.task_id)


@api.put(
    "/tasks/<uuid:task_id>/parts/<uuid:unit_id>/official",
    operation_id="assignTaskPart",
    summary="Giao cán bộ của đơn vị phối hợp làm phần việc",
    responses={200: TaskOut},
)
def put_part_official(path: PartPath, body: OfficialBody, header: WriteHeaders) -> Response:
    """Name the official of the coordinating unit who does its part."""
    execute(assign_part, AssignPart(**path.model_dump(), **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/parts/<uuid:unit_id>/reports",
    operation_id="reportTaskPart",
    summary="Đơn vị phối hợp báo cáo phần việc",
    responses={201: TaskOut},
    openapi_extensions={"requestBody": report_content()},
)
def post_part_report(path: PartPath, header: WriteHeaders) -> Response:
    """Report on the unit's own part, as JSON or, with evidence, as a form."""
    body, files = sent_report(request)
    if body.period_on is not None:
        raise Invalid("report.not_periodic", field="period_on")
    evidence = keep_evidence(path.task_id, files, TaskPermission.REPORT_PART)
    fields = path.model_dump() | body.model_dump() | {"evidence": evidence}
    fields.pop("period_on")
    execute(report_part, ReportPart.model_validate(fields))
    return task_answer(path.task_id, 201)


@api.post(
    "/tasks/<uuid:task_id>/children",
    operation_id="splitTask",
    summary="Tách một nhiệm vụ con",
    responses={201: IssuedTask},
)
def post_child(path: TaskPath, body: ChildBody, header: WriteHeaders) -> Response:
    """Issue a child task to the lead unit's own people or a unit below it."""
    return answer(execute(split_task, SplitTask(task_id=path.task_id, **body.model_dump())), 201)
