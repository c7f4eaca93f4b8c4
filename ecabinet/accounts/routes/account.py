"""One's own account: facts, password, and the devices that are signed in."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ecabinet.accounts.account_words import PLACES
from ecabinet.accounts.commands.ending import (
    EndOtherSignIns,
    EndSignIn,
    end_other_sign_ins,
    end_sign_in,
)
from ecabinet.accounts.own_factor import state_of
from ecabinet.accounts.queries.sessions import OpenSignIn, account_facts, open_sign_ins
from ecabinet.accounts.setting_passwords import NewPassword, change_own
from ecabinet.accounts.throttling import throttle
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import DomainError, Invalid, Stale, TooMany
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import current_actor, execute, platform

pages = Blueprint("account", __name__, url_prefix="/account")

LONGEST_TYPED = 1000


@pages.get("")
def show() -> ResponseReturnValue:
    """Show the account with its devices."""
    actor, now = current_actor(), utc_now()
    assert actor.person_id is not None
    with platform().store.reading() as session:
        facts = account_facts(session, actor.person_id, office_day(now), now)
    return render_template(
        "accounts/account.html",
        facts=facts,
        factor=state_of(platform(), actor.person_id),
        factor_is_required=actor.has_role(*platform().settings.second_factor_roles),
        sign_ins=sign_ins_of(actor.person_id),
        this_one=current_user.sign_in_id,
        places=[place for place in PLACES if place.endpoint in current_app.view_functions],
    )


def sign_ins_of(person_id: UUID) -> list[OpenSignIn]:
    """Return the open sign-ins of a person, without those that lie idle."""
    minutes = platform().settings.idle_minutes
    idle = timedelta(minutes=minutes) if minutes else None
    with platform().store.reading() as session:
        return open_sign_ins(session, person_id, utc_now(), idle)


@pages.post("/sessions/<uuid:sign_in_id>/end", endpoint="end_session")
def end_one(sign_in_id: UUID) -> ResponseReturnValue:
    """Sign out one device; of this one, go to the sign-in page."""
    execute(end_sign_in, EndSignIn(sign_in_id=sign_in_id))
    if sign_in_id == current_user.sign_in_id:
        return redirect(url_for("accounts.sign_in"), 303)
    flash(_("Đã đăng xuất thiết bị ấy."), "success")
    return redirect(url_for("account.show", _anchor="devices"), 303)


@pages.post("/sessions/end-others")
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    ended = execute(end_other_sign_ins, EndOtherSignIns(keep=current_user.sign_in_id))
    flash(_ended_words(ended.count), "success")
    return redirect(url_for("account.show", _anchor="devices"), 303)


def _ended_words(count: int) -> str:
    if not count:
        return _("Không còn thiết bị nào khác đang đăng nhập.")
    return ngettext(
        "Đã đăng xuất %(num)s thiết bị khác.", "Đã đăng xuất %(num)s thiết bị khác.", count
    )


@pages.get("/password")
def password() -> ResponseReturnValue:
    """Show the form for a new password."""
    current_actor()
    return _password_page({})


@pages.post("/password", endpoint="change_password")
def change() -> ResponseReturnValue:
    """Change the password."""
    actor, form = current_actor(), request.form
    new = form.get("password", "")[:LONGEST_TYPED]
    if new != form.get("again", "")[:LONGEST_TYPED]:
        return _password_page({"again": sentence(Invalid("person.passwords_differ"))}), 422
    wanted = NewPassword(
        old=form.get("old", "")[:LONGEST_TYPED],
        new=new,
        end_others=bool(form.get("end_others")),
        keep=current_user.sign_in_id,
    )
    try:
        change_own(platform(), throttle(), actor, wanted, request.remote_addr or "")
    except (Invalid, TooMany, Stale) as error:
        return _password_page(_by_field(error, "password")), STATUS[type(error)]
    flash(_("Đã đổi mật khẩu."), "success")
    return redirect(url_for("account.show"), 303)


def _by_field(error: DomainError, default: str) -> dict[str, str]:
    return {str(error.params.get("field", default)): sentence(error)}


def _password_page(errors: dict[str, str]) -> str:
    return render_template(
        "accounts/password.html", errors=errors, shortest=platform().settings.password_length
    )
