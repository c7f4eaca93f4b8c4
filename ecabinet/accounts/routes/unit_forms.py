"""The forms of what is done to a unit: typed, looked at, done. Asked once, refused in words."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts import access
from ecabinet.accounts.queries import directory
from ecabinet.accounts.queries.unit_shapes import UnitDetail
from ecabinet.accounts.routes.unit_deeds import CREATE, DEEDS, Deed, typed_of
from ecabinet.accounts.routes.units import managed_unit, pages, today
from ecabinet.accounts.unit_words import KINDS
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform

DEED = "/<uuid:unit_id>/<any(change, move, merge, close):key>"


@pages.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new unit, below the one named in `parent`."""
    access.manages_units(current_actor())
    typed = {"parent_id": request.args.get("parent", ""), "kind": "division"}
    return _form(CREATE, None, typed, Refusal())


@pages.post("/new")
def create() -> ResponseReturnValue:
    """Look at a new unit, or add it."""
    access.manages_units(current_actor())
    return _posted(CREATE, None)


@pages.get(DEED)
def deed(unit_id: UUID, key: str) -> ResponseReturnValue:
    """Show the form of one thing to be done to a unit."""
    unit = managed_unit(unit_id)
    typed = {
        "name": unit.name, "code": unit.code, "kind": unit.kind, "revision": unit.revision,
        "from_on": today(), "parent_id": unit.line[-1].id if unit.line else "",
    }  # fmt: skip
    return _form(DEEDS[key], unit, typed, Refusal())


@pages.post(DEED)
def do(unit_id: UUID, key: str) -> ResponseReturnValue:
    """Look at it, or do it."""
    return _posted(DEEDS[key], managed_unit(unit_id))


def _posted(deed: Deed, unit: UnitDetail | None) -> ResponseReturnValue:
    """First the command is rehearsed and told what it would do; the second time it is done."""
    typed, store = typed_of(request.form), platform().store
    unit_id = unit.id if unit else None
    if typed.pop("again", ""):
        return _form(deed, unit, typed, Refusal())
    if typed.get("step") != "do":
        rehearsed, refusal = attempt(
            lambda: store.rehearse(current_actor(), deed.run, deed.read(unit_id, typed))
        )
        if rehearsed is None:
            return _form(deed, unit, typed, refusal)
        return _look(deed, unit, typed)
    done, refusal = attempt(lambda: execute(deed.run, deed.read(unit_id, typed)))
    if done is None:
        return _form(deed, unit, typed, refusal)
    flash(_("Đã ghi. Lịch sử của đơn vị có thay đổi này."), "success")
    return redirect(url_for("units.unit", unit_id=done.id), 303)


def _look(deed: Deed, unit: UnitDetail | None, typed: dict[str, Any]) -> ResponseReturnValue:
    command = deed.read(unit.id if unit else None, typed)
    with platform().store.reading() as session:
        foreseen = deed.foresee(session, command)
        names = {u.id: u for u in directory.units(session)}
    return render_template(
        "admin/units/look.html",
        deed=deed, unit=unit, typed=typed, command=command, foreseen=foreseen,
        names=names, today=today(),
    )  # fmt: skip


def _form(
    deed: Deed, unit: UnitDetail | None, typed: dict[str, Any], refusal: Refusal
) -> ResponseReturnValue:
    with platform().store.reading() as session:
        units = directory.units(session)
    others = [(u.id, f"{u.name} ({u.code})") for u in units if unit is None or u.id != unit.id]
    page = render_template(
        "admin/units/deed.html",
        deed=deed, unit=unit, typed=typed, refusal=refusal, others=others, kinds=KINDS,
    )  # fmt: skip
    return page, refusal.status
