"""The pages of presence: seat map, coming and going, the door's screen, what a code opens."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.accounts.totp import qr_svg
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import DomainError
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.check_in_by_code import check_in_by_code
from meetings.commands.correct import StrikeInterval, strike_interval
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.recuse import RecuseFromItem, ReturnToItem, recuse, return_to_item
from meetings.policies import MeetingPermission
from meetings.queries import seating
from meetings.queries.presence_log import presence_log
from meetings.routes.codes import RENEWED, address, door_code, held_code, read_code
from meetings.routes.forms import attempt
from meetings.words import functions

check_in_pages = Blueprint("check_in", __name__)
MEETING = "/meetings/<uuid:meeting_id>"


@check_in_pages.get(MEETING + "/seats")
def seats(meeting_id: UUID) -> ResponseReturnValue:
    """Show the seat map; its script takes over from here."""
    with platform().store.reading() as session:
        state = seating.seat_map(session, current_actor(), meeting_id, utc_now())
    return render_template("meetings/seats.html", state=state)


@check_in_pages.get(MEETING + "/presence")
def log(meeting_id: UUID) -> ResponseReturnValue:
    """Show who came and went, to the secretariat."""
    return _log(meeting_id)


def _log(meeting_id: UUID, refusal: str = "") -> str:
    with platform().store.reading() as session:
        state = seating.seat_map(session, current_actor(), meeting_id, utc_now())
        found = presence_log(session, current_actor(), meeting_id)
    return render_template(
        "meetings/presence.html", log=found, state=state, functions=functions(), refusal=refusal
    )


def _done(meeting_id: UUID, work: Callable[[], Any]) -> ResponseReturnValue:
    made, refusal = attempt(work)
    if made is None:
        text = " ".join(dict.fromkeys([refusal.text, *refusal.fields.values()]))
        return _log(meeting_id, text), refusal.status
    return redirect(url_for("check_in.log", meeting_id=meeting_id), 303)


@check_in_pages.post(MEETING + "/presence/<uuid:participant_id>")
def note(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Note that somebody came, in the room or from elsewhere, or left."""
    what = request.form.get("what")
    command = Presence(
        meeting_id=meeting_id, participant_id=participant_id, online=what == "online"
    )
    deed = leave if what == "leave" else check_in
    return _done(meeting_id, lambda: execute(deed, command))


@check_in_pages.post(MEETING + "/presence/<uuid:interval_id>/correction")
def correct(meeting_id: UUID, interval_id: UUID) -> ResponseReturnValue:
    """Strike out what was noted by mistake."""

    def work() -> Any:
        command = StrikeInterval(
            meeting_id=meeting_id,
            interval_id=interval_id,
            reason=request.form.get("reason", ""),
            only_leaving=request.form.get("what") == "leaving",
        )
        return execute(strike_interval, command)

    return _done(meeting_id, work)


@check_in_pages.post(MEETING + "/presence/<uuid:participant_id>/recusal")
def stand_back(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Note that somebody stands back from an item, or does so no longer."""
    form = request.form

    def work() -> Any:
        seat = {"meeting_id": meeting_id, "participant_id": participant_id}
        if form.get("what") == "return":
            back = ReturnToItem.model_validate(seat | {"item_id": form.get("item_id")})
            return execute(return_to_item, back)
        typed = {"item_id": form.get("item_id"), "reason": form.get("reason", "")}
        return execute(recuse, RecuseFromItem.model_validate(seat | typed))

    return _done(meeting_id, work)


@check_in_pages.get(MEETING + "/door")
def door(meeting_id: UUID) -> ResponseReturnValue:
    """Show the screen at the door."""
    with platform().store.reading() as session:
        permission = MeetingPermission.CHECK_IN_OTHERS
        place = access.place(session, current_actor(), meeting_id, permission)
        state = seating.seat_map(session, current_actor(), meeting_id, utc_now())
    return render_template(
        "meetings/door.html", meeting=place.row, state=state, seconds=RENEWED.seconds, now=utc_now()
    )


@check_in_pages.get(MEETING + "/door.svg")
def door_picture(meeting_id: UUID) -> ResponseReturnValue:
    """Draw the code of the door as it is now."""
    with platform().store.reading() as session:
        permission = MeetingPermission.CHECK_IN_OTHERS
        access.place(session, current_actor(), meeting_id, permission)
    drawn = Response(qr_svg(address(door_code(meeting_id)), alone=True), mimetype="image/svg+xml")
    drawn.headers["Cache-Control"] = "no-store"
    return drawn


@check_in_pages.get("/check-in/<code>")
def show(code: str) -> ResponseReturnValue:
    """Ask whoever has read a code to confirm; nothing is noted by reading alone."""
    person_id = current_actor().person_id
    try:
        found = read_code(code, person_id)
    except DomainError as error:
        return _refused(error)
    if found.meeting_id is not None and person_id is not None:
        code = held_code(found.meeting_id, person_id)
    return render_template("meetings/check_in.html", code=code, seat=found.seat, refusal="")


@check_in_pages.post("/check-in/<code>")
def confirm(code: str) -> ResponseReturnValue:
    """Check in, and go on to the seat map."""
    try:
        done = execute(check_in_by_code, read_code(code, current_actor().person_id))
    except DomainError as error:
        return _refused(error)
    flash(_("Đã điểm danh."), "success")
    return redirect(url_for("check_in.seats", meeting_id=done.meeting_id), 303)


def _refused(error: DomainError) -> ResponseReturnValue:
    page = render_template("meetings/check_in.html", code="", seat="", refusal=sentence(error))
    return page, STATUS[type(error)]
