"""The form of a meeting: a new one, one like another or by a template, one that is changed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.queries import directory
from ecabinet.catalogues.queries import book
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import NotFound
from ecabinet.core.permissions import allows
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.copying import Copied, CopyMeeting, copy_meeting
from meetings.commands.plan import (
    CreateMeeting,
    MeetingRef,
    UpdateMeeting,
    create_meeting,
    update_meeting,
)
from meetings.commands.series import ChangeFollowing, change_following
from meetings.kinds import MEETING_KINDS, ROOMS
from meetings.policies import BodyPermission, MeetingPermission
from meetings.queries import detail as details
from meetings.queries import listing
from meetings.queries.shapes import MeetingOut
from meetings.queries.templates import templates
from meetings.routes.forms import Refusal, attempt, defaults, from_meeting, read_plan
from meetings.routes.kind_words import KindChoice, RoomChoice
from meetings.routes.pages import pages
from meetings.words import rule_sets


@pages.get("/meetings/new")
def new() -> ResponseReturnValue:
    """Show the form of a new meeting."""
    with platform().store.reading() as session:
        offered = book(session, MEETING_KINDS).offered(office_day(utc_now()))
    wanted = next((kind for kind in offered if kind.code == request.args.get("kind")), None)
    if "copy" in request.args:
        return _form(None, _copy_defaults(request.args["copy"]), Refusal())
    plan = defaults(_bodies(), wanted or next(iter(offered), None))
    return _form(None, _with_template(plan, request.args.get("template", "")), Refusal())


@pages.post("/meetings/new")
def create() -> ResponseReturnValue:
    """Create a meeting; what was typed stays in the form when something is wrong."""
    typed = request.form.to_dict()

    if typed.get("copy_of"):
        return _create_copy(typed)

    def work() -> MeetingRef:
        plan = {**read_plan(typed), "with_agenda": "with_agenda" in typed}
        plan["room"] = plan.get("room") or None
        plan["template_id"] = typed.get("template_id") or None
        return execute(create_meeting, CreateMeeting.model_validate(plan))

    made, refusal = attempt(work)
    if made is None:
        return _form(None, typed, refusal), refusal.status
    return redirect(url_for("meetings.detail", meeting_id=made.id), 303)


def _with_template(plan: dict[str, Any], typed: str) -> dict[str, Any]:
    """Propose a template and its body; what is no template of one's own proposes nothing."""
    with platform().store.reading() as session:
        offered = templates(session, current_actor())
    for one in offered:
        if str(one.id) == typed:
            return {**plan, "template_id": typed, "unit_id": one.unit.id, "title": one.name}
    return plan


def _copied_id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise NotFound("not_found", kind="meeting") from error


def _copy_defaults(typed: str) -> dict[str, Any]:
    """Propose the same a week later, or at the next such weekday that is still to come."""
    actor = current_actor()
    with platform().store.reading() as session:
        access.meeting(session, actor, _copied_id(typed), MeetingPermission.PLAN)
        source = details.meeting(session, actor, _copied_id(typed))
    access.body(actor, source.unit.id)
    days = max(7, ((utc_now() - source.starts_at).days // 7 + 1) * 7)
    plan = from_meeting(source, timedelta(days=days))
    del plan["revision"]
    return {**plan, "copy_of": source.id, "source_title": source.title}


def _create_copy(typed: dict[str, Any]) -> ResponseReturnValue:
    names = ("title", "starts_at", "ends_at", "room", "place", "room_reason")

    def work() -> Copied:
        plan = read_plan(typed)
        changes = {name: plan[name] for name in names if name in plan}
        command = {"meeting_id": _copied_id(typed["copy_of"]), **changes}
        return execute(copy_meeting, CopyMeeting.model_validate(command))

    made, refusal = attempt(work)
    if made is None:
        return _form(None, typed, refusal), refusal.status
    if made.dropped:
        names_left = ", ".join(made.dropped)
        flash(_("Không mời lại người đã thôi giữ chức vụ: %(names)s.", names=names_left), "warning")
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
    plan = {"meeting_id": meeting_id, "revision": typed.get("revision") or None}

    def work() -> Any:
        if "following" in typed:
            changes = ChangeFollowing.model_validate({**plan, **read_plan(typed)})
            return execute(change_following, changes)
        return execute(update_meeting, UpdateMeeting.model_validate({**plan, **read_plan(typed)}))

    made, refusal = attempt(work)
    if made is None:
        with platform().store.reading() as session:
            meeting = details.meeting(session, current_actor(), meeting_id)
        return _form(meeting, typed, refusal), refusal.status
    return redirect(url_for("meetings.detail", meeting_id=meeting_id), 303)


def _bodies() -> list[tuple[UUID, str]]:
    """Return the bodies for which the person may create meetings."""
    actor = current_actor()
    with platform().store.reading() as session:
        units = directory.units(session)
    return [(u.id, u.name) for u in units if allows(actor, BodyPermission.CREATE_MEETING, u.id)]


def _form(meeting: MeetingOut | None, typed: dict[str, Any], refusal: Refusal) -> str:
    bodies = _bodies() if meeting is None else [(meeting.unit.id, meeting.unit.name)]
    if typed.get("copy_of"):  # A copy is of the same body.
        bodies = [one for one in bodies if str(one[0]) == str(typed.get("unit_id", one[0]))]
    if not bodies:
        raise NotFound("not_found", kind="unit")
    today, language = office_day(utc_now()), current_actor().language
    with platform().store.reading() as session:
        kinds = book(session, MEETING_KINDS).offered(today, meeting.kind if meeting else None)
        rooms = book(session, ROOMS).offered(today, meeting.room if meeting else None)
        offered = [] if meeting else templates(session, current_actor())
        earlier = [] if meeting else listing.to_copy(session, current_actor(), bodies)
    return render_template(
        "meetings/form.html",
        meeting=meeting,
        earlier=earlier,
        templates=[(str(one.id), one.name) for one in offered],
        typed=typed,
        refusal=refusal,
        bodies=bodies,
        kinds=[KindChoice.of(kind, language) for kind in kinds],
        rooms=[RoomChoice.of(room, language) for room in rooms],
        rule_sets=rule_sets(),
    )
