"""issueTaskFromSlip, and the page that fills the task in from the slip."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from documents.routing import access
from documents.routing.models import PartRole, Slip
from documents.routing.policies import DESK, SlipPermission
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup.commands.issue import IssuedTask
from followup.commands.issue_from_slip import IssueFromSlip, issue_from_slip
from followup.routes.doors import api, today
from followup.routes.pages import pages
from followup.slip_policies import SlipTaskPermission
from followup.words import Words

LISTS = ("coordinating_unit_ids", "informed_unit_ids")
LONGEST = 500


class SlipPath(BaseModel):
    """A slip."""

    slip_id: UUID


class TaskIn(BaseModel):
    """Work for a unit, ordered by a slip."""

    model_config = ConfigDict(extra="forbid")
    title: Words = Field(min_length=1, max_length=LONGEST)
    lead_unit_id: UUID
    coordinating_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    informed_unit_ids: list[UUID] = Field(default_factory=list, max_length=200)
    supervisor_id: UUID
    due_on: date | None = None


@api.post(
    "/slips/<uuid:slip_id>/tasks",
    operation_id="issueTaskFromSlip",
    summary="Tạo nhiệm vụ từ phiếu chuyển",
    responses={201: IssuedTask},
)
def post_task(path: SlipPath, body: TaskIn, header: WriteHeaders) -> Response:
    """Issue a task whose source is the slip."""
    wish = IssueFromSlip.model_validate(body.model_dump() | {"slip_id": path.slip_id})
    return answer(execute(issue_from_slip, wish), 201)


@pages.get("/routing/<uuid:slip_id>/task")
def slip_task(slip_id: UUID) -> ResponseReturnValue:
    """Show the task as the slip has it; one more tap issues it."""
    return _form(slip_id, None, Refusal())


@pages.post("/routing/<uuid:slip_id>/task")
def issue_slip_task(slip_id: UUID) -> ResponseReturnValue:
    """Issue the task; a mistake keeps what was typed."""
    typed: dict[str, Any] = {
        name: request.form.get(name, "") for name in ("title", "lead_unit_id", "supervisor_id")
    }
    typed |= {name: request.form.getlist(name) for name in LISTS}
    typed["due_on"] = request.form.get("due_on", "")
    given = {name: value for name, value in typed.items() if value}
    if "due_on" in given:
        given["due_on"] = typed_day(given["due_on"])

    def work() -> IssuedTask:
        return execute(issue_from_slip, IssueFromSlip.model_validate(given | {"slip_id": slip_id}))

    done, refusal = attempt(work)
    if done is None:
        return _form(slip_id, typed, refusal)
    flash(_("Đã giao nhiệm vụ %(code)s.", code=done.code), "success")
    return redirect(url_for("routing.slip", slip_id=slip_id), 303)


def _form(slip_id: UUID, typed: dict[str, Any] | None, refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        slip = access.slip(session, actor, slip_id, SlipPermission.READ)
        if not allows(actor, SlipTaskPermission.ISSUE, slip):
            raise NotFound("not_found", kind="slip")
        units = [(unit.id, unit.name) for unit in directory.units(session, today())]
        shown = typed or filled_in(slip, actor, today())
        context = {
            "slip": slip, "symbol": slip.entry.symbol, "units": units,
            "people": directory.chosen(session, typed_id(str(shown["supervisor_id"]))),
            "typed": shown, "refusal": refusal,
        }  # fmt: skip
    return render_template("followup/slip_task.html", **context), refusal.status


def filled_in(slip: Slip, actor: Actor, day: date) -> dict[str, Any]:
    """Return the task as the slip has it: words, units by their parts, who orders, the day."""
    said = slip.instruction.strip().splitlines()
    lead = _units(slip, PartRole.LEAD) or [
        office.unit_id for office in actor.offices if office.role in DESK
    ]
    return {
        "title": (said[0] if said else slip.entry.abstract)[:LONGEST],
        "lead_unit_id": lead[0] if lead else "",
        "coordinating_unit_ids": _units(slip, PartRole.COORDINATE),
        "informed_unit_ids": _units(slip, PartRole.INFORM),
        "supervisor_id": slip.sender_id,
        "due_on": slip.due_on.isoformat() if slip.due_on and slip.due_on >= day else "",
    }


def _units(slip: Slip, role: PartRole) -> list[UUID]:
    return [part.unit_id for part in slip.parts if part.unit_id and part.role == role]
