"""Pages that show: the lists, one circulation ballot, the form of a draft, the files."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from documents.queries.papers import papers_of
from ecabinet.accounts.queries import directory
from ecabinet.accounts.role_words import ROLES
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform
from meetings.ballot_forms import Form
from meetings.circulation import access
from meetings.circulation.containers import OPINIONS, PAPERS
from meetings.circulation.policies import CirculationPermission
from meetings.circulation.queries import detail
from meetings.circulation.queries.lists import CirculationBox, count_waiting, listed
from meetings.circulation.routes.doors import letter_pdf, load, pages, sheet_pdf
from meetings.circulation.routes.draft_form import typed_of
from meetings.circulation.states import CirculationAct, CirculationState
from meetings.circulation.words import ACTS, STATES


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the tables."""
    return {
        "Act": CirculationAct, "Form": Form, "CirculationState": CirculationState,
        "Box": CirculationBox,
        "state_words": STATES, "act_words": ACTS, "role_names": ROLES,
    }  # fmt: skip


@pages.get("/circulations")
def index() -> ResponseReturnValue:
    """Show what waits for the reader, what they run, or all on which they were asked."""
    actor = current_actor()
    box = (
        CirculationBox(request.args["box"])
        if request.args.get("box") in list(CirculationBox)
        else CirculationBox.WAITING
    )
    with platform().store.reading() as session:
        page = listed(session, actor, box, _key("after"))
        waiting = count_waiting(session, actor)
        creates = bool(_own_units(session, actor))
    return render_template(
        "meetings/circulation/index.html", page=page, box=box, waiting=waiting, creates=creates
    )


def _key(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _own_units(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    units = directory.units(session, office_day(utc_now()))
    return [(u.id, u.name) for u in units if allows(actor, CirculationPermission.CREATE, u.id)]


@pages.get("/circulations/new")
def new() -> ResponseReturnValue:
    """Show the form of a new one."""
    return show_form(None, Refusal(), {})


@pages.get("/circulations/<uuid:circulation_id>/draft")
def edit(circulation_id: UUID) -> ResponseReturnValue:
    """Show the form of a draft."""
    return show_form(circulation_id, Refusal(), {})


def show_form(
    circulation_id: UUID | None, refusal: Refusal, typed: dict[str, Any]
) -> ResponseReturnValue:
    """Return the form, with what was typed and why it was refused."""
    actor, today = current_actor(), office_day(utc_now())
    with platform().store.reading() as session:
        found = None
        if circulation_id is not None:
            run = CirculationPermission.RUN
            access.circulation(session, actor, circulation_id, run)
            found = detail.circulation(session, actor, circulation_id)
        people = [(p.id, f"{p.name} · {p.title}") for p in directory.people(session, today)]
        units = directory.units(session, today)
        own = _own_units(session, actor)
    offices = [
        (f"{unit.id}:{key}", f"{unit.name} · {words}")
        for unit in units
        for key, words in (("", "—"), *((role.value, words) for role, words in ROLES.items()))
        if key in ("", "leader", "member", "secretary")
    ]
    page = render_template(
        "meetings/circulation/form.html",
        found=found, refusal=refusal, typed=typed or typed_of(found), people=people,
        offices=offices, units=own,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/circulations/<uuid:circulation_id>")
def one(circulation_id: UUID) -> ResponseReturnValue:
    """Show one: papers, the question, one's answer; to officers also how far it is."""
    return show_one(circulation_id, Refusal())


def show_one(circulation_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Return the page, with why something was refused."""
    actor, found = current_actor(), load(circulation_id)
    with platform().store.reading() as session:
        files = papers_of(session, actor, PAPERS, [found.id]).get(found.id, [])
        keys = detail.files_to_read(session, actor, found)
        opinions = papers_of(session, actor, OPINIONS, keys)
    page = render_template(
        "meetings/circulation/one.html",
        row=found, files=files, opinions=opinions, refusal=refusal, typed=request.form,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/circulations/<uuid:circulation_id>/letter.pdf")
def letter(circulation_id: UUID) -> Response:
    """Give the letter as a PDF."""
    return letter_pdf(circulation_id)


@pages.get("/circulations/<uuid:circulation_id>/result.pdf")
def result(circulation_id: UUID) -> Response:
    """Give the result sheet as a PDF."""
    return sheet_pdf(circulation_id)
