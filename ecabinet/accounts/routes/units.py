"""The administrators' pages of units: the tree, one unit, the order of those beside each other."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts import access
from ecabinet.accounts.commands.units_close import WithdrawPlan, withdraw_plan
from ecabinet.accounts.commands.units_tree import OrderUnits, order_units
from ecabinet.accounts.models.unit import UnitDeed, UnitKind
from ecabinet.accounts.policies import UnitPermission
from ecabinet.accounts.queries.unit import unit_detail
from ecabinet.accounts.queries.unit_names import unit_names
from ecabinet.accounts.queries.unit_shapes import UnitDetail
from ecabinet.accounts.queries.units import UnitTree, planned_changes, unit_tree
from ecabinet.accounts.routes.unit_sheets import unit_importer
from ecabinet.accounts.unit_words import DEEDS, KINDS
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.import_pages import add_import_pages
from ecabinet.web.requests import current_actor, execute, platform

pages = Blueprint("units", __name__, url_prefix="/admin/units")
add_import_pages(pages, unit_importer)

# A tree of so many units is shown unfolded; a larger one only its two highest levels.
UNFOLDED = 60


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of kinds and deeds, and the way to a person."""
    return {
        "kind_words": lambda kind: KINDS[UnitKind(kind)],
        "deed_words": lambda deed: DEEDS[UnitDeed(deed)],
        "person_url": person_url,
    }


def person_url(person_id: UUID) -> str:
    """Return the address of a person's page, "" while there is none."""
    path = f"/people/{person_id}"
    return path if current_app.url_map.bind("").test(path, "GET") else ""


def today() -> date:
    """Return the day of the office."""
    return office_day(utc_now())


@pages.get("/")
def index() -> ResponseReturnValue:
    """Show the tree, what waits for its day, or the units that are no more."""
    access.manages_units(current_actor())
    q, view = request.args.get("q", "")[:200].strip(), request.args.get("view", "")
    with platform().store.reading() as session:
        tree = unit_tree(session, today(), q=q, closed=view == "closed")
        changes = planned_changes(session, today()) if view == "planned" else []
    names = _names_of(tree) if view == "closed" else {}
    return render_template(
        "admin/units/index.html",
        tree=tree, changes=changes, q=q, view=view, names=names, today=today(),
        unfolded=bool(q) or tree.open <= UNFOLDED or "all" in request.args,
    )  # fmt: skip


def _names_of(tree: UnitTree) -> dict[UUID, str]:
    """Return the names of the units into which closed ones were merged."""
    ids = [line.successor_id for line in tree.lines if line.successor_id]
    with platform().store.reading() as session:
        return {key: name.name for key, name in unit_names(session, ids).all_on(today()).items()}


@pages.get("/<uuid:unit_id>")
def unit(unit_id: UUID) -> ResponseReturnValue:
    """Show one unit."""
    return show_unit(unit_id, Refusal())


def show_unit(unit_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Return the page of a unit, with why something was refused."""
    found = managed_unit(unit_id)
    page = render_template("admin/units/unit.html", unit=found, refusal=refusal, today=today())
    return page, refusal.status


def managed_unit(unit_id: UUID) -> UnitDetail:
    """Return everything of a unit that the person may change. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        access.unit(session, current_actor(), unit_id, UnitPermission.MANAGE)
        return unit_detail(session, current_actor(), unit_id, today())


@pages.post("/<uuid:unit_id>/plan-withdrawal")
def withdraw(unit_id: UUID) -> ResponseReturnValue:
    """Take back the change that lies furthest ahead."""
    given = {"unit_id": unit_id, "revision": request.form.get("revision") or None}
    done, refusal = attempt(lambda: execute(withdraw_plan, WithdrawPlan.model_validate(given)))
    if done is None:
        return show_unit(unit_id, refusal)
    flash(_("Đã hủy thay đổi; lịch sử vẫn ghi việc này."), "success")
    return redirect(url_for("units.unit", unit_id=unit_id), 303)


@pages.get("/order")
def order() -> ResponseReturnValue:
    """Show the units below one (or at the top) to put them in order."""
    return _order(_parent(), Refusal())


@pages.post("/order")
def move_by_one() -> ResponseReturnValue:
    """Move a unit one place up or down: what the page does without scripts."""
    parent_id = _parent()
    moved, step = request.form.get("unit_id", ""), request.form.get("direction", "")
    ids = [line.id for line in _sisters(parent_id)]
    at = next((n for n, key in enumerate(ids) if str(key) == moved), None)
    if at is None:
        raise NotFound("not_found", kind="unit")
    ids.insert(max(at - 1, 0) if step == "up" else at + 1, ids.pop(at))
    command = OrderUnits(parent_id=parent_id, unit_ids=tuple(ids))

    def work() -> bool:
        execute(order_units, command)
        return True

    done, refusal = attempt(work)
    if done is None:
        return _order(parent_id, refusal)
    return redirect(url_for("units.order", parent=parent_id), 303)


def _parent() -> UUID | None:
    text = request.args.get("parent", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound("not_found", kind="unit") from error


def _sisters(parent_id: UUID | None) -> list[Any]:
    access.manages_units(current_actor())
    with platform().store.reading() as session:
        if parent_id is not None:
            access.unit(session, current_actor(), parent_id, UnitPermission.MANAGE)
        return [u for u in unit_tree(session, today()).lines if u.parent_id == parent_id]


def _order(parent_id: UUID | None, refusal: Refusal) -> ResponseReturnValue:
    sisters = _sisters(parent_id)
    parent = managed_unit(parent_id) if parent_id else None
    page = render_template(
        "admin/units/order.html", parent=parent, sisters=sisters, refusal=refusal
    )
    return page, refusal.status
