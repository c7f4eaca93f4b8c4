"""issueTask, and the form by which a task is issued by hand."""

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Unit
from ecabinet.accounts.models.unit import open_on
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied
from ecabinet.core.permissions import allows
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.issue import REPORT_AFTER, IssuedTask
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.importing.policies import ImportPermission
from followup.issue_policies import UnitTaskPermission
from followup.models import DeadlineKind, Period
from followup.proposals.commands.become import IssueFromProposal, issue_from_proposal
from followup.queries.coverage import article_of
from followup.queries.directives import directives_to_choose
from followup.routes.doors import api, today
from followup.routes.from_proposal import filled_in
from followup.routes.pages import pages

LISTS = ("coordinating_unit_ids", "informed_unit_ids")
DAYS = ("due_on", "starts_on", "ends_on")
OF_PERIODS = ("period", "report_after", "starts_on", "ends_on")


@api.post(
    "/tasks",
    operation_id="issueTask",
    summary="Giao nhiệm vụ",
    responses={201: IssuedTask},
)
def post_task_by_hand(body: IssueByHand, header: WriteHeaders) -> Response:
    """Issue a task that comes neither of a conclusion nor of a slip."""
    return answer(execute(issue_by_hand, body), 201)


@pages.get("/tasks/new")
def new_task() -> ResponseReturnValue:
    """Show the empty form; `directive_id`, `article_id` or `proposal_id` fills the source in."""
    directive = request.args.get("directive_id", "")
    typed = {"directive_id": directive, "supervisor_id": "", "report_after": REPORT_AFTER}
    typed |= _of_article(request.args.get("article_id", type=UUID))
    typed |= filled_in(request.args.get("proposal_id", type=UUID))
    return _form(typed, Refusal())


@pages.post("/tasks/new")
def issue_new_task() -> ResponseReturnValue:
    """Issue the task; a mistake keeps what was typed."""
    typed: dict[str, Any] = {
        name: request.form.get(name, "") for name in IssueByHand.model_fields if name not in LISTS
    }
    typed |= {name: request.form.getlist(name) for name in LISTS}
    given = {name: value for name, value in typed.items() if value}
    for name in DAYS:
        if name in given:
            given[name] = typed_day(given[name])
    if given.get("deadline_kind") != DeadlineKind.PERIODIC:
        # The fields of periods stand in the form whatever is chosen above them.
        given = {name: value for name, value in given.items() if name not in OF_PERIODS}
    proposal_id = request.form.get("proposal_id", "")
    done, refusal = attempt(lambda: _issue(given, proposal_id))
    if done is None:
        typed |= filled_in(typed_id(proposal_id)) | typed
        return _form(typed, refusal)
    flash(_("Đã giao nhiệm vụ %(code)s.", code=done.code), "success")
    return redirect(url_for("followup.task", task_id=done.id), 303)


def _issue(given: dict[str, Any], proposal_id: str) -> IssuedTask:
    if not proposal_id:
        return execute(issue_by_hand, IssueByHand.model_validate(given))
    wish = IssueFromProposal.model_validate(given | {"proposal_id": proposal_id})
    return execute(issue_from_proposal, wish)


def _of_article(article_id: UUID | None) -> dict[str, str]:
    """Return what an article fills in; nothing without one."""
    if article_id is None:
        return {}
    with platform().store.reading() as session:
        article = article_of(session, current_actor(), article_id)
    if article is None:
        return {}
    return {
        "article_id": str(article.id),
        "article_label": article.label,
        "directive_id": str(article.directive_id),
        "source_quote": article.text[:5_000],
        "title": article.text.split(". ")[0][:300],
    }


def _form(typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    if not allows(actor, UnitTaskPermission.ISSUE, None):
        raise Denied("denied", kind="task")
    with platform().store.reading() as session:
        context = {
            "leads": leads_of(session, actor),
            "units": [(unit.id, unit.name) for unit in directory.units(session, today())],
            "people": directory.chosen(session, typed_id(typed["supervisor_id"])),
            "fields": book(session, FIELDS_OF_WORK).choices(today(), actor),
            "may_import": allows(actor, ImportPermission.CREATE, None),
            "directives": directives_to_choose(session), "periods": list(Period),
            "typed": typed, "refusal": refusal,
        }  # fmt: skip
    return render_template("followup/new_task.html", **context), refusal.status


def leads_of(session: Session, actor: Actor) -> list[tuple[Any, str]]:
    """Return the units to which the person may issue; the tree is read once."""
    rows = session.scalars(select(Unit).where(open_on(today())).order_by(Unit.rank, Unit.name))
    found = list(rows)
    return [(u.id, u.name) for u in found if allows(actor, UnitTaskPermission.ISSUE, u)]
