"""Who may listen to which stream, and catching up on what was missed."""

from collections.abc import Callable
from typing import Any

from flask import Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.errors import NotFound
from ecabinet.core.scopes import may_hear
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform

MayListen = Callable[[Session, Actor, str], bool]
MaySend = Callable[[Session, Actor, str, str], bool]

OF_SCREENS = "meeting"
"""The only kind of streams for a machine that shows a meeting's big screen."""

_LISTENERS: dict[str, MayListen] = {}
_SENDERS: dict[str, MaySend] = {}

api = api_blueprint("streams", "live")


def register_stream(kind: str, may_listen: MayListen, may_send: MaySend | None = None) -> None:
    """Let a feature say who may listen to streams named `kind:…`.

    may_send(session, actor, stream, kind of sign): who may send what may be lost; None: nobody.
    """
    _LISTENERS[kind] = may_listen
    if may_send is not None:
        _SENDERS[kind] = may_send


def may_listen(session: Session, actor: Actor, stream: str) -> bool:
    """Whether `actor` may see what is announced on `stream`. An unknown kind is refused."""
    kind = stream.partition(":")[0]
    rule = _LISTENERS.get(kind)
    if actor.screen_of is not None and kind != OF_SCREENS:
        return False
    return rule is not None and may_hear(actor, stream) and rule(session, actor, stream)


def may_send(session: Session, actor: Actor, stream: str, kind: str) -> bool:
    """Whether `actor` may send a sign of `kind` that may be lost to those who hear `stream`.

    A program with a token has neither hand nor face, nor has a screen on the wall.
    """
    rule = _SENDERS.get(stream.partition(":")[0])
    if actor.token is not None or actor.screen_of is not None:
        return False
    return rule is not None and rule(session, actor, stream, kind)


class ChangesQuery(BaseModel):
    """Which events are asked for."""

    stream: str = Field(min_length=1, max_length=200)
    after: int = Field(0, ge=0)


class LiveEvent(BaseModel):
    """One committed event, exactly as pushed."""

    stream: str
    seq: int
    type: str
    payload: dict[str, Any]
    actor: str | None
    at: str


class Changes(BaseModel):
    """Events in order; `complete` is false when there are more after `last`.

    `lost`: what came right after the number asked for is no longer kept; load the state anew.
    """

    stream: str
    events: list[LiveEvent]
    last: int
    complete: bool
    lost: bool = False


@api.get(
    "/changes", operation_id="listChanges", summary="Những gì đã đổi", responses={200: Changes}
)
def list_changes(query: ChangesQuery) -> Response:
    """Return what was announced on a stream after a number: gaps and reconnects are filled here."""
    actor = current_actor()
    with platform().store.reading() as session:
        if not may_listen(session, actor, query.stream):
            raise NotFound("not_found", kind="stream")
        # The newest number first: what comes between the two is seen by the second.
        newest = outbox.last_seq(session, query.stream)
        entries = outbox.changes(session, query.stream, query.after)
    follows = bool(entries) and entries[0].seq == query.after + 1
    return answer(
        Changes(
            stream=query.stream,
            events=[LiveEvent(**outbox.wire(entry)) for entry in entries],
            last=entries[-1].seq if entries else newest,
            complete=len(entries) < outbox.PAGE,
            lost=newest > query.after and not follows,
        )
    )
