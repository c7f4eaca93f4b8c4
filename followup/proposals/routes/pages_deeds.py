"""Pages on which something is done to a proposal. A mistake keeps all that was typed."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from ecabinet.accounts.queries import directory
from ecabinet.core.errors import Conflict, Invalid, NotFound, Stale
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.errors import sentence
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day, typed_id
from followup.proposals import access
from followup.proposals.commands.consult import GiveOpinion, give_opinion
from followup.proposals.commands.draft import RemoveFile, remove_file
from followup.proposals.models import ProposalConsult
from followup.proposals.policies import ProposalPermission
from followup.proposals.queries.one import ACTS
from followup.proposals.queries.receivers import receivers, receivers_above
from followup.proposals.queries.shapes import ProposalDetail
from followup.proposals.routes.doors import load
from followup.proposals.routes.pages import WORDS, show
from followup.proposals.routes.works import WORKS, ProposalWork
from followup.proposals.states import ProposalAction, after
from followup.routes.doors import today
from followup.routes.pages import pages

NOUNS = "any(" + ", ".join(f'"{noun}"' for noun in WORKS) + ")"
LISTS = ("unit_ids", "person_ids")


@pages.get(f"/proposals/<uuid:proposal_id>/<{NOUNS}:noun>")
def proposal_work(proposal_id: UUID, noun: str) -> ResponseReturnValue:
    """Show the form of one deed."""
    work = WORKS[noun]
    with platform().store.reading() as session:
        row = access.proposal(session, current_actor(), proposal_id, ACTS[work.action])
        after(row.state, work.action)
    if not work.fields:
        return redirect(url_for("followup.proposal", proposal_id=proposal_id))
    return _form(proposal_id, noun, dict.fromkeys(work.fields, ""), Refusal())


@pages.post(f"/proposals/<uuid:proposal_id>/<{NOUNS}:noun>")
def do_proposal_work(proposal_id: UUID, noun: str) -> ResponseReturnValue:
    """Do it, and say so on the proposal's page."""
    work = WORKS[noun]
    there = url_for("followup.proposal", proposal_id=proposal_id)
    typed: dict[str, Any] = {
        name: request.form.get(name, "") for name in work.fields if name not in LISTS
    }
    typed |= {name: request.form.getlist(name) for name in LISTS if name in work.fields}
    given = _given(typed) | {"proposal_id": proposal_id}
    if request.form.get("revision"):
        given["revision"] = request.form["revision"]
    if not work.fields:
        try:
            execute(work.command, work.payload.model_validate(given))
        except (Conflict, Invalid, Stale) as error:
            flash(sentence(error), "warning")
            return redirect(there, 303)
    else:
        done, refusal = attempt(lambda: execute(work.command, work.payload.model_validate(given)))
        if done is None:
            return _form(proposal_id, noun, typed, refusal)
    flash(str(work.done), "success")
    return redirect(there, 303)


@pages.post("/proposals/<uuid:proposal_id>/files/<uuid:paper_id>/removal")
def remove_proposal_file(proposal_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """Take a file off, and stay on the form."""
    wish = {"proposal_id": proposal_id, "paper_id": paper_id}
    revision = request.form.get("revision") or None
    try:
        execute(remove_file, RemoveFile.model_validate(wish | {"revision": revision}))
    except (Conflict, Stale) as error:
        flash(sentence(error), "warning")
        return redirect(url_for("followup.proposal", proposal_id=proposal_id), 303)
    flash(_("Đã bỏ tệp khỏi đề xuất."), "success")
    return redirect(url_for("followup.proposal", proposal_id=proposal_id), 303)


@pages.post("/proposal-consults/<uuid:consult_id>/opinion")
def give_proposal_opinion(consult_id: UUID) -> ResponseReturnValue:
    """Give an opinion; a mistake keeps what was typed, on the page of the proposal."""
    names = ("opinion", "text")
    typed: dict[str, Any] = {name: request.form.get(name, "") for name in names}
    given = {name: value for name, value in typed.items() if value} | {"consult_id": consult_id}
    with platform().store.reading() as session:
        proposal_id = _proposal_of(session, consult_id)
    done, refusal = attempt(lambda: execute(give_opinion, GiveOpinion.model_validate(given)))
    if done is None:
        return show(proposal_id, typed | {"consult_id": str(consult_id)}, refusal)
    flash(_("Đã gửi ý kiến."), "success")
    return redirect(url_for("followup.proposal", proposal_id=proposal_id) + "#opinions", 303)


def _proposal_of(session: Session, consult_id: UUID) -> UUID:
    """The proposal on which an opinion is asked of the person. Raises NotFound, Denied."""
    actor = current_actor()  # First: whoever is not signed in learns nothing of what is there.
    consult = session.get(ProposalConsult, consult_id)
    if consult is None:
        raise NotFound("not_found", kind=access.KIND)
    return access.proposal(session, actor, consult.proposal_id, ProposalPermission.ANSWER).id


def _given(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed as the commands take it; `to` is a unit, or a unit and a leader."""
    given = {name: value for name, value in typed.items() if value}
    if "due_on" in given:
        given["due_on"] = typed_day(given["due_on"])
    if to := given.pop("to", None):
        unit, _colon, leader = to.partition(":")
        given |= {"to_unit_id": unit} | ({"decider_id": leader} if leader else {})
    return given


def _form(
    proposal_id: UUID, noun: str, typed: dict[str, Any], refusal: Refusal
) -> ResponseReturnValue:
    found, work = load(proposal_id), WORKS[noun]
    page = render_template(
        "followup/proposals/work.html",
        found=found, work=work, noun=noun, typed=typed, refusal=refusal,
        **_offered(found, work, typed), **WORDS,
    )  # fmt: skip
    return page, refusal.status


def _offered(found: ProposalDetail, work: ProposalWork, typed: dict[str, Any]) -> dict[str, Any]:
    """What the fields let one choose from."""
    actor = current_actor()
    with platform().store.reading() as session:
        if "unit_ids" in work.fields:
            units = [u for u in directory.units(session, today()) if u.id != found.unit.id]
            people = directory.chosen(session, *(typed_id(one) for one in typed["person_ids"]))
            return {"units": [(unit.id, unit.name) for unit in units], "people": people}
        if "to" not in work.fields:
            return {}
        row = access.proposal(session, actor, found.id, ProposalPermission.READ)
        up = receivers_above if work.action is ProposalAction.FORWARD else receivers
        return {"receivers": up(session, actor, row, today())}
