"""requestExtension, approveExtension, refuseExtension: a later date."""

from datetime import date

from flask import Response
from pydantic import Field

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from followup.commands.extend import (
    ApproveExtension,
    RefuseExtension,
    RequestExtension,
    approve_extension,
    refuse_extension,
    request_extension,
)
from followup.routes.api_work import ReasonBody, Seen
from followup.routes.doors import TaskPath, api, task_answer
from followup.routes.schemas import TaskOut
from followup.words import Words


class ExtensionBody(ReasonBody):
    """The new date, and why."""

    new_due_on: date


class ApprovalBody(Seen):
    """The date that is granted, when it is not the one asked for."""

    due_on: date | None = None
    note: Words = Field("", max_length=2_000)


@api.post(
    "/tasks/<uuid:task_id>/extensions",
    operation_id="requestExtension",
    summary="Xin gia hạn",
    responses={201: TaskOut},
)
def ask_for_a_later_date(path: TaskPath, body: ExtensionBody, header: WriteHeaders) -> Response:
    """Ask for a later date: the official, or the inbox of the lead unit."""
    execute(request_extension, RequestExtension(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id, 201)


@api.post(
    "/tasks/<uuid:task_id>/extension-approval",
    operation_id="approveExtension",
    summary="Đồng ý gia hạn",
    responses={200: TaskOut},
)
def grant_a_later_date(path: TaskPath, body: ApprovalBody, header: WriteHeaders) -> Response:
    """Move the due date; the first one is kept."""
    execute(approve_extension, ApproveExtension(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/extension-refusal",
    operation_id="refuseExtension",
    summary="Không đồng ý gia hạn",
    responses={200: TaskOut},
)
def keep_the_date(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Leave the due date as it is."""
    execute(refuse_extension, RefuseExtension(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)
