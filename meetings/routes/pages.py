"""The pages around the session: the list, the plan, one meeting before and after."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from documents.messages import MESSAGES
from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, execute, platform
from followup.queries.lists import tasks_by_id
from meetings import access
from meetings.commands.call import missing_for_call
from meetings.commands.plan import (
    CreateMeeting,
    MeetingRef,
    UpdateMeeting,
    create_meeting,
    update_meeting,
)
from meetings.kinds import MEETING_KINDS, ROOMS
from meetings.policies import BodyPermission, MeetingPermission
from meetings.queries import detail as details
from meetings.queries import listing
from meetings.queries.acted import by_deputies
from meetings.queries.listing import When
from meetings.queries.shapes import MeetingOut
from meetings.rights_words import ACTS
from meetings.routes.forms import Refusal, attempt, defaults, from_meeting, read_plan
from meetings.routes.kind_words import KindChoice, RoomChoice
from meetings.routes.live_pages import add_live_pages
from meetings.words import functions, missing_words, rule_sets

pages = Blueprint("meetings", __name__)
add_live_pages(pages)


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
        kind_name=lambda code: kinds.name(code, actor.language),
    )


@pages.get("/meetings/new")
def new() -> ResponseReturnValue:
    """Show the form of a new meeting."""
    with platform().store.reading() as session:
        offered = book(session, MEETING_KINDS).offered(office_day(utc_now()))
    wanted = next((kind for kind in offered if kind.code == request.args.get("kind")), None)
    return _form(None, defaults(_bodies(), wanted or next(iter(offered), None)), Refusal())


@pages.post("/meetings/new")
def create() -> ResponseReturnValue:
    """Create a meeting; what was typed stays in the form when something is wrong."""
    typed = request.form.to_dict()

    def work() -> MeetingRef:
        plan = {**read_plan(typed), "with_agenda": "with_agenda" in typed}
        plan["room"] = plan.get("room") or None
        return execute(create_meeting, CreateMeeting.model_validate(plan))

    made, refusal = attempt(work)
    if made is None:
        return _form(None, typed, refusal), refusal.status
    return redirect(url_for("meetings.detail", meeting_id=made.id), 303)


@pages.get("/meetings/<uuid:meeting_id>/edit")
def edit(meeting_id: UUID) -> ResponseReturnValue:
    """Show the form of a meeting planned."""
    with platform().store.reading() as session:
        access.meeting(session, current_actor(), meeting_id, MeetingPermission.PLAN)
        meeting = details.meeting(session, current_actor(), meeting_id)
    return _form(meeting, from_meeting(meeting), Refusal())


@pages.post("/meetings/<uuid:meeting_id>/edit")
def update(meeting_id: UUID) -> ResponseReturnValue:
    """Change the plan; what was typed stays in the form when something is wrong."""
    typed = request.form.to_dict()
    made, refusal = attempt(
        lambda: execute(
            update_meeting,
            UpdateMeeting.model_validate(
                {
                    "meeting_id": meeting_id,
                    "revision": typed.get("revision") or None,
                    **read_plan(typed),
                }
            ),
        )
    )
    if made is None:
        with platform().store.reading() as session:
            meeting = details.meeting(session, current_actor(), meeting_id)
        return _form(meeting, typed, refusal), refusal.status
    return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)


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
        missing = missing_for_call(found)
        kind = book(session, MEETING_KINDS).name(meeting.kind, actor.language)
        issued = {c.task_id for c in meeting.conclusions if c.task_id}
        tasks = tasks_by_id(session, actor, issued, office_day(utc_now()))
        acted = by_deputies(session, actor, found, meeting)
    seated = {p.person_id for p in meeting.participants}
    return render_template(
        "meetings/detail.html",
        meeting=meeting,
        tasks=tasks,
        acted=acted,
        acts=ACTS,
        typed=typed,
        refusal=refusal,
        kind=kind,
        functions=functions(),
        free=[p for p in people if p.id not in seated],
        body_people={p.id for p in people if meeting.unit.id in p.unit_ids},
        missing=[(code, words, code in missing) for code, words in missing_words()],
        paper_messages=MESSAGES,
        now=utc_now(),
    )


def _bodies() -> list[tuple[UUID, str]]:
    """Return the bodies for which the person may create meetings."""
    actor = current_actor()
    with platform().store.reading() as session:
        units = directory.units(session)
    return [(u.id, u.name) for u in units if allows(actor, BodyPermission.CREATE_MEETING, u.id)]


def _form(meeting: MeetingOut | None, typed: dict[str, Any], refusal: Refusal) -> str:
    bodies = _bodies() if meeting is None else [(meeting.unit.id, meeting.unit.name)]
    if not bodies:
        raise NotFound("not_found", kind="unit")
    today, language = office_day(utc_now()), current_actor().language
    with platform().store.reading() as session:
        kinds = book(session, MEETING_KINDS).offered(today, meeting.kind if meeting else None)
        rooms = book(session, ROOMS).offered(today, meeting.room if meeting else None)
    return render_template(
        "meetings/form.html",
        meeting=meeting,
        typed=typed,
        refusal=refusal,
        bodies=bodies,
        kinds=[KindChoice.of(kind, language) for kind in kinds],
        rooms=[RoomChoice.of(room, language) for room in rooms],
        rule_sets=rule_sets(),
    )
