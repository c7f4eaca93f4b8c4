"""A password is set with a one-time link; and the meter under every new password."""

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ecabinet.accounts.account_words import TOO_SHORT, meter_words
from ecabinet.accounts.password_rules import NEEDED
from ecabinet.accounts.setting_passwords import LinkFor, link_for, strength_for, use_link
from ecabinet.accounts.throttling import throttle
from ecabinet.core.errors import Conflict, Invalid, SignedOut, TooMany
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import platform

pages = Blueprint("set_password", __name__, url_prefix="/set-password")

LONGEST_TYPED, LONGEST_TOKEN = 1000, 200
# Nobody guesses 256 bits; this only keeps a machine from being kept busy.
TRIES, METER_TRIES, MINUTES = 30, 600, 5


@pages.get("")
def show() -> ResponseReturnValue:
    """Show the form of a link. The token stands in the query, which no log keeps."""
    try:
        return _page(link_for(platform(), _token()), {})
    except Conflict as error:
        return _over(error)


@pages.post("", endpoint="save")
def save() -> ResponseReturnValue:
    """Set the password; the person then signs in with it."""
    throttle().check("set-password", _address(), times=TRIES, minutes=MINUTES)
    typed = request.form.get("password", "")[:LONGEST_TYPED]
    try:
        whose = link_for(platform(), _token())
    except Conflict as error:
        return _over(error)
    try:
        if typed != request.form.get("again", "")[:LONGEST_TYPED]:
            return _page(whose, {"again": sentence(Invalid("person.passwords_differ"))}), 422
        use_link(platform(), _token(), typed)
    except Conflict as error:
        return _over(error)
    except (Invalid, TooMany) as error:
        return _page(whose, {"password": sentence(error)}), STATUS[type(error)]
    flash(_("Đã đặt mật khẩu. Mời đăng nhập."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


@pages.post("/strength", endpoint="strength")
def meter() -> Response:
    """Say how hard a new password would be to guess: for whom a link is, or who is signed in."""
    throttle().check("meter", _address(), times=METER_TRIES, minutes=MINUTES)
    typed, shortest = request.form.get("password", "")[:300], platform().settings.password_length
    if _token():
        person_id = link_for(platform(), _token()).person_id
    elif current_user.is_authenticated:
        person_id = current_user.real.person_id
    else:
        raise SignedOut("signed_out")
    if len(typed) < shortest:
        words = str(TOO_SHORT) % {"length": shortest, "missing": shortest - len(typed)}
        return jsonify(score=0, words=words, enough=False)
    found = strength_for(platform(), person_id, typed)
    return jsonify(score=found.score, words=meter_words(found), enough=found.score >= NEEDED)


def _token() -> str:
    return request.values.get("token", "")[:LONGEST_TOKEN]


def _address() -> str:
    return request.remote_addr or ""


def _page(whose: LinkFor, errors: dict[str, str]) -> str:
    return render_template(
        "accounts/set_password.html",
        whose=whose,
        token=_token(),
        errors=errors,
        shortest=platform().settings.password_length,
    )


def _over(error: Conflict) -> ResponseReturnValue:
    page = render_template("accounts/link_over.html", message=sentence(error))
    return page, STATUS[type(error)]
