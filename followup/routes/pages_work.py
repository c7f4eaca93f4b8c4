"""Pages on which something is done to a task. A mistake keeps all that was typed or sent."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError
from sqlalchemy import select

from documents.commands.upload import StoredFile
from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.core.errors import Conflict, DomainError, Invalid, Stale, TooLarge
from ecabinet.web.errors import STATUS, field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup import access, states
from followup.commands.report import ReportProgress, report_progress
from followup.issue_policies import may_lead
from followup.policies import TaskPermission
from followup.routes.doors import keep_evidence, load_task, today
from followup.routes.kept_files import seal, sent_files
from followup.routes.pages import pages
from followup.routes.works import WORKS, Work
from followup.states import TaskAction

NOUNS = "any(" + ", ".join(f'"{noun}"' for noun in WORKS) + ")"
DAYS = ("new_due_on", "due_on")
TO_SAY = (Invalid, Conflict, Stale, TooLarge)


@pages.get(f"/tasks/<uuid:task_id>/<{NOUNS}:noun>")
def work(task_id: UUID, noun: str) -> ResponseReturnValue:
    """Show the form of one deed."""
    chosen = WORKS[noun]
    if not chosen.fields:
        return redirect(url_for("followup.task", task_id=task_id))
    _check(task_id, chosen.permission, chosen.action)
    return _form(task_id, noun, chosen, {}, {})


@pages.post(f"/tasks/<uuid:task_id>/<{NOUNS}:noun>")
def do(task_id: UUID, noun: str) -> ResponseReturnValue:
    """Do it, and say so on the task's page."""
    chosen = WORKS[noun]
    typed = {name: request.form.get(name, "") for name in chosen.fields}
    given = {
        name: typed_day(value) if name in DAYS else value
        for name, value in typed.items()
        if value.strip()
    }
    try:
        execute(chosen.command, chosen.payload.model_validate(_seen(task_id) | given))
    except ValidationError as error:
        return _form(task_id, noun, chosen, typed, field_errors(error)), 422
    except TO_SAY as error:
        if not chosen.fields:
            flash(sentence(error), "warning")
            return redirect(url_for("followup.task", task_id=task_id), 303)
        return _form(task_id, noun, chosen, typed, _said(error)), STATUS[type(error)]
    flash(str(chosen.done), "success")
    return redirect(url_for("followup.task", task_id=task_id), 303)


@pages.get("/tasks/<uuid:task_id>/reports")
def report(task_id: UUID) -> ResponseReturnValue:
    """Show the form of a progress report."""
    _check(task_id, TaskPermission.REPORT, TaskAction.REPORT)
    return _report_form(task_id, {}, {}, [])


@pages.post("/tasks/<uuid:task_id>/reports")
def file_report(task_id: UUID) -> ResponseReturnValue:
    """File a report with its evidence."""
    typed = {name: request.form.get(name, "") for name in ("text", "percent", "done", "period_on")}
    given = {name: value for name, value in typed.items() if value.strip()}
    kept, errors = sent_files(task_id, keep_evidence)
    status = 422
    if not errors:
        try:
            fields = _seen(task_id) | given | {"evidence": kept}
            execute(report_progress, ReportProgress.model_validate(fields))
        except ValidationError as error:
            errors = {_field(name): text for name, text in field_errors(error).items()}
        except TO_SAY as error:
            errors, status = _said(error), STATUS[type(error)]
        else:
            flash(_("Đã gửi báo cáo."), "success")
            return redirect(url_for("followup.task", task_id=task_id), 303)
    return _report_form(task_id, typed, errors, kept), status


def _check(task_id: UUID, permission: TaskPermission, action: TaskAction | None) -> None:
    """Refuse a form that could not be sent. Raises NotFound, Denied, Conflict."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = access.task(session, actor, task_id, permission)
        if action is not None:
            states.after(found.state, action)


def _seen(task_id: UUID) -> dict[str, Any]:
    revision = request.form.get("revision", type=int)
    return {"task_id": task_id} | ({} if revision is None else {"revision": revision})


def _said(error: DomainError) -> dict[str, str]:
    return {_field(str(error.params.get("field", ""))): sentence(error)}


def _field(name: str) -> str:
    """Return what the form calls the field that a command or an upload names."""
    return "files" if name in ("file", "evidence") else name


def _form(
    task_id: UUID, noun: str, chosen: Work, typed: dict[str, str], errors: dict[str, str]
) -> str:
    return render_template(
        "followup/work.html",
        task=load_task(task_id), noun=noun, work=chosen, typed=typed, errors=errors,
        units=_units(task_id) if "lead_unit_id" in chosen.fields else [],
    )  # fmt: skip


def _units(task_id: UUID) -> list[tuple[UUID, str]]:
    """Return the units that may lead the task instead, within the reach of who asks."""
    actor = current_actor()
    with platform().store.reading() as session:
        found = access.task(session, actor, task_id, TaskPermission.REASSIGN)
        units = session.scalars(
            select(Unit).where(open_on(today())).order_by(Unit.rank, Unit.name)
        ).all()
        return [
            (u.id, u.name)
            for u in units
            if u.id != found.lead_unit_id and may_lead(actor, found, u)
        ]


def _report_form(
    task_id: UUID, typed: dict[str, str], errors: dict[str, str], kept: list[StoredFile]
) -> str:
    return render_template(
        "followup/report.html",
        task=load_task(task_id), typed=typed, errors=errors, kept=kept, other=None,
        asked_period=request.args.get("period_on", ""),
        seal=seal(task_id, kept),
    )  # fmt: skip
