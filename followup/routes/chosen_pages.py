"""Chosen rows of the task list: what to do with them, and what became of each."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, platform
from ecabinet.web.typed import typed_day
from followup.commands.assign import AssignTask, assign_task
from followup.commands.reassign import ReassignTask, reassign_task
from followup.commands.receive import ReceiveTask, receive_task
from followup.issue_policies import UnitTaskPermission
from followup.policies import desks
from followup.queries.filters import TaskFilter
from followup.queries.lists import tasks_by_id
from followup.queries.names import people_of_unit
from followup.queries.rows import TaskRow
from followup.routes.chosen import Chosen, Outcome, each, read_chosen
from followup.routes.chosen_chase import chase_form
from followup.routes.doors import today
from followup.routes.pages import pages
from followup.routes.workbook import workbook

FIELDS: dict[str, tuple[str, ...]] = {
    "receive": (),
    "assign": ("assignee_id",),
    "transfer": ("lead_unit_id", "reason", "due_on"),
}
DEEDS = "any(" + ", ".join(FIELDS) + ")"


@pages.get("/tasks/chosen")
def choose() -> ResponseReturnValue:
    """Lead to the form of a deed; a workbook is given at once."""
    deed, chosen = request.args.get("deed", ""), read_chosen(request.args.getlist("task"))
    if deed == "export":
        known = {n: v for n, v in request.args.items() if n in TaskFilter.model_fields and v}
        return workbook(TaskFilter.model_validate(known), [one.id for one in chosen])
    if deed not in (*FIELDS, "chase") or not chosen:
        flash(_("Chưa chọn nhiệm vụ nào. Đánh dấu ở đầu mỗi dòng."), "warning")
        return redirect(url_for("followup.tasks"), 303)
    if deed == "chase":
        return chase_form(chosen, {}, Refusal())
    return _form(deed, chosen, {}, Refusal())


@pages.post(f"/tasks/chosen/<{DEEDS}:deed>")
def do_chosen(deed: str) -> ResponseReturnValue:
    """Do it to each task, and say what became of each; a mistake keeps what was typed."""
    chosen = read_chosen(request.form.getlist("task"))
    typed = {name: request.form.get(name, "") for name in FIELDS[deed]}
    given = {n: typed_day(v) if n == "due_on" else v for n, v in typed.items() if v.strip()}
    done, refusal = attempt(lambda: _do(deed, chosen, given))
    if done is None:
        return _form(deed, chosen, typed, refusal)
    return _result(deed, chosen, done)


def _do(deed: str, chosen: list[Chosen], given: dict[str, Any]) -> Outcome:
    """Raises ValidationError before anything is done: what was typed is wrong for all of them."""
    if deed == "receive":
        return each(chosen, receive_task, lambda one: ReceiveTask.model_validate(_of(one)))
    if deed == "assign":
        named = [AssignTask.model_validate(_of(one) | given) for one in chosen]
        return each(chosen, assign_task, dict(zip(chosen, named, strict=True)).__getitem__)
    moved = [ReassignTask.model_validate(_of(one) | given) for one in chosen]
    return each(chosen, reassign_task, dict(zip(chosen, moved, strict=True)).__getitem__)


def _of(one: Chosen) -> dict[str, Any]:
    return {"task_id": one.id, "revision": one.revision}


def _rows(session: Session, actor: Actor, chosen: list[Chosen]) -> list[TaskRow | None]:
    """Return the rows in the order chosen; None for what the person may not read."""
    known = tasks_by_id(session, actor, [one.id for one in chosen], today())
    return [known.get(one.id) for one in chosen]


def _form(
    deed: str, chosen: list[Chosen], typed: dict[str, str], refusal: Refusal
) -> ResponseReturnValue:
    actor = current_actor()
    with platform().store.reading() as session:
        rows = [row for row in _rows(session, actor, chosen) if row is not None]
        context = {
            "deed": deed, "rows": rows, "chosen": chosen, "typed": typed, "refusal": refusal,
            "people": _people(session, actor, rows) if deed == "assign" else [],
            "units": _units(session, actor) if deed == "transfer" else [],
        }  # fmt: skip
    return render_template("followup/chosen.html", **context), refusal.status


def _people(session: Session, actor: Actor, rows: list[TaskRow]) -> list[tuple[Any, str]]:
    """Return who works in the units that the person's desk names officials for."""
    units = {row.lead_unit_id: row.lead_unit for row in rows if row.lead_unit_id in desks(actor)}
    return [
        (person.id, f"{person.name} · {name}")
        for unit_id, name in units.items()
        for person in people_of_unit(session, unit_id, today())
    ]


def _units(session: Session, actor: Actor) -> list[tuple[Any, str]]:
    rows = session.scalars(select(Unit).where(open_on(today())).order_by(Unit.rank, Unit.name))
    return [(u.id, u.name) for u in rows.all() if allows(actor, UnitTaskPermission.ISSUE, u)]


def _result(deed: str, chosen: list[Chosen], outcome: Outcome) -> ResponseReturnValue:
    reasons = {one.id: one.detail for one in outcome.refused}
    with platform().store.reading() as session:
        rows = _rows(session, current_actor(), chosen)
    lines = [(row, reasons.get(one.id, "")) for one, row in zip(chosen, rows, strict=True)]
    return render_template(
        "followup/chosen_done.html",
        deed=deed, lines=lines, done=len(outcome.done), refused=len(outcome.refused),
        to_assign=[r for r, reason in lines if r and not reason] if deed == "receive" else [],
    )  # fmt: skip
