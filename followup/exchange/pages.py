"""The page on which a task is talked about. A mistake keeps all that was typed or sent."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from documents.commands.upload import StoredFile
from ecabinet.core.errors import Conflict, DomainError, Invalid, TooLarge
from ecabinet.core.outbox import last_seq
from ecabinet.web.errors import STATUS, field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform
from followup.events import task_stream
from followup.exchange.commands import (
    MessageRef,
    SayAboutTask,
    ask_again,
    say_about_task,
    withdraw_message,
)
from followup.exchange.incoming import keep_files
from followup.exchange.queries import thread
from followup.routes.doors import load_task
from followup.routes.kept_files import seal, sent_files
from followup.routes.pages import pages

TO_SAY = (Invalid, Conflict, TooLarge)
FLAGS = ("private", "question")


@pages.get("/tasks/<uuid:task_id>/messages")
def messages(task_id: UUID) -> ResponseReturnValue:
    """Show what was said about a task, with the place to say something."""
    return _page(task_id, {}, {}, [])


@pages.post("/tasks/<uuid:task_id>/messages")
def say(task_id: UUID) -> ResponseReturnValue:
    """Say something."""
    typed: dict[str, Any] = {
        "text": request.form.get("text", ""),
        "answers_id": request.form.get("answers_id", ""),
        "mentions": request.form.getlist("mentions"),
        "kind": request.form.get("kind", ""),
    }
    given = {name: typed[name] for name in ("text", "answers_id", "mentions") if typed[name]}
    kept, errors = sent_files(task_id, keep_files)
    status = 422
    if not errors:
        try:
            flags = {name: typed["kind"] == name for name in FLAGS}
            fields = {"task_id": task_id, "files": kept, **given, **flags}
            execute(say_about_task, SayAboutTask.model_validate(fields))
        except ValidationError as error:
            errors = field_errors(error)
        except TO_SAY as error:
            errors, status = _said(error), STATUS[type(error)]
        else:
            flash(_("Đã gửi."), "success")
            return redirect(url_for("followup.messages", task_id=task_id) + "#newest", 303)
    return _page(task_id, typed, errors, kept), status


@pages.post("/tasks/<uuid:task_id>/messages/<uuid:message_id>/<any(withdrawal, reopening):deed>")
def message_deed(task_id: UUID, message_id: UUID, deed: str) -> ResponseReturnValue:
    """Take a message back, or ask again."""
    if deed == "withdrawal":
        execute(withdraw_message, MessageRef(id=message_id))
        flash(_("Đã rút lại."), "success")
    else:
        execute(ask_again, MessageRef(id=message_id))
        flash(_("Câu hỏi được mở lại."), "success")
    return redirect(url_for("followup.messages", task_id=task_id), 303)


def _said(error: DomainError) -> dict[str, str]:
    name = str(error.params.get("field", ""))
    return {"files" if name == "file" else name: sentence(error)}


def _page(
    task_id: UUID, typed: dict[str, Any], errors: dict[str, str], kept: list[StoredFile]
) -> str:
    before, upto = (request.args.get(name, type=UUID) for name in ("before", "upto"))
    stream, actor = task_stream(task_id), current_actor()
    with platform().store.reading() as session:
        seq = last_seq(session, stream)
        found = thread(session, actor, task_id, before, upto)
    return render_template(
        "followup/messages.html",
        task=load_task(task_id), thread=found, typed=typed, errors=errors, kept=kept,
        seal=seal(task_id, kept), stream=stream, seq=seq, paged=bool(before or upto),
        answering=_answering(found, typed),
    )  # fmt: skip


def _answering(found: Any, typed: dict[str, Any]) -> Any:
    """The message that is being replied to, by the address or by what was typed before."""
    wished = typed.get("answers_id") or request.args.get("answer", "")
    known = {str(each.id): each for each in (*found.open_questions, *found.messages)}
    return known.get(wished)
