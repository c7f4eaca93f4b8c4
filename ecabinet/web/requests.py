"""What a route needs from the request: the platform, the actor, the request id."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar, cast

from flask import current_app, g, request
from flask_login import current_user
from pydantic import BaseModel
from sqlalchemy.orm import Session

from ecabinet import concurrency
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, SignedOut
from ecabinet.core.unit_of_work import UnitOfWork
from ecabinet.platform import Platform

C = TypeVar("C", bound=BaseModel)
R = TypeVar("R", bound=BaseModel | None)

REQUEST_ID_LIMIT = 100


def platform() -> Platform:
    """Return the platform of this process."""
    return cast(Platform, current_app.extensions["ecabinet"])


def current_actor() -> Actor:
    """Return who is signed in. Raises SignedOut; `g` may hold the reason."""
    if not current_user.is_authenticated:
        raise SignedOut(g.get("signed_out_because", "signed_out"))
    return cast(Actor, current_user.actor)


def request_id() -> str | None:
    """Return the client's id of this request: header of the API, hidden field of a form."""
    given = request.headers.get("Idempotency-Key") or request.form.get("request_id")
    if given and len(given) > REQUEST_ID_LIMIT:
        raise Invalid("request.id_too_long", field="Idempotency-Key")
    return given or None


def execute(command: Callable[[UnitOfWork, C], R], payload: C) -> R:
    """Run `command` for the person signed in, once per request id."""
    return platform().store.execute(current_actor(), command, payload, request_id=request_id())


def frame_session() -> Session:
    """Return the session behind a page's frame: navigation, bell and menu ask one snapshot.

    What a template asks for itself is asked here too: a request holds one connection at a time, or
    many requests could wait for each other's. It is closed with the request, or before a write.
    """
    if "frame_session" not in g:
        g.frame = ExitStack()
        g.frame_session = g.frame.enter_context(platform().store.reading())
    return cast(Session, g.frame_session)


def close_frame(_error: BaseException | None = None) -> None:
    """Close the session of the page's frame, if this request had one."""
    if "frame" in g:
        g.pop("frame_session")
        g.pop("frame").close()


def tablets_first() -> None:
    """Let the relay send what was just committed before a long answer to one person is composed."""
    concurrency.sleep(0)
