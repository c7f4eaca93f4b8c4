"""Pages of proposals: the list, one proposal with its way, the form that writes it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.commands.upload import StoredFile
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.models.enums import Priority
from followup.proposals import access, states
from followup.proposals.commands.draft import (
    WRITTEN,
    ChangeProposal,
    DraftProposal,
    change_proposal,
    draft_proposal,
)
from followup.proposals.policies import ProposalPermission
from followup.proposals.queries.lists import (
    ProposalFilter,
    ProposalView,
    counts,
    list_proposals,
    units_seen,
)
from followup.proposals.routes.doors import NEW, keep_files, load
from followup.proposals.states import Opinion, ProposalAction, ProposalState
from followup.routes.doors import today
from followup.routes.kept_files import seal, sent_files
from followup.routes.pages import pages

WORDS = {"State": ProposalState, "Action": ProposalAction, "Opinion": Opinion}


@pages.get("/proposals")
def proposals() -> ResponseReturnValue:
    """List proposals; what was asked for wrongly is not asked for."""
    given = {name: value for name, value in request.args.items() if value}
    wanted, _refusal = attempt(lambda: ProposalFilter.model_validate(given))
    actor = current_actor()
    with platform().store.reading() as session:
        page = list_proposals(session, actor, wanted or ProposalFilter())
        waiting, units = counts(session, actor), units_seen(session, actor)
    shown = render_template(
        "followup/proposals/index.html",
        page=page, wanted=wanted or ProposalFilter(), counts=waiting, units=units,
        may_draft=bool(actor.unit_ids), View=ProposalView, Priority=Priority, **WORDS,
    )  # fmt: skip
    return shown, 422 if wanted is None else 200


@pages.get("/proposals/<uuid:proposal_id>")
def proposal(proposal_id: UUID) -> ResponseReturnValue:
    """Show a proposal with its whole way."""
    return show(proposal_id, {}, Refusal())


def show(proposal_id: UUID, typed: dict[str, Any], refusal: Refusal) -> ResponseReturnValue:
    """Return the page of a proposal, with what was typed as an opinion."""
    page = render_template(
        "followup/proposals/proposal.html",
        found=load(proposal_id), typed=typed, refusal=refusal, **WORDS,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/proposals/new")
def new_proposal() -> ResponseReturnValue:
    """Show the empty form."""
    units = _units(current_actor())
    return _form(None, {"unit_id": units[0][0], "urgency": Priority.NORMAL}, Refusal(), [])


@pages.post("/proposals/new")
def do_new_proposal() -> ResponseReturnValue:
    """Begin a proposal; a mistake keeps what was typed and sent."""
    _units(current_actor())
    typed, given = _typed(("unit_id",))
    kept, wrong = sent_files(NEW, keep_files)
    if wrong:
        return _form(None, typed, Refusal(wrong, wrong["files"], 422), kept)
    done, refusal = attempt(
        lambda: execute(draft_proposal, DraftProposal.model_validate(given | {"files": kept}))
    )
    if done is None:
        return _form(None, typed, refusal, kept)
    flash(
        _("Đã lưu đề xuất %(code)s. Có thể xin ý kiến hoặc trình ngay.", code=done.code), "success"
    )
    return redirect(url_for("followup.proposal", proposal_id=done.id), 303)


@pages.get("/proposals/<uuid:proposal_id>/edit")
def edit_proposal(proposal_id: UUID) -> ResponseReturnValue:
    """Show the form with the words as they are."""
    with platform().store.reading() as session:
        row = access.proposal(session, current_actor(), proposal_id, ProposalPermission.CHANGE)
        states.after(row.state, ProposalAction.EDIT)
        typed = {name: getattr(row, name) for name in WRITTEN} | {"revision": row.revision}
    return _form(proposal_id, typed, Refusal(), [])


@pages.post("/proposals/<uuid:proposal_id>/edit")
def do_edit_proposal(proposal_id: UUID) -> ResponseReturnValue:
    """Change a proposal; a mistake keeps what was typed and sent."""
    load(proposal_id)
    typed, given = _typed(("revision",))
    kept, wrong = sent_files(proposal_id, keep_files)
    if wrong:
        return _form(proposal_id, typed, Refusal(wrong, wrong["files"], 422), kept)
    wish = given | {"files": kept, "proposal_id": proposal_id}
    done, refusal = attempt(lambda: execute(change_proposal, ChangeProposal.model_validate(wish)))
    if done is None:
        return _form(proposal_id, typed, refusal, kept)
    flash(_("Đã lưu thay đổi."), "success")
    return redirect(url_for("followup.proposal", proposal_id=proposal_id), 303)


def _typed(also: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was typed, and the same as the commands take it."""
    typed = {name: request.form.get(name, "") for name in (*WRITTEN, *also)}
    given: dict[str, Any] = {name: value for name, value in typed.items() if value}
    if "desired_on" in given:
        given["desired_on"] = typed_day(given["desired_on"])
    return typed, given


def _form(
    proposal_id: UUID | None, typed: dict[str, Any], refusal: Refusal, kept: list[StoredFile]
) -> ResponseReturnValue:
    page = render_template(
        "followup/proposals/form.html",
        found=load(proposal_id) if proposal_id else None, typed=typed, refusal=refusal, kept=kept,
        seal=seal(proposal_id or NEW, kept), units=_units(current_actor(), proposal_id),
        Priority=Priority, **WORDS,
    )  # fmt: skip
    return page, refusal.status


def _units(actor: Actor, proposal_id: UUID | None = None) -> list[tuple[UUID, str]]:
    """Return the units for which one may propose. Raises Denied: none, of a new proposal."""
    with platform().store.reading() as session:
        mine = [u for u in directory.units(session, today()) if u.id in actor.unit_ids]
    if not mine and proposal_id is None:
        raise Denied("denied", kind=access.KIND)
    return [(unit.id, unit.name) for unit in mine]
