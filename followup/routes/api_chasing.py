"""listPlannedReminders, chaseTasks, getChase, listTaskReminders."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from documents.issuing.states import OfficialState
from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from followup.commands.chase import Chased, ChaseTasks, chase_tasks
from followup.models import ReminderKind
from followup.queries.chase_form import chase_detail
from followup.queries.chases import pressed
from followup.queries.outlook import PlannedDay, outlook
from followup.queries.planned import PAGE_SIZE
from followup.routes.doors import TaskPath, api, today
from followup.routes.out import NamedOut, Out
from followup.routes.schemas import TaskRowOut


class OutlookQuery(BaseModel):
    """Which day and kind the list is of; without `day` the first on which something is sent."""

    model_config = ConfigDict(extra="forbid")
    day: date | None = None
    kind: ReminderKind = ReminderKind.REMIND
    after: str | None = Field(None, max_length=60)
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class ReminderDayOut(Out):
    """A day: how many tasks are reminded of, how many reach the supervising leader; how many parts
    of coordinating units, opinions on tasks and on proposals."""

    on: date
    quiet: bool
    remind: int
    escalate: int
    part: int
    opinion: int
    proposal_opinion: int

    @model_validator(mode="before")
    @classmethod
    def _figures(cls, found: Any) -> Any:
        if not isinstance(found, PlannedDay):
            return found
        figures = {kind.value: found.count(kind) for kind in ReminderKind}
        return {"on": found.on, "quiet": found.quiet, **figures}


class PlannedProposalOut(Out):
    """A proposal on which an opinion is asked."""

    id: UUID
    code: str
    title: str


class PlannedReminderOut(Out):
    """A thing and the rung it stands on then: days from its date `due_on`, negative before it.

    It belongs to `task` or `proposal`. It goes to the inbox of `unit` and to `person`; either may
    be empty.
    """

    task: TaskRowOut | None
    proposal: PlannedProposalOut | None
    kind: ReminderKind
    rung: int
    due_on: date
    moved_from: date | None
    rule: str
    unit: str
    person: str
    supervisor: str


class OutlookOut(Out):
    """Fourteen days, and the list of one of them."""

    days: list[ReminderDayOut]
    day: date
    kind: ReminderKind
    rows: list[PlannedReminderOut]
    total: int
    next_after: str | None


class LetterOut(Out):
    """The official letter of an act of chasing."""

    id: UUID
    symbol: str
    state: OfficialState


class PressedOut(Out):
    """What was sent: by rule with `kind`, `rung`, perhaps `whom`; by hand with `by` and words."""

    at: datetime
    kind: ReminderKind | None
    rung: int
    due_on: date | None
    whom: str
    by: NamedOut | None
    text: str
    answer_by: date | None
    letter: LetterOut | None


class PressedListOut(Out):
    """All that was sent for a task, the newest first."""

    sent: list[PressedOut]


class ChaseOut(Out):
    """One act of chasing, with the tasks that the caller may read. `deputy` did it for `by`."""

    id: UUID
    unit: str
    body: str
    by: str
    deputy: str | None
    at: datetime
    text: str
    answer_by: date | None
    tasks: list[TaskRowOut]
    letter: LetterOut | None


class ChasePath(BaseModel):
    """Which act of chasing."""

    chase_id: UUID


@api.get(
    "/reminders/outlook",
    operation_id="listPlannedReminders",
    summary="Nhắc hạn sẽ gửi trong 14 ngày tới",
    responses={200: OutlookOut},
)
def planned(query: OutlookQuery) -> Response:
    """Tell what will be sent, by which rule; of what the caller may read."""
    with platform().store.reading() as session:
        found = outlook(
            session, current_actor(), utc_now(), query.day, query.kind, query.after, query.limit
        )
    return answer(OutlookOut.model_validate(found))


@api.get(
    "/tasks/<uuid:task_id>/reminders",
    operation_id="listTaskReminders",
    summary="Đã nhắc, đã đôn đốc nhiệm vụ này",
    responses={200: PressedListOut},
)
def task_reminders(path: TaskPath) -> Response:
    """List what was sent for a task, by rule and by hand."""
    with platform().store.reading() as session:
        found = pressed(session, current_actor(), path.task_id)
    return answer(PressedListOut(sent=[PressedOut.model_validate(one) for one in found]))


@api.post(
    "/chases",
    operation_id="chaseTasks",
    summary="Đôn đốc đơn vị chủ trì",
    responses={201: Chased},
)
def post_chase(body: ChaseTasks, header: WriteHeaders) -> Response:
    """Press one lead unit for some of its tasks, with an official letter if wanted."""
    return answer(execute(chase_tasks, body), 201)


@api.get(
    "/chases/<uuid:chase_id>",
    operation_id="getChase",
    summary="Một lần đôn đốc",
    responses={200: ChaseOut},
)
def get_chase(path: ChasePath) -> Response:
    """Tell of one act of chasing."""
    with platform().store.reading() as session:
        found = chase_detail(session, current_actor(), path.chase_id, today())
    return answer(ChaseOut.model_validate(found))
