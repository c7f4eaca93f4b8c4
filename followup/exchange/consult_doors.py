"""askOpinion, and the form by which an opinion is asked for."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.queries import directory
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup import access, states
from followup.exchange.consult import MOST_ASKED, AskedOpinion, AskOpinion, ask_opinion
from followup.policies import TaskPermission
from followup.routes.doors import TaskPath, api, load_task, today
from followup.routes.pages import pages
from followup.states import TaskAction
from followup.words import Words

LISTS = ("unit_ids", "person_ids")


class OpinionBody(BaseModel):
    """What is asked, of which units and people, and until when."""

    model_config = ConfigDict(extra="forbid")
    text: Words = Field(min_length=1, max_length=5_000)
    unit_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    person_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    due_on: date


@api.post(
    "/tasks/<uuid:task_id>/consultations",
    operation_id="askOpinion",
    summary="Xin ý kiến đơn vị hoặc người về nhiệm vụ",
    responses={201: AskedOpinion},
)
def post_consultation(path: TaskPath, body: OpinionBody, header: WriteHeaders) -> Response:
    """Ask for opinions; they are given by sayAboutTask with `answers_id`."""
    asked = execute(ask_opinion, AskOpinion(task_id=path.task_id, **body.model_dump()))
    return answer(asked, 201)


@pages.get("/tasks/<uuid:task_id>/consultation")
def consultation(task_id: UUID) -> ResponseReturnValue:
    """Show the form."""
    with platform().store.reading() as session:
        found = access.task(session, current_actor(), task_id, TaskPermission.CONSULT)
        states.after(found.state, TaskAction.CONSULT)
    empty = {"text": "", "due_on": "", "unit_ids": [], "person_ids": []}
    return _form(task_id, empty, Refusal())


@pages.post("/tasks/<uuid:task_id>/consultation")
def consult(task_id: UUID) -> ResponseReturnValue:
    """Ask; a mistake keeps what was typed."""
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in ("text", "due_on")}
    typed |= {name: request.form.getlist(name) for name in LISTS}
    given = {name: value for name, value in typed.items() if value}
    if "due_on" in given:
        given["due_on"] = typed_day(given["due_on"])
    cmd = given | {"task_id": task_id}
    done, refusal = attempt(lambda: execute(ask_opinion, AskOpinion.model_validate(cmd)))
    if done is None:
        return _form(task_id, typed, refusal)
    flash(_("Đã gửi xin ý kiến."), "success")
    return redirect(url_for("followup.messages", task_id=task_id) + f"#m-{done.id}", 303)


def _form(task_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    task = load_task(task_id)
    with platform().store.reading() as session:
        units = [(unit.id, unit.name) for unit in directory.units(session, today())]
        people = directory.chosen(session, *(typed_id(one) for one in typed["person_ids"]))
    page = render_template(
        "followup/consult.html",
        task=task, typed=typed, refusal=refusal, units=units, people=people,
    )  # fmt: skip
    return page, refusal.status
