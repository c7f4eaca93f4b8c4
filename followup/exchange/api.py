"""listTaskMessages, sayAboutTask, withdrawTaskMessage, askTaskAgain."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.strict import OF_EVERY_FORM
from followup.exchange.commands import (
    MOST_MENTIONS,
    MessageRef,
    SayAboutTask,
    ask_again,
    say_about_task,
    withdraw_message,
)
from followup.exchange.incoming import keep_files
from followup.exchange.queries import Message, thread
from followup.routes.doors import TaskPath, api
from followup.routes.out import NamedOut, Out
from followup.routes.schemas import EvidenceOut
from followup.words import Words


class MessagePath(BaseModel):
    """Which message."""

    message_id: UUID


class Which(BaseModel):
    """The page before a message (`earlier` of the answer before), or up to one, with it."""

    before: UUID | None = None
    upto: UUID | None = None


class MessageBody(BaseModel):
    """What to say. `private`: to the issuer alone; `question`: an answer is expected."""

    model_config = ConfigDict(extra="forbid")
    text: Words = Field(min_length=1, max_length=5_000)
    private: bool = False
    question: bool = False
    answers_id: UUID | None = None
    mentions: list[UUID] = Field(default_factory=list, max_length=MOST_MENTIONS)


class ConsultOut(Out):
    """A unit or person asked for an opinion, until when, and whether it was given."""

    name: str
    unit: bool
    due_on: date
    answered_at: datetime | None


class MessageOut(Out):
    """A message; taken back it has no words. `open`: a question that waits for an answer."""

    id: UUID
    author: NamedOut
    at: datetime
    text: str
    private: bool
    question: bool
    open: bool
    settled_at: datetime | None
    withdrawn: bool
    answers_id: UUID | None
    consults: list[ConsultOut]
    mentions: list[NamedOut]
    files: list[EvidenceOut]

    @model_validator(mode="before")
    @classmethod
    def _of(cls, message: Any) -> Any:
        if not isinstance(message, Message):
            return message
        named = {"open": message.is_open, "answers_id": message.answers}
        return {
            name: named[name] if name in named else getattr(message, name)
            for name in cls.model_fields
        }


class ThreadOut(Out):
    """Messages, oldest first; `earlier` is the key for `before`; every question that waits."""

    messages: list[MessageOut]
    earlier: UUID | None
    open_questions: list[MessageOut]
    concerned: list[NamedOut]


def _answer(task_id: UUID, which: Which | None = None, status: int = 200) -> Response:
    with platform().store.reading() as session:
        page = which.model_dump() if which else {}
        found = thread(session, current_actor(), task_id, **page)
    return answer(ThreadOut.model_validate(found), status)


@api.get(
    "/tasks/<uuid:task_id>/messages",
    operation_id="listTaskMessages",
    summary="Trao đổi về một nhiệm vụ",
    responses={200: ThreadOut},
)
def list_messages(path: TaskPath, query: Which) -> Response:
    """List what was said, the newest page first; private notes only to those they are for."""
    return _answer(path.task_id, query)


def _content() -> dict[str, Any]:
    schema = MessageBody.model_json_schema()
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    with_files = schema | {"properties": schema["properties"] | {"files": files}}
    return {
        "required": True,
        "content": {
            "application/json": {"schema": schema},
            "multipart/form-data": {"schema": with_files},
        },
    }


@api.post(
    "/tasks/<uuid:task_id>/messages",
    operation_id="sayAboutTask",
    summary="Trao đổi, hỏi, trả lời hay nhắn riêng người giao",
    responses={201: ThreadOut},
    openapi_extensions={"requestBody": _content()},
)
def say(path: TaskPath, header: WriteHeaders) -> Response:
    """Say something about the task, as JSON or, with `files`, as a form."""
    if request.is_json:
        body, sent = MessageBody.model_validate(request.get_json()), []
    else:
        left = (*OF_EVERY_FORM, "files", "mentions")
        typed: dict[str, Any] = {n: v for n, v in request.form.items() if v and n not in left}
        typed["mentions"] = request.form.getlist("mentions")
        body, sent = MessageBody.model_validate(typed), request.files.getlist("files")
    files = keep_files(path.task_id, sent)
    execute(say_about_task, SayAboutTask(task_id=path.task_id, files=files, **body.model_dump()))
    return _answer(path.task_id, status=201)


@api.delete(
    "/task-messages/<uuid:message_id>",
    operation_id="withdrawTaskMessage",
    summary="Rút lại lời trao đổi của mình",
    responses={204: None},
)
def withdraw(path: MessagePath, header: WriteHeaders) -> Response:
    """Take a message of one's own back."""
    execute(withdraw_message, MessageRef(id=path.message_id))
    return Response(status=204)


@api.post(
    "/task-messages/<uuid:message_id>/reopening",
    operation_id="askTaskAgain",
    summary="Hỏi lại khi câu trả lời chưa rõ",
    responses={204: None},
)
def reopen(path: MessagePath, header: WriteHeaders) -> Response:
    """Open a question of one's own again."""
    execute(ask_again, MessageRef(id=path.message_id))
    return Response(status=204)
