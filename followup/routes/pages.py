"""Pages that show: one task, its story, the register of directives."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ecabinet.core.clock import utc_now
from ecabinet.core.outbox import last_seq
from ecabinet.web.requests import current_actor, platform
from followup.events import task_stream
from followup.exchange.queries import figures
from followup.labels import TaskLabel
from followup.models import Evaluation
from followup.queries.chases import pressed
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
