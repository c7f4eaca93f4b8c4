"""Pages of chasing: what will be sent, the form to press a unit, one act of chasing."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Invalid
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.commands.chase import ChaseTasks, chase_tasks
from followup.models import ReminderKind
from followup.queries.chase_form import chase_detail, chase_form
from followup.queries.outlook import outlook
from followup.routes.doors import today
from followup.routes.letters import letter_file
from followup.routes.pages import pages
from followup.routes.seeing import offers_chasing


def _kind() -> ReminderKind:
    asked = request.args.get("kind", "")
    return ReminderKind(asked) if asked in list(ReminderKind) else ReminderKind.REMIND


def _day() -> date | None:
    asked = typed_day(request.args.get("day", ""))
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise Invalid("outlook.day_outside", field="day") from None


@pages.get("/chasing")
def chasing() -> ResponseReturnValue:
    """Show what will be sent in the next fourteen days, and why."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = outlook(session, actor, utc_now(), _day(), _kind(), request.args.get("after"))
    return render_template(
        "followup/chasing.html", found=found, Kind=ReminderKind, today=today(),
        paged="after" in request.args, may_chase=offers_chasing(actor),
    )  # fmt: skip


@pages.get("/tasks/<uuid:task_id>/chase")
def chase(task_id: UUID) -> ResponseReturnValue:
    """Show the form to press the lead unit of a task."""
    return _form(task_id, {"task_ids": [str(task_id)]}, Refusal())


@pages.post("/tasks/<uuid:task_id>/chase")
def do_chase(task_id: UUID) -> ResponseReturnValue:
    """Press the unit; a mistake keeps what was typed."""
    names = ("text", "answer_by", "letter", "body_id", "signer_id")
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in names}
    typed["task_ids"] = request.form.getlist("task_ids")
    given = {name: value for name, value in typed.items() if value}
    if "answer_by" in given:
        given["answer_by"] = typed_day(given["answer_by"])
    done, refusal = attempt(lambda: execute(chase_tasks, ChaseTasks.model_validate(given)))
    if done is None:
        return _form(task_id, typed, refusal)
    if done.document_id is not None:
        flash(_("Đã đôn đốc và lập dự thảo công văn. Văn thư cấp số rồi trình ký."), "success")
        return redirect(url_for("followup.chase_page", chase_id=done.id), 303)
    flash(_("Đã đôn đốc. Người làm và đơn vị chủ trì đã được báo."), "success")
    return redirect(url_for("followup.task", task_id=task_id), 303)


def _form(task_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        found = chase_form(session, current_actor(), task_id, today())
    page = render_template("followup/chase.html", form=found, typed=typed, refusal=refusal)
    return page, refusal.status


@pages.get("/chases/<uuid:chase_id>")
def chase_page(chase_id: UUID) -> ResponseReturnValue:
    """Show one act of chasing with its letter."""
    with platform().store.reading() as session:
        found = chase_detail(session, current_actor(), chase_id, today())
    return render_template("followup/chased.html", chase=found)


@pages.get("/chases/<uuid:chase_id>/letter.pdf")
def chase_letter_pdf(chase_id: UUID) -> Response:
    """Give the letter as it would be printed now, before it has its number."""
    return letter_file(chase_id)
