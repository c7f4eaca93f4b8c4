"""The pages around the session: the list, the plan, one meeting before and after."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from documents.issuing.policies import OfficialPermission
from documents.issuing.queries.lists import about
from documents.messages import MESSAGES
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, platform
from followup.policies import DirectivePermission
from followup.queries.lists import tasks_by_id
from meetings import access, states
from meetings.calendar.queries.free import free_for
from meetings.kinds import MEETING_KINDS
from meetings.minutes.queries.texts import may_read
from meetings.official import offered
from meetings.policies import BodyPermission, MeetingPermission, RoomPermission
from meetings.queries import detail as details
from meetings.queries import listing
from meetings.queries.acted import by_deputies
from meetings.queries.bookings import Clashes, clashes_of
from meetings.queries.listing import When
from meetings.queries.readiness import readiness_of
from meetings.queries.standing_in import proposed
from meetings.request_words import check_words
from meetings.rights_words import ACTS
from meetings.routes.calling_parts import calling_parts
from meetings.routes.forms import Refusal
from meetings.routes.live_pages import add_live_pages
from meetings.routes.statistics import add_statistics
from meetings.words import functions

pages = Blueprint("meetings", __name__)
add_live_pages(pages)
add_statistics(pages)


@pages.get("/meetings")
def index() -> ResponseReturnValue:
    """List the meetings: those that run and come, or the past ones."""
    actor = current_actor()
    past = request.args.get("when") == When.PAST
    with platform().store.reading() as session:
        kinds = book(session, MEETING_KINDS)
        running = [] if past else listing.in_session(session, actor)
        when = When.PAST if past else When.UPCOMING
        page = listing.meetings(session, actor, when, request.args.get("after", "")[:100])
    return render_template(
        "meetings/index.html",
        running=running,
        page=page,
        past=past,
        may_create=bool(actor.units_as(Role.SECRETARY)),
        may_draw=allows(actor, RoomPermission.DRAW, None),
        kind_name=lambda code: kinds.name(code, actor.language),
    )


@pages.get("/meetings/<uuid:meeting_id>")
def detail(meeting_id: UUID) -> ResponseReturnValue:
    """Show a meeting: to prepare, to read ahead, to enter, or what came out of it."""
    return show_detail(meeting_id, {}, Refusal())


def show_detail(meeting_id: UUID, typed: dict[str, Any], refusal: Refusal) -> str:
    """Return the page of a meeting, with what was typed into one of its forms."""
    actor = current_actor()
    with platform().store.reading() as session:
        meeting = details.meeting(session, actor, meeting_id)
        plans = meeting.rights.plan
        people = directory.people(session, office_day(utc_now())) if plans else []
        found = access.meeting(session, actor, meeting_id, MeetingPermission.READ)
        kind = book(session, MEETING_KINDS).name(meeting.kind, actor.language)
        issued = {c.task_id for c in meeting.conclusions if c.task_id}
        tasks = tasks_by_id(session, actor, issued, office_day(utc_now()))
        acted = by_deputies(session, actor, found, meeting)
        planned = plans and meeting.state in states.PLANNING
        clashes = clashes_of(session, actor, found) if planned else Clashes(room=[], people=[])
        free = free_for(session, found) if clashes.room or clashes.people else []
        may_copy = allows(actor, MeetingPermission.PLAN, found)
        calling = calling_parts(session, actor, meeting)
        ready = readiness_of(session, actor, found, clashes, utc_now()) if planned else None
        official = about(session, actor, "meeting", meeting_id)
        proposed_for = proposed(session, meeting_id) if plans else {}
        drafts_for = allows(actor, OfficialPermission.DRAFT, found.unit_id)
        minutes_here = meeting.rights.minutes and may_read(session, actor, found)
    seated = {p.person_id for p in meeting.participants}
    return render_template(
        "meetings/detail.html",
        meeting=meeting,
        tasks=tasks,
        acted=[deed for deed in acted if deed.act in ACTS],
        acts=ACTS,
        typed=typed,
        refusal=refusal,
        clashes=clashes,
        free_times=free,
        may_copy=may_copy and allows(actor, BodyPermission.CREATE_MEETING, found.unit_id),
        kind=kind,
        functions=functions(),
        free=[p for p in people if p.id not in seated],
        proposed_for=proposed_for,
        body_people={p.id for p in people if meeting.unit.id in p.unit_ids},
        ready=ready,
        check_words=check_words,
        paper_messages=MESSAGES,
        official=official,
        minutes_here=minutes_here,
        official_offers=offered(found) if drafts_for else [],
        may_follow=allows(actor, DirectivePermission.REGISTER, None),
        **calling,
        now=utc_now(),
    )
