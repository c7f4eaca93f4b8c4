"""putProposalOnAgenda, and the form by which an approved proposal becomes an agenda item."""

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from followup.paths import proposal_path
from followup.proposals import access, states
from followup.proposals.policies import ProposalPermission
from followup.proposals.states import ProposalAction
from meetings.commands.agenda import ItemRef
from meetings.commands.agenda_from_proposal import PutOnAgenda, put_on_agenda
from meetings.fields import ItemMinutes, ShortText, Title
from meetings.queries.agendas import agendas_to_edit
from meetings.routes.doors import api
from meetings.routes.pages import pages


class ApprovedPath(BaseModel):
    """Which proposal."""

    proposal_id: UUID


class ProposalItemIn(BaseModel):
    """The meeting, and the item at the end of its agenda."""

    model_config = ConfigDict(extra="forbid")
    meeting_id: UUID
    title: Title
    minutes: ItemMinutes = 15
    presenter_unit: ShortText = ""


@api.post(
    "/proposals/<uuid:proposal_id>/agenda-items",
    operation_id="putProposalOnAgenda",
    summary="Đưa đề xuất đã đồng ý vào chương trình họp",
    responses={201: ItemRef},
)
def post_proposal_item(path: ApprovedPath, body: ProposalItemIn, header: WriteHeaders) -> Response:
    """Add an item to the agenda of a meeting that the caller prepares."""
    wish = PutOnAgenda(proposal_id=path.proposal_id, **body.model_dump())
    return answer(execute(put_on_agenda, wish), 201)


@pages.get("/proposals/<uuid:proposal_id>/agenda")
def proposal_item(proposal_id: UUID) -> ResponseReturnValue:
    """Show the form, filled in from the proposal."""
    return _form(proposal_id, None, Refusal())


@pages.post("/proposals/<uuid:proposal_id>/agenda")
def do_proposal_item(proposal_id: UUID) -> ResponseReturnValue:
    """Add the item; a mistake keeps what was typed."""
    names = ("meeting_id", "title", "minutes", "presenter_unit")
    typed = {name: request.form.get(name, "") for name in names}
    given = {name: value for name, value in typed.items() if value} | {"proposal_id": proposal_id}
    done, refusal = attempt(lambda: execute(put_on_agenda, PutOnAgenda.model_validate(given)))
    if done is None:
        return _form(proposal_id, typed, refusal)
    flash(_("Đã đưa đề xuất vào chương trình họp."), "success")
    return redirect(url_for("meetings.detail", meeting_id=UUID(typed["meeting_id"])), 303)


def _form(proposal_id: UUID, typed: dict[str, Any] | None, refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.proposal(session, actor, proposal_id, ProposalPermission.USE)
        states.after(row.state, ProposalAction.USE)
        filled = {"title": row.title, "minutes": 15, "presenter_unit": row.unit.name}
        context = {
            "code": row.code, "back": proposal_path(row.id), "wish": row.wish, "refusal": refusal,
            "typed": typed or filled, "meetings": agendas_to_edit(session, actor),
        }  # fmt: skip
    return render_template("meetings/proposal_item.html", **context), refusal.status
