"""The sign-in page, sign-out, and the person's own choices of language and look."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from ecabinet.accounts.commands.sessions import (
    CHOICES,
    ChoosePreferences,
    EndSession,
    choose_preferences,
    end_session,
    hash_secret,
)
from ecabinet.accounts.current_user import load
from ecabinet.accounts.signing_in import Attempt, sign_in
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import DomainError
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import execute, platform
from ecabinet.web.throttle import Throttle

pages = Blueprint("accounts", __name__)


def throttle() -> Throttle:
    """Return the rate limiter of this process."""
    limiter: Throttle = current_app.extensions["ecabinet.throttle"]
    return limiter


@pages.get("/sign-in", endpoint="sign_in")
def sign_in_form() -> ResponseReturnValue:
    """Show the sign-in form, or go on when signed in already."""
    if current_user.is_authenticated:
        return redirect(_next())
    return render_template("accounts/sign_in.html", error="", username="")


@pages.post("/sign-in", endpoint="sign_in_post")
def sign_in_by_form() -> ResponseReturnValue:
    """Check user name and password and begin a session in this browser."""
    settings = platform().settings
    remember = bool(request.form.get("remember"))
    attempt = Attempt(
        username=request.form.get("username", "")[:100],
        password=request.form.get("password", "")[:1000],
        address=request.remote_addr or "",
        device=request.user_agent.string,
        kind="browser",
        hours=settings.remember_days * 24 if remember else settings.session_hours,
    )
    try:
        secret = sign_in(platform(), throttle(), attempt)
    except DomainError as error:
        page = render_template(
            "accounts/sign_in.html", error=sentence(error), username=attempt.username
        )
        return page, STATUS[type(error)]
    user = load(secret)
    assert user is not None
    chosen = {name: session[name] for name in CHOICES if name in session}
    session.clear()
    session.permanent = remember
    login_user(user)
    if chosen:
        # What was chosen on the sign-in page is the person's own choice from now on.
        platform().store.execute(user.actor, choose_preferences, ChoosePreferences(**chosen))
    return redirect(_next(), 303)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on the server and forget it in the browser."""
    if current_user.is_authenticated:
        platform().store.execute(
            SYSTEM, end_session, EndSession(secret_hash=hash_secret(current_user.get_id()))
        )
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@pages.post("/preferences")
def preferences() -> ResponseReturnValue:
    """Keep language, theme and text size: with the person, or with this browser before sign-in."""
    chosen = {k: request.form.get(k) for k in ("language", "theme", "text_size")}
    if current_user.is_authenticated:
        execute(choose_preferences, ChoosePreferences(**chosen))
    else:
        session.update({k: v for k, v in chosen.items() if v in CHOICES[k]})
    return redirect(_next(), 303)


def _next() -> str:
    """Return where to go on: only a path of our own, never another host."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if safe and "\\" not in wanted else "/"
