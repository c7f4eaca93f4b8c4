"""The page on which one asks for the file of a meeting, waits for it and takes it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ecabinet.core.permissions import allows
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, platform
from meetings import access
from meetings.archive import asking
from meetings.archive.routes.api import asked, failure_of
from meetings.archive.states import Wish
from meetings.archive.words import LAYERS
from meetings.places import ItemPlace
from meetings.policies import ItemPermission, MeetingPermission

pages = Blueprint("archive", __name__)
ADDRESS = "/meetings/<uuid:meeting_id>/archive"


@pages.get(ADDRESS)
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Show how far one's own archive is, and what it may hold."""
    return _page(meeting_id, Refusal())


@pages.post(ADDRESS)
def ask(meeting_id: UUID) -> ResponseReturnValue:
    """Let the worker make it."""
    form = request.form
    done, refusal = attempt(
        lambda: asked(
            meeting_id,
            Wish(layers=tuple(form.getlist("layers")), originals="originals" in form),
        )
    )
    if done is None:
        return _page(meeting_id, refusal)
    return redirect(url_for("archive.show", meeting_id=meeting_id), 303)


def _page(meeting_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    view, changed = asking.how_far(platform(), actor, meeting_id)
    with platform().store.reading() as session:
        place = access.place(session, actor, meeting_id, MeetingPermission.READ)
        items = [ItemPlace(place, item) for item in place.row.items]
        keeps = any(allows(actor, ItemPermission.GRANT, item) for item in items)
        title = place.row.title
    page = render_template(
        "meetings/archive.html",
        meeting_id=meeting_id, title=title, archive=view, changed=changed, refusal=refusal,
        failure=failure_of(view) if view else None, layers=LAYERS, keeps=keeps,
        limit=platform().settings.archive_limit,
    )  # fmt: skip
    return page, refusal.status
