"""The second factor on the screen of somebody signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ecabinet.accounts import own_factor, second_steps
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import Conflict, DomainError, Invalid, TooMany
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import current_actor, platform

pages = Blueprint("own_factor", __name__, url_prefix="/account/second-factor")


@pages.get("")
def show() -> ResponseReturnValue:
    """Show what is set up, and what one can do with it."""
    return _page({})


@pages.post("/start")
def start() -> ResponseReturnValue:
    """Begin with a new authenticator, after the password."""
    password, address = request.form.get("password", "")[:1000], request.remote_addr or ""
    actor, sign_in_id = current_actor(), current_user.sign_in_id
    try:
        own_factor.start(platform(), throttle(), actor, sign_in_id, password, address)
    except (Invalid, TooMany, Conflict) as error:
        return _page({"password": sentence(error)}), STATUS[type(error)]
    return redirect(url_for("own_factor.set_up"), 303)


@pages.get("/set-up")
def set_up() -> ResponseReturnValue:
    """Show the QR code of the set-up that was begun."""
    return _set_up_page() or redirect(url_for("own_factor.show"))


@pages.post("/set-up", endpoint="confirm")
def confirm() -> ResponseReturnValue:
    """Let the new authenticator count, and show the recovery codes."""
    actor, address = current_actor(), request.remote_addr or ""
    try:
        codes = own_factor.confirm(platform(), throttle(), actor, _code(), address)
    except (Invalid, TooMany) as error:
        page = _set_up_page(error) or redirect(url_for("own_factor.show"))
        return page, STATUS[type(error)]
    except Conflict as error:
        return _page({"password": sentence(error)}), STATUS[type(error)]
    return _codes_page(codes, first_time=True)


@pages.post("/recovery-codes")
def renew() -> ResponseReturnValue:
    """Make ten new recovery codes and show them, this once."""
    actor, address = current_actor(), request.remote_addr or ""
    try:
        codes = own_factor.renew(platform(), throttle(), actor, _code(), address)
    except (Invalid, TooMany, Conflict) as error:
        return _page({"renew": sentence(error)}), STATUS[type(error)]
    return _codes_page(codes, first_time=False)


@pages.post("/off")
def turn_off() -> ResponseReturnValue:
    """Do without."""
    actor, address = current_actor(), request.remote_addr or ""
    try:
        own_factor.turn_off(platform(), throttle(), actor, _code(), address)
    except (Invalid, TooMany, Conflict) as error:
        return _page({"off": sentence(error)}), STATUS[type(error)]
    flash(_("Đã tắt xác thực hai lớp."), "success")
    return redirect(url_for("account.show"), 303)


def _code() -> str:
    return request.form.get("code", "")[:40]


def _codes_page(codes: tuple[str, ...], *, first_time: bool) -> str:
    return render_template(
        "accounts/recovery_codes.html",
        codes=codes,
        onward=url_for("account.show"),
        first_time=first_time,
    )


def _set_up_page(error: DomainError | None = None) -> str | None:
    actor = current_actor()
    assert actor.person_id is not None
    enrolment = second_steps.pending_enrolment(platform(), actor.person_id)
    if enrolment is None:
        return None
    return render_template(
        "accounts/factor_set_up.html", enrolment=enrolment, error=sentence(error) if error else ""
    )


def _page(errors: dict[str, str]) -> str:
    actor = current_actor()
    assert actor.person_id is not None
    with platform().store.reading() as session:
        by_password = own_factor.needs_password(session, actor.person_id)
    return render_template(
        "accounts/second_factor.html",
        factor=own_factor.state_of(platform(), actor.person_id),
        is_required=actor.has_role(*platform().settings.second_factor_roles),
        by_password=by_password,
        errors=errors,
    )
