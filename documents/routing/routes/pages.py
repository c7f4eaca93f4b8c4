"""Pages that show: the inboxes, one slip, the form that sends, the slip as a file."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from documents.issuing.queries.lists import about
from documents.queries.papers import papers_of
from documents.register.container import CONTAINER
from documents.register.models import Entry, Urgency
from documents.register.words import URGENCIES
from documents.routing import access
from documents.routing.official import SUBJECT, transfer_offered
from documents.routing.policies import PartPermission, desks
from documents.routing.queries.lists import Box, count_new, inbox
from documents.routing.routes.doors import load_slip, pages, slip_pdf, today
from documents.routing.routes.offers import offers
from documents.routing.states import Act, PartState
from documents.routing.words import ACTS, ROLES, STATES
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Actor
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of routing's tables."""
    return {
        "Act": Act, "PartState": PartState, "Urgency": Urgency, "Box": Box,
        "urgency_words": URGENCIES, "role_words": ROLES, "part_words": STATES, "act_words": ACTS,
    }  # fmt: skip


@pages.get("/routing")
def index() -> ResponseReturnValue:
    """Show what waits at one's hand, what is done, or what was sent."""
    actor = current_actor()
    box = Box(request.args["box"]) if request.args.get("box") in list(Box) else Box.WAITING
    unit_id, after = _key("unit_id"), _key("after")
    with platform().store.reading() as session:
        page = inbox(session, actor, box, today(), unit_id, after)
        new, units = count_new(session, actor), _units(session, actor)
    return render_template(
        "documents/routing/index.html",
        page=page, box=box, unit_id=unit_id, paged=after is not None, new=new, units=units,
        here=here, today=today(),
    )  # fmt: skip


def here(**given: Any) -> str:
    """Return the address of a list, without what is empty."""
    plain = {name: str(value) for name, value in given.items() if value}
    return f"{url_for('routing.index')}?{urlencode(plain)}"


def _key(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _units(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    mine = desks(actor)
    return [(u.id, u.name) for u in directory.units(session, today()) if u.id in mine]


@pages.get("/routing/<uuid:slip_id>")
def slip(slip_id: UUID) -> ResponseReturnValue:
    """Show one slip. The page itself then says that it was opened, by a request of its own."""
    return show_slip(slip_id, Refusal())


def show_slip(slip_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Return the page of a slip, with why something was refused."""
    actor, found = current_actor(), load_slip(slip_id)
    with platform().store.reading() as session:
        entry_id = found.row.entry_id
        files = papers_of(session, actor, CONTAINER, [entry_id]).get(entry_id, [])
        official = about(session, actor, SUBJECT, slip_id)
        offered = transfer_offered(session, actor, slip_id)
    versions = {file.version.id for file in files}
    under = found.ink.version_id if found.ink and found.ink.version_id in versions else None
    page = render_template(
        "documents/routing/slip.html",
        slip=found, row=found.row, files=files, refusal=refusal, under=under,
        official=official, official_offers=offered,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/routing/<uuid:slip_id>/slip.pdf")
def slip_file(slip_id: UUID) -> Response:
    """Give the slip as a PDF."""
    return slip_pdf(slip_id)


@pages.get("/register/<uuid:document_id>/slips/new")
def new(document_id: UUID) -> ResponseReturnValue:
    """Show the form that sends a document of a book on."""
    return show_new(document_id, Refusal(), {})


def show_new(entry_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the form, with what was typed and why it was refused."""
    with platform().store.reading() as session:
        entry = access.entry_to_send(session, current_actor(), entry_id)
        action = url_for("routing.send", document_id=entry_id)
        back = url_for("register.entry", document_id=entry_id)
        context = _to_choose(session, entry)
    return _form(refusal, entry=entry, typed=typed, action=action, back=back, part=None, **context)


@pages.get("/slip-parts/<uuid:part_id>/forwarding")
def forwarding(part_id: UUID) -> ResponseReturnValue:
    """Show the form that sends on what one was sent."""
    return show_forwarding(part_id, Refusal(), {})


def show_forwarding(part_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the form, with what was typed and why it was refused."""
    with platform().store.reading() as session:
        part = access.part(session, current_actor(), part_id, PartPermission.FORWARD)
        action = url_for("routing.forward", part_id=part_id)
        back = url_for("routing.slip", slip_id=part.slip_id)
        entry = part.slip.entry
        context = _to_choose(session, entry)
    return _form(refusal, entry=entry, typed=typed, action=action, back=back, part=part, **context)


def _to_choose(session: Session, entry: Entry) -> dict[str, Any]:
    actor = current_actor()
    files = papers_of(session, actor, CONTAINER, [entry.id]).get(entry.id, [])
    ready = next((f.version for f in files if f.version.is_ready and f.version.pages), None)
    return {"first": ready, **offers(session, actor)}


def _form(refusal: Refusal, **context: Any) -> ResponseReturnValue:
    page = render_template("documents/routing/new.html", refusal=refusal, **context)
    return page, refusal.status
