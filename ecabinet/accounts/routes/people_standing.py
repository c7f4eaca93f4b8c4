"""What a person may know and whether they are here, on the screen: clearance, leaving, return."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.commands.clearance import SetClearance, set_clearance
from ecabinet.accounts.commands.leaving import (
    DeactivatePerson,
    ReactivatePerson,
    deactivate_person,
    reactivate_person,
)
from ecabinet.accounts.queries.leaving import what_leaving_does
from ecabinet.accounts.routes.account import sign_ins_of
from ecabinet.accounts.routes.people import load_person, pages, person_page
from ecabinet.core.clock import office_day, utc_now
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day

PERSON = "/<uuid:person_id>"


@pages.post(PERSON + "/clearance")
def clear(person_id: UUID) -> ResponseReturnValue:
    """Set how secret papers the person may know of."""
    typed = request.form
    wish = {
        "person_id": person_id, "clearance": typed.get("clearance", ""),
        "reason": typed.get("clearance_reason", ""), "revision": typed.get("revision"),
    }  # fmt: skip
    done, refusal = attempt(lambda: execute(set_clearance, SetClearance.model_validate(wish)))
    if done is None:
        fields = {"clearance_reason" if k == "reason" else k: v for k, v in refusal.fields.items()}
        return person_page(person_id, Refusal(fields, refusal.text, refusal.status))
    flash(_("Đã đổi mức được biết."), "success")
    return redirect(url_for("people.show", person_id=person_id, _anchor="clearance"), 303)


@pages.get(PERSON + "/deactivation")
def leaving(person_id: UUID) -> ResponseReturnValue:
    """Show what happens when the person has no access any more, and the form."""
    typed = {"on": office_day(utc_now()).isoformat(), "end_offices": "1"}
    if not load_person(person_id).active:
        return redirect(url_for("people.show", person_id=person_id), 303)
    return _leaving_form(person_id, typed, Refusal())


@pages.post(PERSON + "/deactivation")
def deactivate(person_id: UUID) -> ResponseReturnValue:
    """End the person's access, today or from a day on."""
    typed = request.form.to_dict()
    wish = {
        "person_id": person_id, "on": typed_day(typed.get("on", "")),
        "reason": typed.get("reason", ""), "end_offices": bool(typed.get("end_offices")),
        "revision": typed.get("revision"),
    }  # fmt: skip
    _done, refusal = attempt(
        lambda: execute(deactivate_person, DeactivatePerson.model_validate(wish))
    )
    if refusal.status != 200:
        return _leaving_form(person_id, typed, refusal)
    if load_person(person_id).active:
        flash(_("Đã hẹn ngày ngừng hoạt động."), "success")
    else:
        flash(_("Đã ngừng hoạt động; mọi thiết bị của người này đã bị đăng xuất."), "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


@pages.post(PERSON + "/reactivation")
def reactivate(person_id: UUID) -> ResponseReturnValue:
    """Let the person in again, or call the leaving off."""
    typed = request.form
    wish = {
        "person_id": person_id, "reason": typed.get("reason", ""),
        "revision": typed.get("revision"),
    }  # fmt: skip
    _done, refusal = attempt(
        lambda: execute(reactivate_person, ReactivatePerson.model_validate(wish))
    )
    if refusal.status != 200:
        return person_page(person_id, refusal)
    flash(_("Người này đăng nhập lại được."), "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _leaving_form(person_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    person = load_person(person_id)
    with platform().store.reading() as session:
        leaves = what_leaving_does(session, person, utc_now())
    page = render_template(
        "admin/people/leaving.html",
        person=person,
        leaves=leaves,
        sign_ins=len(sign_ins_of(person_id)),
        own=current_actor().real_id == person_id,
        typed=typed,
        refusal=refusal,
    )
    return page, refusal.status
