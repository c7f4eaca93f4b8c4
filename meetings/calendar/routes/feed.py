"""One's subscription: the page that makes the address, and the address itself."""

import secrets
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request
from flask import url_for as _url
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from ecabinet.concurrency import run_blocking
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.throttle import Throttle
from meetings.calendar.commands.feeds import (
    EndFeed,
    FeedTerms,
    NoteFeed,
    RenewFeed,
    end_feed,
    note_feed,
    renew_feed,
    set_feed,
)
from meetings.calendar.feed_text import feed_text
from meetings.calendar.queries.feed import Subscription, events, own_feed, subscription
from meetings.calendar.states import Secrets
from meetings.calendar.words import SECRETS

own = Blueprint("calendar_feed", __name__, url_prefix="/account/calendar")
open_address = Blueprint("calendar_address", __name__)
TYPE = "text/calendar; charset=utf-8"
TIMES, MINUTES = 60, 10


def hash_secret(secret: str) -> str:
    """Return what is kept: 256 random bits need no more than a plain hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@own.get("")
def show() -> ResponseReturnValue:
    """Show whether there is an address, and how secret things are told."""
    return _page("")


@own.post("")
def renew() -> ResponseReturnValue:
    """Make an address and show it, this once."""
    secret = secrets.token_urlsafe(32)
    wish = RenewFeed(secret_hash=hash_secret(secret), secrets=_chosen())
    execute(renew_feed, wish)
    return _page(_url("calendar_address.subscribe", secret=secret, _external=True))


@own.post("/terms")
def change() -> ResponseReturnValue:
    """Say how secret things are told."""
    execute(set_feed, FeedTerms(secrets=_chosen()))
    flash(_("Đã lưu."), "success")
    return redirect(_url("calendar_feed.show"), 303)


@own.post("/end")
def end() -> ResponseReturnValue:
    """Switch it off."""
    execute(end_feed, EndFeed())
    flash(_("Đã tắt. Địa chỉ cũ không mở được nữa."), "success")
    return redirect(_url("calendar_feed.show"), 303)


def _chosen() -> Secrets:
    return Secrets.HIDDEN if request.form.get("secrets") == Secrets.HIDDEN else Secrets.BUSY


def _page(address: str) -> str:
    actor = current_actor()
    assert actor.person_id is not None
    with platform().store.reading() as session:
        feed = own_feed(session, actor.person_id)
    return render_template(
        "meetings/calendar/feed.html", feed=feed, address=address, choices=SECRETS.items()
    )


@open_address.get("/ics/<secret>.ics")
def subscribe(secret: str) -> ResponseReturnValue:
    """Answer a calendar program. Whatever is wrong, there is nothing here: 404."""
    throttle: Throttle = current_app.extensions["ecabinet.throttle"]
    hashed, now = hash_secret(secret), utc_now()
    # Many people of an office come from one address; each program asks about once an hour.
    throttle.check("ics", hashed, times=TIMES, minutes=MINUTES)
    throttle.check("ics-from", request.remote_addr or "", times=TIMES * 20, minutes=MINUTES)
    with platform().store.reading() as session:
        found = subscription(session, hashed, now)
        told = events(session, found.actor, now) if found else []
    if found is None:
        raise NotFound
    with force_locale(found.actor.language):
        name, busy = _("Lịch họp · %(name)s", name=found.actor.name), _("Bận")
    text = run_blocking(feed_text, told, found.secrets, name, busy)
    return _answer(text, hashed, found)


def _answer(text: str, hashed: str, found: Subscription) -> Response:
    etag, changed_at = sha256(text.encode()).hexdigest()[:32], found.changed_at
    if etag != found.etag:
        platform().store.execute(SYSTEM, note_feed, NoteFeed(secret_hash=hashed, etag=etag))
        changed_at = utc_now()
    answer: Any = Response(text, content_type=TYPE)
    answer.set_etag(etag)
    answer.last_modified = changed_at
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    return answer.make_conditional(request)  # type: ignore[no-any-return]
