"""The page on which a coordinating unit names the official who does its part."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from followup import access
from followup.commands.parts import AssignPart, assign_part
from followup.policies import TaskPermission
from followup.queries.names import people_of_unit
from followup.queries.task_shapes import OtherUnit
from followup.routes.doors import load_task, today
from followup.routes.pages import pages


@pages.get("/tasks/<uuid:task_id>/parts/<uuid:unit_id>/official")
def part_official(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Show who of the unit can do the part."""
    with platform().store.reading() as session:
        access.task(session, current_actor(), task_id, TaskPermission.ASSIGN_PART)
    return _form(task_id, unit_id, "", Refusal())


@pages.post("/tasks/<uuid:task_id>/parts/<uuid:unit_id>/official")
def assign_part_official(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Name the official; a mistake keeps what was chosen."""
    chosen = request.form.get("official_id", "")
    fields = {"task_id": task_id, "unit_id": unit_id, "official_id": chosen}
    fields["revision"] = request.form.get("revision", type=int)

    def work() -> bool:
        execute(assign_part, AssignPart.model_validate(fields))
        return True

    done, refusal = attempt(work)
    if done is None:
        return _form(task_id, unit_id, chosen, refusal)
    flash(_("Đã giao cán bộ làm phần việc."), "success")
    return redirect(url_for("followup.task", task_id=task_id) + "#parts", 303)


def _form(task_id: UUID, unit_id: UUID, chosen: str, refusal: Refusal) -> ResponseReturnValue:
    task = load_task(task_id)
    other = _to_assign(task.coordinating, unit_id, refusal)
    with platform().store.reading() as session:
        people = people_of_unit(session, unit_id, today())
    page = render_template(
        "followup/part_official.html",
        task=task, other=other, people=people, refusal=refusal,
        chosen=chosen or (other.official.id if other.official else ""),
    )  # fmt: skip
    return page, refusal.status


def _to_assign(coordinating: tuple[OtherUnit, ...], unit_id: UUID, refusal: Refusal) -> OtherUnit:
    """Return the part. Raises NotFound: it is not the reader's to give, save when just refused."""
    for other in coordinating:
        if other.unit.id == unit_id and (other.to_assign or refusal.status != 200):
            return other
    raise NotFound("not_found", kind="unit")
