"""Pages of minutes that show: the minutes to read or write, amendments, versions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from ecabinet.core.clock import office_time, utc_now
from ecabinet.web.attempts import Refusal
from ecabinet.web.requests import current_actor, platform
from meetings.minutes import access
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.queries.work import compare
from meetings.minutes.routes.doors import load_amendments, load_minutes, load_versions, pages
from meetings.minutes.text import kept, plain
from meetings.minutes.words import AMENDMENTS, ORIGINS, PLACES, STATES

USUAL_DAYS = 3


@pages.context_processor
def words() -> dict[str, Any]:
    """Give templates the words of the tables, and texts as the editor reads them."""
    return {
        "minutes_states": STATES, "minutes_places": PLACES, "amendment_states": AMENDMENTS,
        "minutes_origins": ORIGINS, "lines_kept": kept,
    }  # fmt: skip


@pages.get("/meetings/<uuid:meeting_id>/minutes")
def show(meeting_id: UUID) -> ResponseReturnValue:
    """Show the minutes: the secretariat writes them here, others read."""
    return show_minutes(meeting_id, Refusal(), {})


def show_minutes(meeting_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the page of the minutes, with what was typed and why it was refused."""
    found = load_minutes(meeting_id)
    due = office_time(found.due_at or utc_now() + timedelta(days=USUAL_DAYS))
    usual = {"due_on": due.date().isoformat(), "due_time": f"{due:%H:%M}"}
    if not found.due_at:
        usual["due_time"] = "17:00"
    page = render_template(
        "meetings/minutes/show.html", found=found, refusal=refusal, typed=typed or usual
    )
    return page, refusal.status


@pages.get("/meetings/<uuid:meeting_id>/minutes/amendments")
def list_amendments(meeting_id: UUID) -> ResponseReturnValue:
    """Show the amendments, all or one's own."""
    return show_amendments(meeting_id, Refusal(), {})


def show_amendments(
    meeting_id: UUID, refusal: Refusal, typed: dict[str, Any]
) -> ResponseReturnValue:
    """Return the page of the amendments, with what was typed and why it was refused."""
    page = render_template(
        "meetings/minutes/amendments.html",
        found=load_minutes(meeting_id), listed=load_amendments(meeting_id), refusal=refusal,
        typed=typed,
    )  # fmt: skip
    return page, refusal.status


@pages.get("/meetings/<uuid:meeting_id>/minutes/versions")
def list_versions(meeting_id: UUID) -> ResponseReturnValue:
    """Show the versions of all texts."""
    listed = load_versions(meeting_id)
    return render_template(
        "meetings/minutes/versions.html", found=load_minutes(meeting_id), listed=listed
    )


@pages.get("/minutes-versions/<uuid:minutes_version_id>")
def comparison(minutes_version_id: UUID) -> ResponseReturnValue:
    """Show a version beside the present."""
    with platform().store.reading() as session:
        found = compare(session, current_actor(), minutes_version_id)
    return render_template("meetings/minutes/version.html", found=found)


@pages.get("/minutes-blocks/<uuid:block_id>/amendments")
def amendment_form(block_id: UUID) -> ResponseReturnValue:
    """Show a text with the form of an amendment."""
    return show_form(block_id, Refusal(), {})


def show_form(block_id: UUID, refusal: Refusal, typed: dict[str, Any]) -> ResponseReturnValue:
    """Return the page of an amendment's form. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        place = access.block(session, current_actor(), block_id, MinutesPermission.AMEND)
        meeting_id = place.at.meeting.id
    found = load_minutes(meeting_id)
    part = next(part for part in found.parts if part.text and part.text.id == block_id)
    assert part.text is not None
    usual = {"text": plain(part.text.body), "base": part.text.version}
    page = render_template(
        "meetings/minutes/amend.html",
        found=found, part=part, refusal=refusal, typed=typed or usual,
    )  # fmt: skip
    return page, refusal.status
