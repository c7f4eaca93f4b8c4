"""Delegations on the screen: one's own, acting for others, and everybody's to look at."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from pydantic import ValidationError

from ecabinet.accounts.commands.acting import BeginActing, EndActing, begin_acting, end_acting
from ecabinet.accounts.commands.delegations import (
    DelegationTerms,
    RevokeDelegation,
    create_delegation,
    revoke_delegation,
)
from ecabinet.accounts.delegation_policies import DelegationPermission
from ecabinet.accounts.queries import delegations as queries
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict, Invalid, NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.errors import STATUS, field_errors, sentence
from ecabinet.web.requests import current_actor, execute, frame_session, platform
from ecabinet.web.typed import typed_day

pages = Blueprint("delegations", __name__)
administration = Blueprint("delegations_admin", __name__, url_prefix="/admin/delegations")


@pages.get("/delegations")
def index() -> ResponseReturnValue:
    """Show what one gave and received, and the form to give."""
    return _own_page()


@pages.post("/delegations")
def create() -> ResponseReturnValue:
    """Give powers to another person."""
    form = _typed()
    try:
        execute(create_delegation, DelegationTerms.model_validate(form))
    except ValidationError as error:
        return _own_page(form, _by_field(error)), 422
    except (Invalid, Conflict) as error:
        field = str(error.params.get("field", "form"))
        return _own_page(form, {field: sentence(error)}), STATUS[type(error)]
    flash(_("Đã ủy quyền. Người được ủy quyền đã được báo."), "success")
    return redirect(url_for("delegations.index"), 303)


@pages.post("/delegations/<uuid:delegation_id>/revocation")
def revoke(delegation_id: UUID) -> ResponseReturnValue:
    """End a delegation one gave or received."""
    return _revoke(delegation_id, url_for("delegations.index"))


@pages.post("/acting")
def act() -> ResponseReturnValue:
    """Act on behalf of another from now on, in this sign-in."""
    wanted = _uuid(request.form.get("delegation_id", ""))
    execute(begin_acting, BeginActing(sign_in_id=current_user.sign_in_id, delegation_id=wanted))
    return redirect(url_for("home.index"), 303)


@pages.post("/acting/end")
def act_as_oneself() -> ResponseReturnValue:
    """Be oneself again."""
    execute(end_acting, EndActing(sign_in_id=current_user.sign_in_id))
    return redirect(url_for("home.index"), 303)


@administration.get("")
def everybody() -> ResponseReturnValue:
    """Show everybody's delegations."""
    over = request.args.get("all") == "1"
    after = request.args.get("after")
    with platform().store.reading() as session:
        page = queries.everybody(
            session, current_actor(), utc_now(), _uuid(after) if after else None, running=not over
        )
    return render_template("admin/delegations/index.html", page=page, over=over)


@administration.post("/<uuid:delegation_id>/revocation")
def revoke_any(delegation_id: UUID) -> ResponseReturnValue:
    """End anybody's delegation, as administrator."""
    return _revoke(delegation_id, url_for("delegations_admin.everybody"))


def may_oversee(actor: Actor) -> bool:
    """Whether the administrators' list is shown to `actor`."""
    return allows(actor, DelegationPermission.OVERSEE, None)


def choices() -> list[queries.DelegationView]:
    """Return by which delegations the person signed in may act now: for the menu of every page."""
    if g.get("without_database"):
        return []
    return queries.usable(frame_session(), current_user.real, utc_now())


def _own_page(form: dict[str, Any] | None = None, errors: dict[str, str] | None = None) -> str:
    actor, now = current_actor(), utc_now()
    today = office_day(now)
    with platform().store.reading() as session:
        people = directory.chosen(session, _chosen(form))
        held = queries.powers_held(session, actor)
        rows = queries.mine(session, actor, now)
        units = [(unit.id, unit.name) for unit in directory.units(session)]
    return render_template(
        "accounts/delegations.html",
        given=[row for row in rows if row.giver.id == actor.person_id],
        received=[row for row in rows if row.receiver.id == actor.person_id],
        people=people, units=units, held=held, errors=errors or {},
        form=form or {"from_on": today.isoformat(), "to_on": ""},
    )  # fmt: skip


def _chosen(form: dict[str, Any] | None) -> UUID | None:
    """Whom a form that comes back had chosen; what is no id is told of by its check."""
    try:
        return UUID(form["receiver_id"]) if form else None
    except ValueError:
        return None


def _typed() -> dict[str, Any]:
    form = request.form
    return {
        "receiver_id": form.get("receiver_id", ""),
        "powers": form.getlist("powers"),
        "unit_ids": form.getlist("unit_ids"),
        "from_on": typed_day(form.get("from_on", "")),
        "to_on": typed_day(form.get("to_on", "")),
        "reason": form.get("reason", ""),
    }


def _by_field(error: ValidationError) -> dict[str, str]:
    # "powers.0" is said at the list of powers.
    return {name.split(".")[0]: text for name, text in field_errors(error).items()}


def _revoke(delegation_id: UUID, back: str) -> ResponseReturnValue:
    try:
        command = RevokeDelegation(
            delegation_id=delegation_id, reason=request.form.get("reason", "")
        )
        execute(revoke_delegation, command)
    except ValidationError:
        flash(_("Chưa ghi lý do thu hồi; ủy quyền vẫn còn hiệu lực."), "warning")
    except (Invalid, Conflict) as error:
        flash(sentence(error), "warning")
    else:
        flash(
            _("Đã thu hồi. Người được ủy quyền không làm thay được nữa, kể từ bây giờ."), "success"
        )
    return redirect(back, 303)


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise NotFound("not_found", kind="delegation") from error
