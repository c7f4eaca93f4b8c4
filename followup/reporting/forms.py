"""The form that lays a report down: what it offers, and what was typed into it."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform
from followup.catalogues import FIELDS_OF_WORK
from followup.models import Directive
from followup.queries.chases import signers_of
from followup.queries.kept_lists import leaders
from followup.reporting import access
from followup.reporting.enums import (
    MOST_ACROSS,
    MOST_UPRIGHT,
    SCHEDULED,
    ReportColumn,
    ReportGroup,
    ReportPeriod,
)
from followup.reporting.freezing import MOST_ROWS
from followup.reporting.paper import MOST_IN_PAPER
from followup.reporting.policies import ReportPermission, tracked_by
from followup.reporting.queries import report_view
from followup.reporting.shapes import ReportScope, ReportSpec
from followup.routes.doors import today

SCOPE = tuple(ReportScope.model_fields)
DIRECTIVES = 500


def typed_report(form: MultiDict[str, str]) -> dict[str, Any]:
    """Return what was typed, as the commands take it."""
    scope = {name: form[name] for name in SCOPE if name != "unit_id" and form.get(name)}
    if form.get("lead_unit_id"):
        scope["unit_id"] = form["lead_unit_id"]
    elif "below" in scope:
        del scope["below"]
    lines = (line.strip() for line in form.get("recipients", "").splitlines())
    return {
        "name": form.get("name", ""),
        "unit_id": form.get("unit_id", ""),
        "signer_id": form.get("signer_id") or None,
        "scheduled": "scheduled" in form,
        "revision": form.get("revision") or None,
        "spec": {
            "wanted": scope,
            "period": form.get("period", ReportPeriod.MONTH),
            "by": form.get("by", ReportGroup.UNIT),
            "detailed": "detailed" in form,
            "columns": [name for name in form.getlist("columns") if name],
            "across": form.get("across") != "no",
            "rule_set": form.get("rule_set", "party"),
            "recipients": [line for line in lines if line],
        },
    }


def form_page(
    report_id: UUID | None, typed: dict[str, Any] | None, refusal: Refusal
) -> ResponseReturnValue:
    """Return the form, with what was typed or how the report is laid down.

    Raises:
        NotFound, Denied: the report is not the person's to change; Denied: they lay down none.
    """
    actor = current_actor()
    with platform().store.reading() as session:
        shown = typed
        if report_id is not None:
            access.report(session, actor, report_id, ReportPermission.CHANGE)
            view = report_view(session, actor, report_id)
            bodies = [(view.unit_id, view.unit)]
            shown = typed or {
                "name": view.name, "unit_id": view.unit_id, "signer_id": view.signer_id,
                "scheduled": view.scheduled, "spec": view.spec.model_dump(mode="json"),
                "revision": view.revision,
            }  # fmt: skip
        else:
            bodies = _bodies(session, actor)
            shown = typed or {
                "unit_id": bodies[0][0], "spec": ReportSpec().model_dump(mode="json")
            }  # fmt: skip
        offered = _offered(session, actor, [body for body, _name in bodies])
    page = render_template(
        "followup/reports/form.html",
        report_id=report_id, form=shown, refusal=refusal, bodies=bodies, Period=ReportPeriod,
        By=ReportGroup, Column=ReportColumn, most=MOST_ACROSS, most_upright=MOST_UPRIGHT,
        scheduled=[period.value for period in SCHEDULED], most_rows=MOST_ROWS,
        most_in_paper=MOST_IN_PAPER, **offered,
    )  # fmt: skip
    return page, refusal.status


def _bodies(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    mine = tracked_by(actor)
    found = [(unit.id, unit.name) for unit in directory.units(session) if unit.id in mine]
    if not found:
        raise Denied("denied", kind="task_report")
    return found


def _offered(session: Session, actor: Actor, bodies: list[UUID]) -> dict[str, Any]:
    """What can be chosen. Directives: the newest."""
    symbols = select(Directive.id, Directive.symbol).order_by(
        Directive.issued_on.desc(), Directive.symbol
    )
    signers = [one for body in bodies for one in signers_of(session, body, today())]
    return {
        "units": [(unit.id, unit.name) for unit in directory.units(session)],
        "leaders": leaders(session),
        "fields": book(session, FIELDS_OF_WORK).choices(today(), actor),
        "directives": [tuple(row) for row in session.execute(symbols.limit(DIRECTIVES))],
        "signers": [(one.id, f"{one.name}, {one.title}") for one in signers],
    }
