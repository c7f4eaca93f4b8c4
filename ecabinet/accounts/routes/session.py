"""The sign-in page, sign-out, and the person's own choices of language and look."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, logout_user

from ecabinet.accounts.appearance import CHOICES
from ecabinet.accounts.commands.preferences import ChoosePreferences, choose_preferences
from ecabinet.accounts.commands.sessions import EndSession, end_session, hash_secret
from ecabinet.accounts.routes.entering import enter_browser, safe_path
from ecabinet.accounts.signing_in import Attempt, sign_in
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import DomainError
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import execute, platform

pages = Blueprint("accounts", __name__)

WIPE = '"storage"'
"""What a browser forgets at sign-out (Clear-Site-Data): marks, ballots and papers kept on it."""


@pages.get("/sign-in", endpoint="sign_in")
def sign_in_form() -> ResponseReturnValue:
    """Show the sign-in form, or go on when signed in already."""
    if current_user.is_authenticated:
        return redirect(safe_path(request.values.get("next", "")))
    return render_template("accounts/sign_in.html", error="", username="")


@pages.post("/sign-in", endpoint="sign_in_post")
def sign_in_by_form() -> ResponseReturnValue:
    """Check user name and password; begin a session in this browser or ask for the next step."""
    attempt = Attempt(
        username=request.form.get("username", "")[:100],
        password=request.form.get("password", "")[:1000],
        address=request.remote_addr or "",
        device=request.user_agent.string,
        kind="browser",
        remember=bool(request.form.get("remember")),
    )
    try:
        outcome = sign_in(platform(), throttle(), attempt)
    except DomainError as error:
        page = render_template(
            "accounts/sign_in.html", error=sentence(error), username=attempt.username
        )
        return page, STATUS[type(error)]
    return enter_browser(outcome, request.form.get("next", ""))


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on the server; the browser forgets it and what it kept of our pages."""
    if current_user.is_authenticated:
        platform().store.execute(
            current_user.actor,
            end_session,
            EndSession(secret_hash=hash_secret(current_user.get_id())),
        )
    logout_user()
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = WIPE
    return response


@pages.post("/preferences")
def preferences() -> ResponseReturnValue:
    """Keep the choices of look and hand: with the person, or with this browser before sign-in."""
    chosen = {k: request.form.get(k) for k in CHOICES}
    if current_user.is_authenticated:
        execute(choose_preferences, ChoosePreferences(**chosen))
    else:
        session.update({k: v for k, v in chosen.items() if v in CHOICES[k]})
    return redirect(safe_path(request.values.get("next", "")), 303)
