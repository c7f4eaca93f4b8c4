"""The home page: what needs me now. Features contribute their parts; nobody else knows them all."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.web.needs import Waiting, lined_up
from ecabinet.web.requests import current_actor, platform

home = Blueprint("home", __name__)

Part = Callable[[Session, Actor], Any]
Lists = Callable[[Any], Iterable[Waiting]]

_PARTS: dict[str, Part] = {}
_WAITING: dict[str, Lists] = {}


def register_part(name: str, query: Part, waiting: Lists | None = None) -> None:
    """Let a feature give the home page its part: the template sees it as `parts.<name>`.

    `waiting` makes of it, without asking the database, the lists of what waits for a deed.
    """
    _PARTS[name] = query
    if waiting is not None:
        _WAITING[name] = waiting


@home.get("/")
def index() -> ResponseReturnValue:
    """Show what waits for the person: meetings, votes, tasks to receive, do or accept."""
    actor = current_actor()
    with platform().store.reading() as session:
        parts = {name: query(session, actor) for name, query in _PARTS.items()}
    needs = lined_up(each for name, lists in _WAITING.items() for each in lists(parts[name]))
    facts = {"without_office": not actor.offices, "now": utc_now(), "all": "all" in request.args}
    return render_template("home.html", parts=parts, needs=needs, **facts)
