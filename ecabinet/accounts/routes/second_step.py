"""The second step of signing in: a code of the authenticator, or setting it up first."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from ecabinet.accounts import second_steps
from ecabinet.accounts.commands.sessions import Need
from ecabinet.accounts.completing import Begun
from ecabinet.accounts.routes.entering import STEP, begin_in_browser, safe_path
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import Conflict, DomainError, Invalid, TooMany
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import platform

pages = Blueprint("second_step", __name__, url_prefix="/sign-in")


@pages.get("/second-factor")
def show() -> ResponseReturnValue:
    """Ask for the code, or show how to set up the authenticator."""
    challenge = _challenge()
    if challenge is None:
        return _begin_again()
    try:
        return _page(challenge)
    except Conflict:
        return _begin_again()


@pages.post("/second-factor", endpoint="pass")
def pass_step() -> ResponseReturnValue:
    """Take the code; begin the session."""
    challenge = _challenge()
    if challenge is None:
        return _begin_again()
    code, address = request.form.get("code", "")[:40], request.remote_addr or ""
    throttler, wanted = throttle(), safe_path(request.form.get("next", ""))
    try:
        finished = second_steps.finish_step(platform(), throttler, challenge, code, address)
    except (Invalid, TooMany) as error:
        return _page(challenge, error)
    except Conflict:
        return _begin_again()
    begin_in_browser(Begun(finished.secret, finished.remember))
    if finished.recovery_codes:
        return render_template(
            "accounts/recovery_codes.html",
            codes=finished.recovery_codes,
            onward=wanted,
            first_time=True,
        )
    return redirect(wanted, 303)


def _challenge() -> str | None:
    kept = session.get(STEP)
    return str(kept["challenge"]) if kept else None


def _page(challenge: str, error: DomainError | None = None) -> ResponseReturnValue:
    step = second_steps.find_step(platform(), challenge)
    enrolment = None
    if step.need == Need.ENROL:
        enrolment = second_steps.pending_enrolment(platform(), step.person_id)
    page = render_template(
        "accounts/second_step.html",
        step=step,
        enrolment=enrolment,
        error=sentence(error) if error else "",
        wanted=request.values.get("next", ""),
    )
    return page, STATUS[type(error)] if error else 200


def _begin_again() -> ResponseReturnValue:
    """The step is over; the password is asked for again."""
    session.pop(STEP, None)
    wanted = safe_path(request.values.get("next", ""))
    return redirect(url_for("accounts.sign_in", next=wanted, again=1), 303)
