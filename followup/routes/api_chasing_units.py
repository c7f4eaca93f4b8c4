"""planChases, previewChaseLetter, chaseUnits: tasks of several units are chased at once."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.chase import MOST_AT_ONCE, ChaseUnits, UnitsChased, chase_units
from followup.queries.chase_plan import LeftOut, chase_plan
from followup.routes.doors import api, today
from followup.routes.letters import letter_preview
from followup.routes.out import Out
from followup.routes.schemas import TaskRowOut


class PlanQuery(BaseModel):
    """Which tasks."""

    model_config = ConfigDict(extra="forbid")
    task_ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)


class UnitPlanOut(Out):
    """A unit with the tasks that it would be chased for."""

    unit_id: UUID
    unit: str
    tasks: list[TaskRowOut]


class NotChasedOut(Out):
    """A task that would be left out, and why."""

    task: TaskRowOut
    reason: LeftOut


class BodyOfferedOut(Out):
    """A body in whose name it may be done, with [id, name and title] of those who sign for it."""

    id: UUID
    name: str
    signers: list[tuple[UUID, str]]


class ChasePlanOut(Out):
    """What goes to which unit; of the tasks those that the caller may read.

    `bodies`, `signers`: [id, name] of those in whose name it may be done and who can sign letters;
    `offered` says which signer belongs to which body: a letter takes a pair of these.
    """

    units: list[UnitPlanOut]
    left_out: list[NotChasedOut]
    bodies: list[tuple[UUID, str]]
    signers: list[tuple[UUID, str]]
    offered: list[BodyOfferedOut]


class LetterPreview(ChaseUnits):
    """The letter of which unit."""

    unit_id: UUID


@api.get(
    "/chases/plan",
    operation_id="planChases",
    summary="Xem trước: đôn đốc đơn vị nào, việc nào",
    responses={200: ChasePlanOut},
)
def plan_chases(query: PlanQuery) -> Response:
    """Tell which unit would be chased for which of the tasks, and which are left out."""
    with platform().store.reading() as session:
        found = chase_plan(session, current_actor(), query.task_ids, today())
    return answer(ChasePlanOut.model_validate(found))


@api.post(
    "/chases/letter",
    operation_id="previewChaseLetter",
    summary="Xem trước công văn đôn đốc của một đơn vị (PDF)",
    responses={
        200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def preview_chase(body: LetterPreview) -> Response:
    """Draw the letter that a unit would get; nothing is kept or sent."""
    return letter_preview(body, body.unit_id)


@api.post(
    "/chases/by-unit",
    operation_id="chaseUnits",
    summary="Đôn đốc nhiều đơn vị, mỗi đơn vị một công văn",
    responses={201: UnitsChased},
)
def post_chases(body: ChaseUnits, header: WriteHeaders) -> Response:
    """Press each lead unit for its own tasks, all or none, with a letter to each if wanted."""
    return answer(execute(chase_units, body), 201)
