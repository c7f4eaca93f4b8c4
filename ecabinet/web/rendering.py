"""What templates may use: filters for dates and names, the navigation, versions of assets."""

import re
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, g, request, url_for
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.web.requests import close_frame, frame_session


@dataclass(frozen=True)
class NavItem:
    """One of the six places; `badge` counts what waits there for the person (0: nothing)."""

    endpoint: str
    url: str
    label: str
    icon: str
    badge: int
    current: bool


# endpoint → icon; the words are in _labels so that they are translated per request.
PLACES = {
    "home.index": "home",
    "meetings.index": "meeting",
    "followup.tasks": "tasks",
    "followup.dashboard": "chart",
    "documents.index": "file",
    "calendar.index": "calendar",
}

# Words joined by hyphens and slashes, short enough to stand on one line of a phone.
SYMBOL = re.compile(r"((?<![^\W_])(?=\S{3,24}(?!\S))[^\W_]+(?:[-/][^\W_]+)+)")

BADGES: dict[str, Callable[[Session, Actor], int]] = {}


def register_badge(endpoint: str, count: Callable[[Session, Actor], int]) -> None:
    """Let a feature count what waits for a person at one of the six places."""
    BADGES[endpoint] = count


_BELOW: dict[str, str] = {}


def stands_below(place: str, *endpoints: str) -> None:
    """Let pages stand below a place that is not the first of their feature."""
    _BELOW.update(dict.fromkeys(endpoints, place))


def init_rendering(app: Flask, asset_version: str, office_name: str) -> None:
    """Give templates their filters and globals."""
    app.jinja_env.filters.update(
        date=show_date,
        time=show_time,
        datetime=show_datetime,
        until=show_until,
        iso=show_iso,
        initials=initials,
        percent=show_percent,
        symbol=keep_symbols,
        typed_date=show_typed_date,
        figure=format_decimal,
    )
    app.jinja_env.globals.update(
        asset_version=asset_version,
        office_name=office_name,
        new_request_id=lambda: str(uuid.uuid4()),
    )
    app.context_processor(lambda: {"nav_items": _navigation(app)})
    app.teardown_appcontext(close_frame)


def show_date(value: date | datetime | None) -> str:
    """dd/mm/yyyy in the office's zone; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = office_time(value)
    return value.strftime("%d/%m/%Y")


def show_time(value: datetime | None) -> str:
    """HH:MM, 24 hours, in the office's zone."""
    return office_time(value).strftime("%H:%M") if value else ""


def show_datetime(value: datetime | None) -> str:
    """dd/mm/yyyy, HH:MM in the office's zone."""
    return office_time(value).strftime("%d/%m/%Y, %H:%M") if value else ""


def show_until(ends: datetime, starts: datetime) -> str:
    """HH:MM in the office's zone, with the day when it is another than that of `starts`."""
    alone = office_time(ends).date() == office_time(starts).date()
    return show_time(ends) if alone else f"{show_time(ends)} {show_date(ends)}"


def show_iso(value: datetime | date | None) -> str:
    """ISO 8601, for <time datetime> and scripts."""
    return value.isoformat() if value else ""


def show_percent(value: float) -> str:
    """A share of one as "73,3 %", or "73.3 %" in English."""
    text = f"{value * 100:.1f}".rstrip("0").rstrip(".")
    locale = get_locale()
    english = locale is not None and locale.language == "en"
    return f"{text if english else text.replace('.', ',')} %"


def initials(name: str) -> str:
    """Two letters for the avatar: of the last two words, as "KH" for Đỗ Khắc Hiển."""
    words = unicodedata.normalize("NFC", name).split()
    return "".join(word[0].upper() for word in words[-2:])


def keep_symbols(text: str) -> Markup:
    """Return `text`, escaped, with each symbol (23-CT/TU, NV-001, 10/2026) kept on one line.

    The letters stay as they are, so that what is copied from the page is found again. What is
    Markup already passes through.
    """
    if isinstance(text, Markup):
        return text
    parts = SYMBOL.split(str(text))
    kept = (_kept(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return Markup().join(kept)


def _kept(token: str) -> Markup:
    """A symbol carries a figure or a capital; "và/hoặc" may break."""
    is_symbol = any(letter.isdigit() or letter.isupper() for letter in token)
    return Markup('<span class="nowrap">{}</span>').format(token) if is_symbol else escape(token)


def show_typed_date(value: str | date | None) -> str:
    """A date field's value as it is typed: an ISO day turned to dd/mm/yyyy, the rest as it was."""
    if isinstance(value, date):
        return show_date(value)
    try:
        return show_date(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""


def _labels() -> dict[str, str]:
    return {
        "home.index": _("Trang chủ"),
        "meetings.index": _("Cuộc họp"),
        "followup.tasks": _("Nhiệm vụ"),
        "followup.dashboard": _("Theo dõi"),
        "documents.index": _("Văn bản"),
        "calendar.index": _("Lịch"),
    }


def _navigation(app: Flask) -> list[NavItem]:
    if g.get("without_database") or not current_user.is_authenticated:
        return []
    labels = _labels()
    place = (request.endpoint or "").split(".")[0]
    endpoint = _BELOW.get(request.endpoint or "", request.endpoint)
    here = endpoint if endpoint in PLACES else _first_place(place)
    return [
        NavItem(
            endpoint, url_for(endpoint), labels[endpoint], icon, _badge(endpoint), endpoint == here
        )
        for endpoint, icon in PLACES.items()
        if endpoint in app.view_functions
    ]


def _first_place(blueprint: str) -> str | None:
    return next((e for e in PLACES if e.split(".")[0] == blueprint), None)


def _badge(endpoint: str) -> int:
    count = BADGES.get(endpoint)
    return count(frame_session(), current_user.actor) if count else 0
