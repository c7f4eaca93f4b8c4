"""The page on which an issued task is put right, and its coordinating units come and go."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup import access, states
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.amend import AmendTask, amend_task
from followup.commands.coordinate import (
    AddCoordinatingUnit,
    RemoveCoordinatingUnit,
    add_coordinating_unit,
    remove_coordinating_unit,
)
from followup.models import UnitPart
from followup.policies import TaskPermission
from followup.queries.directives import directives_to_choose
from followup.routes.doors import load_task, today
from followup.routes.pages import pages
from followup.states import TaskAction

TEXTS = ("title", "content", "priority", "supervisor_id", "field_code", "directive_id", "reason")
OR_NONE = ("field_code", "directive_id")
Given = dict[str, Any]


@pages.get("/tasks/<uuid:task_id>/amendment")
def amendment(task_id: UUID) -> ResponseReturnValue:
    """Show what was issued, to be put right."""
    return _page(task_id, None, Refusal(), {}, Refusal())


@pages.post("/tasks/<uuid:task_id>/amendment")
def amend(task_id: UUID) -> ResponseReturnValue:
    """Change it; a mistake keeps what was typed."""
    typed: Given = {name: request.form.get(name, "") for name in TEXTS}
    typed["informed_unit_ids"] = request.form.getlist("informed_unit_ids")
    given = typed | {name: typed[name] or None for name in OR_NONE}
    refusal = _done(amend_task, AmendTask, task_id, given, _("Đã sửa nhiệm vụ."))
    return refusal if not isinstance(refusal, Refusal) else _page(
        task_id, typed, refusal, {}, Refusal()
    )  # fmt: skip


@pages.post("/tasks/<uuid:task_id>/coordinating-units")
def add_unit(task_id: UUID) -> ResponseReturnValue:
    """Let one more unit coordinate."""
    typed: Given = {name: request.form.get(name, "") for name in ("unit_id", "content", "due_on")}
    given = {name: value for name, value in typed.items() if value.strip()}
    if "due_on" in given:
        given["due_on"] = typed_day(given["due_on"])
    told = _("Đã thêm đơn vị phối hợp.")
    refusal = _done(add_coordinating_unit, AddCoordinatingUnit, task_id, given, told)
    return refusal if not isinstance(refusal, Refusal) else _page(
        task_id, None, Refusal(), typed, refusal
    )  # fmt: skip


@pages.post("/tasks/<uuid:task_id>/coordinating-units/<uuid:unit_id>/removal")
def remove_unit(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Take a coordinating unit away, with its reason."""
    given = {"unit_id": unit_id, "reason": request.form.get("reason", "")}
    told = _("Đơn vị thôi phối hợp.")
    refusal = _done(remove_coordinating_unit, RemoveCoordinatingUnit, task_id, given, told)
    return refusal if not isinstance(refusal, Refusal) else _page(
        task_id, None, Refusal(), {"gone": str(unit_id), **given}, refusal
    )  # fmt: skip


def _done(
    command: Callable[..., Any], payload: type[Any], task_id: UUID, given: Given, told: str
) -> Refusal | ResponseReturnValue:
    """Do it and go back to the task; else return why not."""

    def work() -> bool:
        seen = {"task_id": task_id, "revision": request.form.get("revision", type=int)}
        execute(command, payload.model_validate(given | seen))
        return True

    done, refusal = attempt(work)
    if not done:
        return refusal
    flash(told, "success")
    return redirect(url_for("followup.task", task_id=task_id), 303)


def _page(
    task_id: UUID, typed: Given | None, refusal: Refusal, unit: Given, unit_refusal: Refusal
) -> ResponseReturnValue:
    """Raises NotFound, Denied; Conflict: the task has ended."""
    actor = current_actor()
    with platform().store.reading() as session:
        row = access.task(session, actor, task_id, TaskPermission.AMEND)
        states.after(row.state, TaskAction.AMEND)
        shown = typed or {
            "title": row.title, "content": row.content, "priority": row.priority.value,
            "supervisor_id": row.supervisor_id, "field_code": row.field_code,
            "directive_id": row.directive_id,
            "informed_unit_ids": [
                part.unit_id for part in row.units if part.part is UnitPart.INFORM
            ],
        }  # fmt: skip
        field = shown["field_code"] or None
        context = {
            "typed": shown, "refusal": refusal, "unit": unit, "unit_refusal": unit_refusal,
            "may_units": states.can(row.state, TaskAction.SET_PART),
            "units": [(each.id, each.name) for each in directory.units(session, today())],
            "taken": {part.unit_id for part in row.units if part.part is not UnitPart.FORMER}
            | {row.lead_unit_id},
            "people": directory.chosen(session, typed_id(str(shown["supervisor_id"]))),
            "fields": book(session, FIELDS_OF_WORK).choices(today(), actor, field),
            "directives": directives_to_choose(session, row.directive_id),
        }  # fmt: skip
    status = refusal.status if refusal.text or refusal.fields else unit_refusal.status
    return render_template("followup/amend.html", task=load_task(task_id), **context), status
