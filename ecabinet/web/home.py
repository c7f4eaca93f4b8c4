"""The home page: what needs me now. Features contribute their parts; nobody else knows them all."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.web.requests import current_actor, platform

home = Blueprint("home", __name__)

Part = Callable[[Session, Actor], Any]

_PARTS: dict[str, Part] = {}


def register_part(name: str, query: Part) -> None:
    """Let a feature give the home page its part: the template sees it as `parts.<name>`."""
    _PARTS[name] = query


@home.get("/")
def index() -> ResponseReturnValue:
    """Show what waits for the person: meetings, votes, tasks to receive, do or accept."""
    actor = current_actor()
    with platform().store.reading() as session:
        parts = {name: query(session, actor) for name, query in _PARTS.items()}
    facts = {"without_office": not actor.offices, "now": utc_now()}
    return render_template("home.html", parts=parts, **facts)
