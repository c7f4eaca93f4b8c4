"""From the outcome of a sign-in to the browser: its session, or the second step."""

from urllib.parse import urlsplit

from flask import redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from ecabinet.accounts.appearance import CHOICES
from ecabinet.accounts.commands.preferences import ChoosePreferences, choose_preferences
from ecabinet.accounts.commands.sessions import Need
from ecabinet.accounts.completing import Begun, Outcome, Step
from ecabinet.accounts.current_user import load
from ecabinet.accounts.second_steps import find_step, start_enrolment
from ecabinet.web.requests import platform

STEP = "sign_in_step"


def enter_browser(outcome: Outcome, wanted: str) -> ResponseReturnValue:
    """Begin the browser's session and go to `wanted`, or lead to the second factor.

    `wanted` may come from anybody: only a path of our own is followed. For pages of every way to
    sign in, single sign-on too.
    """
    if isinstance(outcome, Step):
        remember_step(outcome)
        return redirect(url_for("second_step.show", next=safe_path(wanted)), 303)
    begin_in_browser(outcome)
    return redirect(safe_path(wanted), 303)


def remember_step(step: Step) -> None:
    """Keep the challenge in the (signed) cookie; it gives no right."""
    _forget_all_but_choices()
    session[STEP] = {"challenge": step.challenge}
    if step.need is Need.ENROL:
        start_enrolment(platform(), find_step(platform(), step.challenge).person_id)


def begin_in_browser(begun: Begun) -> None:
    """Put the new secret into a new session: nothing from before the sign-in lives on."""
    user = load(begun.secret)
    assert user is not None
    chosen = _forget_all_but_choices()
    for name in chosen:
        session.pop(name)
    session.permanent = begun.remember
    login_user(user)
    if chosen:
        # What was chosen on the sign-in page is the person's own choice from now on.
        platform().store.execute(user.actor, choose_preferences, ChoosePreferences(**chosen))


def _forget_all_but_choices() -> dict[str, str]:
    chosen = {name: session[name] for name in CHOICES if name in session}
    session.clear()
    session.update(chosen)
    return chosen


def safe_path(wanted: str) -> str:
    """Return `wanted` when it is a path of our own, else the home page.

    Browsers drop tabs and line breaks from addresses and read a backslash as a slash, so none of
    these may stand in it; two slashes at the beginning, also written %2f, name another host.
    """
    if not wanted.startswith("/") or not wanted.isprintable() or "\\" in wanted:
        return "/"
    start = wanted[:6].lower().replace("%2f", "/").replace("%5c", "/")
    parts = urlsplit(wanted)
    return "/" if start.startswith("//") or parts.netloc or parts.scheme else wanted
