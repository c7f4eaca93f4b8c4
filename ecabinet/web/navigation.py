"""The six places of the navigation, which of them a page belongs to, and what waits there."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.web.requests import close_frame, frame_session

# endpoint → icon; the words are in _labels so that they are translated per request.
PLACES = {
    "home.index": "home",
    "meetings.index": "meeting",
    "followup.tasks": "tasks",
    "followup.dashboard": "chart",
    "documents.index": "file",
    "calendar.index": "calendar",
}

_badges: dict[str, Callable[[Session, Actor], int]] = {}
_below: dict[str, str] = {}


@dataclass(frozen=True)
class NavItem:
    """One of the six places; `badge` counts what waits there for the person (0: nothing)."""

    endpoint: str
    url: str
    label: str
    icon: str
    badge: int
    current: bool


def register_badge(place: str, count: Callable[[Session, Actor], int]) -> None:
    """Let a feature count what waits for a person at one of the places."""
    _badges[place] = count


def stands_below(place: str, *pages: str) -> None:
    """Let pages stand below a place: a whole blueprint ("register"), or one ("followup.weekly")."""
    _below.update(dict.fromkeys(pages, place))


def init_navigation(app: Flask) -> None:
    """Give templates the places."""
    app.context_processor(lambda: {"nav_items": _items(app)})
    app.teardown_appcontext(close_frame)


def place_of(endpoint: str) -> str | None:
    """Return the place that a page stands below; None for what belongs to none, as one's account.

    Below that of its blueprint, if nothing else is said.
    """
    blueprint = endpoint.split(".")[0]
    if endpoint in PLACES:
        return endpoint
    first = next((place for place in PLACES if place.split(".")[0] == blueprint), None)
    return _below.get(endpoint) or _below.get(blueprint) or first


def _items(app: Flask) -> list[NavItem]:
    if g.get("without_database") or not current_user.is_authenticated:
        return []
    labels, here = _labels(), place_of(request.endpoint or "")
    return [
        NavItem(place, url_for(place), labels[place], icon, _waiting(place), place == here)
        for place, icon in PLACES.items()
        if place in app.view_functions
    ]


def _labels() -> dict[str, str]:
    return {
        "home.index": _("Trang chủ"),
        "meetings.index": _("Cuộc họp"),
        "followup.tasks": _("Nhiệm vụ"),
        "followup.dashboard": _("Theo dõi"),
        "documents.index": _("Văn bản"),
        "calendar.index": _("Lịch"),
    }


def _waiting(place: str) -> int:
    count = _badges.get(place)
    return count(frame_session(), current_user.actor) if count else 0
