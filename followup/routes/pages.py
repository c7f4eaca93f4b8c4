"""Pages that show: one task, its story, the register of directives."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.outbox import last_seq
from ecabinet.core.permissions import allows
from ecabinet.web.errors import STATUS, field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.commands.directives import RegisterDirective, register_directive
from followup.events import task_stream
from followup.exchange.queries import figures
from followup.labels import TaskLabel
from followup.models import Evaluation
from followup.policies import DirectivePermission
from followup.queries.chases import pressed
from followup.queries.directives import list_directives
from followup.queries.filters import LabelGroup
from followup.queries.outlook import when_next
from followup.queries.story import story as tell
from followup.queries.views import View
from followup.routes.assignment import documents_of
from followup.routes.doors import load_task, today
from followup.states import TaskState

pages = Blueprint("followup", __name__)
DAYS = ("issued_on", "received_on")


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the feature's tables."""
    return {
        "View": View,
        "Label": TaskLabel,
        "LabelGroup": LabelGroup,
        "State": TaskState,
        "Evaluation": Evaluation,
    }


@pages.get("/tasks/<uuid:task_id>")
def task(task_id: UUID) -> ResponseReturnValue:
    """Show one task, with the one next thing to do for who looks."""
    stream = task_stream(task_id)
    with platform().store.reading() as session:
        # Read before the task: what comes between the two is announced once too often, not lost.
        seq = last_seq(session, stream)
    found = load_task(task_id)
    with platform().store.reading() as session:
        talk = figures(session, current_actor(), task_id)
        sent = pressed(session, current_actor(), task_id)
        next_on = when_next(session, current_actor(), task_id, utc_now())
    return render_template(
        "followup/task.html", task=found, stream=stream, seq=seq, talk=talk, sent=sent,
        next_on=next_on, **documents_of(task_id),
    )  # fmt: skip


@pages.get("/tasks/<uuid:task_id>/story")
def story(task_id: UUID) -> ResponseReturnValue:
    """Tell the story of a task from its directive to its result."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = tell(session, actor, task_id, today())
    return render_template("followup/story.html", story=found)


@pages.get("/directives")
def directives() -> ResponseReturnValue:
    """Show the register of directives, with a form to enter one."""
    return _directives({}, {})


@pages.post("/directives")
def enter_directive() -> ResponseReturnValue:
    """Enter a directive; a mistake keeps what was typed."""
    typed = {name: request.form.get(name, "") for name in RegisterDirective.model_fields}
    given = {
        name: typed_day(value) if name in DAYS else value
        for name, value in typed.items()
        if value.strip()
    }
    try:
        entered = execute(register_directive, RegisterDirective.model_validate(given))
    except ValidationError as error:
        return _directives(typed, field_errors(error)), 422
    except (Invalid, Conflict) as error:
        field = str(error.params.get("field", "symbol"))
        return _directives(typed, {field: sentence(error)}), STATUS[type(error)]
    flash(_("Đã vào sổ %(symbol)s.", symbol=entered.symbol), "success")
    return redirect(url_for("followup.directives"), 303)


def _directives(typed: dict[str, str], errors: dict[str, str]) -> str:
    actor = current_actor()
    q = request.args.get("q", "")[:200]
    with platform().store.reading() as session:
        page = list_directives(session, actor, today(), q, request.args.get("after"))
    return render_template(
        "followup/directives.html",
        page=page, q=q, typed=typed, errors=errors, paged="after" in request.args,
        may_register=allows(actor, DirectivePermission.REGISTER, None),
    )  # fmt: skip
