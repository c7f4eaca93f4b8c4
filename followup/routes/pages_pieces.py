"""Pages on which a task is broken into pieces, and on which a coordinating unit reports."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from documents.commands.upload import StoredFile
from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Role
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup import access, states
from followup.commands.parts import (
    ReportPart,
    SetPart,
    WithdrawPart,
    report_part,
    set_part,
    withdraw_part,
)
from followup.commands.split import SplitTask, split_task
from followup.issue_policies import upwards
from followup.models import DeadlineKind
from followup.policies import TaskPermission, desks
from followup.queries.names import people_of_unit
from followup.queries.task_shapes import OtherUnit, TaskDetail
from followup.routes.doors import keep_evidence, load_task, today
from followup.routes.kept_files import seal, sent_files
from followup.routes.pages import pages
from followup.states import TaskAction

CHILD = ("title", "content", "lead_unit_id", "supervisor_id", "assignee_id", "due_on", "priority")


def _typed(*names: str) -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in names}


def _given(typed: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = {name: value for name, value in typed.items() if str(value).strip()}
    if "due_on" in given:
        given["due_on"] = typed_day(given["due_on"])
    revision = request.form.get("revision", type=int)
    return given | more | ({} if revision is None else {"revision": revision})


def _check(task_id: UUID, permission: TaskPermission, action: TaskAction) -> None:
    """Refuse a form that could not be sent. Raises NotFound, Denied, Conflict."""
    with platform().store.reading() as session:
        states.after(access.task(session, current_actor(), task_id, permission).state, action)


def _coordinating(task: TaskDetail, unit_id: UUID) -> OtherUnit:
    for other in task.coordinating:
        if other.unit.id == unit_id:
            return other
    raise NotFound("not_found", kind="unit")


@pages.get("/tasks/<uuid:task_id>/parts/<uuid:unit_id>")
def part(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Show the form by which the part of a coordinating unit is written."""
    _check(task_id, TaskPermission.SET_PART, TaskAction.SET_PART)
    return _part_form(task_id, unit_id, None, Refusal())


@pages.post("/tasks/<uuid:task_id>/parts/<uuid:unit_id>")
def write_part(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Write the part, or withdraw it with its reason; a mistake keeps what was typed."""
    typed, which = _typed("content", "due_on", "reason"), {"task_id": task_id, "unit_id": unit_id}
    gone = "withdraw" in request.form

    def work() -> bool:
        if gone:
            execute(withdraw_part, WithdrawPart.model_validate(_given(typed, **which)))
        else:
            execute(set_part, SetPart.model_validate(_given(typed, **which)))
        return True

    done, refusal = attempt(work)
    if done is None:
        return _part_form(task_id, unit_id, typed, refusal)
    flash(_("Đã rút phần việc.") if gone else _("Đã giao phần việc cho đơn vị."), "success")
    return redirect(url_for("followup.task", task_id=task_id) + "#parts", 303)


def _part_form(
    task_id: UUID, unit_id: UUID, typed: dict[str, Any] | None, refusal: Refusal
) -> ResponseReturnValue:
    task = load_task(task_id)
    other = _coordinating(task, unit_id)
    shown = typed or {"content": other.content, "due_on": other.due_on or task.due_on or ""}
    page = render_template(
        "followup/part.html", task=task, other=other, typed=shown, refusal=refusal
    )
    return page, refusal.status


@pages.get("/tasks/<uuid:task_id>/parts/<uuid:unit_id>/reports")
def part_report(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Show the form by which the unit reports on its part."""
    _check(task_id, TaskPermission.REPORT_PART, TaskAction.REPORT_PART)
    return _report_form(task_id, unit_id, {}, Refusal(), [])


@pages.post("/tasks/<uuid:task_id>/parts/<uuid:unit_id>/reports")
def file_part_report(task_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """File the unit's report with its evidence."""
    typed = _typed("text", "percent", "done")
    kept, errors = sent_files(task_id, _keep)
    if errors:
        return _report_form(task_id, unit_id, typed, Refusal(errors, "", 422), kept)
    fields = _given(typed, task_id=task_id, unit_id=unit_id, evidence=kept)
    done, refusal = attempt(lambda: execute(report_part, ReportPart.model_validate(fields)))
    if done is None:
        return _report_form(task_id, unit_id, typed, refusal, kept)
    flash(_("Đã gửi báo cáo."), "success")
    return redirect(url_for("followup.task", task_id=task_id), 303)


def _keep(task_id: UUID, files: list[FileStorage]) -> list[StoredFile]:
    return keep_evidence(task_id, files, TaskPermission.REPORT_PART)


def _report_form(
    task_id: UUID, unit_id: UUID, typed: dict[str, Any], refusal: Refusal, kept: list[StoredFile]
) -> ResponseReturnValue:
    task = load_task(task_id)
    page = render_template(
        "followup/report.html",
        task=task, other=_coordinating(task, unit_id), typed=typed, errors=_errors(refusal),
        kept=kept, seal=seal(task_id, kept), asked_period="",
    )  # fmt: skip
    return page, refusal.status


def _errors(refusal: Refusal) -> dict[str, str]:
    """Return the sentences at the fields of the report form, "" for the whole."""
    named = {"files" if n in ("file", "evidence") else n: t for n, t in refusal.fields.items()}
    return named or ({"": refusal.text} if refusal.text else {})


@pages.get("/tasks/<uuid:task_id>/children/new")
def new_child(task_id: UUID) -> ResponseReturnValue:
    """Show the form of a child task."""
    _check(task_id, TaskPermission.SPLIT, TaskAction.SPLIT)
    return _child_form(task_id, None, Refusal())


@pages.post("/tasks/<uuid:task_id>/children/new")
def split(task_id: UUID) -> ResponseReturnValue:
    """Issue the child task; a mistake keeps what was typed."""
    typed = _typed(*CHILD)
    cmd = _given(typed, task_id=task_id)
    done, refusal = attempt(lambda: execute(split_task, SplitTask.model_validate(cmd)))
    if done is None:
        return _child_form(task_id, typed, refusal)
    flash(_("Đã tách nhiệm vụ con %(code)s.", code=done.code), "success")
    return redirect(url_for("followup.task", task_id=task_id) + "#below", 303)


def _child_form(
    task_id: UUID, typed: dict[str, Any] | None, refusal: Refusal
) -> ResponseReturnValue:
    actor, task = current_actor(), load_task(task_id)
    with platform().store.reading() as session:
        rows = session.scalars(
            select(Unit).where(open_on(today())).order_by(Unit.rank, Unit.name)
        ).all()
        units = [(u.id, u.name) for u in rows if task.lead_unit.id in upwards(u)]
        ahead = task.deadline_kind is DeadlineKind.DATED and task.due_on and task.due_on >= today()
        limit = task.due_on if ahead else None
        own = people_of_unit(session, task.lead_unit.id, today())
        shown = typed or {
            "lead_unit_id": task.lead_unit.id,
            "supervisor_id": actor.person_id if actor.units_as(Role.LEADER) else "",
            "due_on": limit or "",
            "priority": task.priority.value,
        }
        context = {
            "task": task, "typed": shown, "refusal": refusal, "units": units,
            "own": [(p.id, f"{p.name}, {p.title}" if p.title else p.name) for p in own],
            "people": directory.chosen(session, typed_id(str(shown.get("supervisor_id", "")))),
            "limit": limit, "at_own_desk": task.lead_unit.id in desks(actor),
        }  # fmt: skip
    return render_template("followup/child.html", **context), refusal.status
