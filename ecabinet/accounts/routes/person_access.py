"""How a person signs in, for administrators: hand over a link, sign out, remove a lost factor."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import ValidationError

from ecabinet.accounts import access
from ecabinet.accounts.commands.ending import (
    EndSignIn,
    EndSignInsOf,
    end_sign_in,
    end_sign_ins_of,
)
from ecabinet.accounts.commands.reset_links import ResetSecondFactor, reset_second_factor
from ecabinet.accounts.own_factor import state_of
from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.queries.sessions import account_facts
from ecabinet.accounts.routes.account import sign_ins_of
from ecabinet.accounts.setting_passwords import HandedOver, make_link
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict
from ecabinet.web.errors import field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform

pages = Blueprint("person_access", __name__, url_prefix="/admin/people/<uuid:person_id>/access")


@pages.get("")
def show(person_id: UUID) -> ResponseReturnValue:
    """Show how the person signs in."""
    return _page(person_id)


@pages.post("/reset-link")
def reset_link(person_id: UUID) -> ResponseReturnValue:
    """Make a one-time link and show it, this once."""
    try:
        made = make_link(platform(), current_actor(), person_id)
    except Conflict as error:
        flash(sentence(error), "error")
        return redirect(url_for("person_access.show", person_id=person_id), 303)
    return _page(person_id, made=made)


@pages.post("/second-factor/reset", endpoint="reset_factor")
def reset_factor(person_id: UUID) -> ResponseReturnValue:
    """Take a lost authenticator away."""
    try:
        wish = ResetSecondFactor(person_id=person_id, reason=request.form.get("reason", "").strip())
        execute(reset_second_factor, wish)
    except ValidationError as error:
        return _page(person_id, field_errors(error)), 422
    except Conflict as error:
        flash(sentence(error), "error")
    else:
        flash(_("Đã gỡ xác thực hai lớp và đăng xuất người này ở mọi nơi."), "success")
    return redirect(url_for("person_access.show", person_id=person_id), 303)


@pages.post("/sessions/<uuid:sign_in_id>/end", endpoint="end_session")
def end_one(person_id: UUID, sign_in_id: UUID) -> ResponseReturnValue:
    """Sign out one device of the person."""
    execute(end_sign_in, EndSignIn(sign_in_id=sign_in_id))
    flash(_("Đã đăng xuất thiết bị ấy."), "success")
    return redirect(url_for("person_access.show", person_id=person_id), 303)


@pages.post("/sessions/end")
def end_all(person_id: UUID) -> ResponseReturnValue:
    """Sign the person out everywhere."""
    wish = EndSignInsOf(person_id=person_id, reason=request.form.get("reason", "").strip())
    ended = execute(end_sign_ins_of, wish).count
    words = ngettext("Đã đăng xuất %(num)s thiết bị.", "Đã đăng xuất %(num)s thiết bị.", ended)
    flash(words, "success")
    return redirect(url_for("person_access.show", person_id=person_id), 303)


def _page(
    person_id: UUID, errors: dict[str, str] | None = None, made: HandedOver | None = None
) -> str:
    now = utc_now()
    with platform().store.reading() as session:
        access.person(session, current_actor(), person_id, AccountPermission.MANAGE)
        facts = account_facts(session, person_id, office_day(now), now)
    link = url_for("set_password.show", token=made.token, _external=True) if made else ""
    return render_template(
        "accounts/person_access.html",
        facts=facts,
        factor=state_of(platform(), person_id),
        sign_ins=sign_ins_of(person_id),
        made=made,
        link=link,
        hours=platform().settings.reset_link_hours,
        errors=errors or {},
    )
