"""Pages of an import: send a sheet, tell its columns, look at every row, see what was done."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Invalid, TooLarge
from ecabinet.web.attempts import Refusal, attempt, refusal_of
from ecabinet.web.importing import sentence
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_id
from followup.importing import access
from followup.importing.commands import PlanImport, plan_import
from followup.importing.fields import Field
from followup.importing.files import faults_file, keep_sheet, sample_file
from followup.importing.looking import look, sheets_of
from followup.importing.making import Left
from followup.importing.models import ImportState
from followup.importing.ordering import order_import
from followup.importing.policies import ImportPermission
from followup.importing.queries import ImportView, import_view, list_imports, sheet_view
from followup.importing.schemas import as_problem
from followup.importing.shapes import ImportPlan
from followup.importing.words import FIELDS
from followup.routes.issue_pages import leads_of
from followup.routes.pages import pages

SHOWN_WRONG, SHOWN_GOOD = 300, 100
COLUMN = "column-"


@pages.get("/tasks/import")
def import_tasks() -> ResponseReturnValue:
    """Show the form to send a sheet, and what was sent lately."""
    return _start(Refusal())


@pages.post("/tasks/import")
def send_task_sheet() -> ResponseReturnValue:
    """Keep what stands in the file, then ask for its columns."""
    file = request.files.get("file")
    if file is None or not file.filename:
        access.imports(current_actor())
        return _start(refusal_of(Invalid("sheet.empty", field="file")))
    try:
        sent = keep_sheet(file)
    except (Invalid, TooLarge) as error:
        return _start(refusal_of(error))
    return redirect(url_for("followup.import_columns", import_id=sent.id), 303)


def _start(refusal: Refusal) -> ResponseReturnValue:
    with platform().store.reading() as session:
        found = list_imports(session, current_actor())
    page = render_template("followup/imports/start.html", imports=found, refusal=refusal)
    return page, refusal.status


@pages.get("/tasks/import/sample.xlsx")
def task_sheet_sample() -> Response:
    """Give a workbook to fill in."""
    return sample_file()


@pages.get("/tasks/imports/<uuid:import_id>/columns")
def import_columns(import_id: UUID) -> ResponseReturnValue:
    """Show which column is taken for what."""
    return _columns(import_id, Refusal(), None)


@pages.post("/tasks/imports/<uuid:import_id>/columns")
def tell_columns(import_id: UUID) -> ResponseReturnValue:
    """Say which column is what; a mistake keeps what was chosen."""
    form = request.form.to_dict()
    chosen = {
        int(name.removeprefix(COLUMN)): value
        for name, value in form.items()
        if name.startswith(COLUMN) and name.removeprefix(COLUMN).isdigit() and value
    }
    done, refusal = attempt(lambda: _tell(import_id, form, chosen))
    if done is None:
        return _columns(import_id, refusal, chosen)
    return redirect(url_for("followup.task_import", import_id=import_id), 303)


def _tell(import_id: UUID, form: dict[str, str], chosen: dict[int, str]) -> Any:
    if len(set(chosen.values())) < len(chosen):
        raise Invalid("task_import.column_twice", field="columns")
    plan = ImportPlan.model_validate(
        {
            "sheet": form.get("sheet", 0), "heading": form.get("heading", 1),
            "columns": {field: at for at, field in chosen.items()},
            "lead_unit_id": form.get("lead_unit_id") or None,
            "supervisor_id": form.get("supervisor_id") or None, "merged": "merged" in form,
        }
    )  # fmt: skip
    return execute(plan_import, PlanImport(import_id=import_id, plan=plan))


def _columns(
    import_id: UUID, refusal: Refusal, chosen: dict[int, str] | None
) -> ResponseReturnValue:
    actor, asked = current_actor(), request.values
    with platform().store.reading() as session:
        row = access.sheet(session, actor, import_id, ImportPermission.CARRY_OUT)
        sheet, heading = asked.get("sheet", type=int), asked.get("heading", type=int)
        if "turn" in asked:
            heading = None  # Another sheet has its own heading.
        found = sheet_view(session, actor, import_id, sheets_of(row), sheet, heading)
        typed = dict(request.form) if chosen is not None else {}
        offered = _offered(session, actor, found.plan, typed)
    if chosen is None:
        chosen = {c.at: c.field.value for c in found.columns if c.field}
    page = render_template(
        "followup/imports/columns.html",
        import_id=import_id, found=found, chosen=chosen, fields=list(FIELDS.items()),
        typed=typed, refusal=refusal, COLUMN=COLUMN, Field=Field, **offered,
    )  # fmt: skip
    return page, refusal.status


def _offered(
    session: Session, actor: Actor, plan: ImportPlan, typed: dict[str, str]
) -> dict[str, Any]:
    supervisor = typed_id(typed.get("supervisor_id", "")) if typed else plan.supervisor_id
    return {
        "leads": leads_of(session, actor),
        "people": directory.chosen(session, supervisor),
        "supervisor": supervisor,
        "lead": typed.get("lead_unit_id") if typed else plan.lead_unit_id,
        "merged": "merged" in typed if typed else plan.merged,
    }


@pages.get("/tasks/imports/<uuid:import_id>")
def task_import(import_id: UUID) -> ResponseReturnValue:
    """Show every row before the order is given; after it, how far it is."""
    with platform().store.reading() as session:
        found = import_view(session, current_actor(), import_id)
    if found.state is not ImportState.DRAFT:
        return _ordered(found)
    if not found.planned:
        return redirect(url_for("followup.import_columns", import_id=import_id))
    return _preview(found, Refusal())


def _preview(found: ImportView, refusal: Refusal) -> ResponseReturnValue:
    looked = look(platform().store, current_actor(), found.id)
    page = render_template(
        "followup/imports/preview.html",
        found=found, looked=looked, said=sentence, refusal=refusal, FIELDS=FIELDS,
        shown_wrong=SHOWN_WRONG, shown_good=SHOWN_GOOD,
    )  # fmt: skip
    return page, refusal.status


def _ordered(found: ImportView) -> str:
    left = [as_problem(Left.model_validate(each)) for each in found.left_out]
    return render_template("followup/imports/done.html", found=found, left=left, said=sentence)


@pages.post("/tasks/imports/<uuid:import_id>/rows")
def import_task_rows(import_id: UUID) -> ResponseReturnValue:
    """Give the order to make tasks of the good rows."""
    skip_bad = bool(request.form.get("skip_bad"))
    done, refusal = attempt(lambda: order_import(import_id, skip_bad=skip_bad))
    if done is None:
        with platform().store.reading() as session:
            found = import_view(session, current_actor(), import_id)
        if found.state is ImportState.DRAFT and found.planned:
            return _preview(found, refusal)
    return redirect(url_for("followup.task_import", import_id=import_id), 303)


@pages.get("/tasks/imports/<uuid:import_id>/faults.xlsx")
def import_faults(import_id: UUID) -> Response:
    """Give the rows that become no task, each with the reason."""
    return faults_file(import_id)
