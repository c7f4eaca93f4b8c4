"""The pages of big screens: the screen itself, the machines of a meeting, a machine's code."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ecabinet.accounts.totp import qr_svg
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.errors import STATUS, sentence
from ecabinet.web.requests import current_actor, execute, platform
from meetings import access
from meetings.commands.show import CloseScreen, OpenScreen, close_screen, open_screen
from meetings.policies import MeetingPermission
from meetings.queries import room as live
from meetings.queries.screens import open_screens
from meetings.routes.screen_pass import address_of, hash_of_code, machine, new_code, take

screens = Blueprint("screens", __name__)
MEETING = "/meetings/<uuid:meeting_id>"
LONGEST = 40


@screens.get(MEETING + "/screen")
def of_meeting(meeting_id: UUID) -> ResponseReturnValue:
    """Show the big screen to a person of the meeting."""
    return _wall(current_actor(), meeting_id, by_machine=False)


@screens.get("/screen")
def show() -> ResponseReturnValue:
    """Show the big screen on the machine that was let in; on another one ask for the code."""
    found = machine()
    if found is None or found.screen_of is None:
        return _ask()
    return _wall(found, found.screen_of, by_machine=True)


@screens.post("/screen")
def let_in() -> ResponseReturnValue:
    """Let this machine in by a code that it types or has read."""
    try:
        take(request.form.get("code", "")[:LONGEST])
    except NotFound as error:
        return _ask(sentence(error)), STATUS[NotFound]
    return redirect(url_for("screens.show"), 303)


@screens.get(MEETING + "/screens")
def machines(meeting_id: UUID) -> ResponseReturnValue:
    """List the machines that show the screen of a meeting, to whoever runs it."""
    return _machines(meeting_id)


@screens.post(MEETING + "/screens")
def open_one(meeting_id: UUID) -> ResponseReturnValue:
    """Show a code for one more machine, this once."""
    code = new_code()

    def work() -> object:
        command = OpenScreen(
            meeting_id=meeting_id,
            name=request.form.get("name", ""),
            code_hash=hash_of_code(code),
        )
        return execute(open_screen, command)

    made, refusal = attempt(work)
    if made is None:
        return _machines(meeting_id, refusal=refusal), refusal.status
    return _machines(meeting_id, code)


@screens.post(MEETING + "/screens/<uuid:screen_id>/closure")
def close_one(meeting_id: UUID, screen_id: UUID) -> ResponseReturnValue:
    """End what one machine shows."""
    execute(close_screen, CloseScreen(meeting_id=meeting_id, screen_id=screen_id))
    return redirect(url_for("screens.machines", meeting_id=meeting_id), 303)


def _ask(refusal: str = "") -> str:
    return render_template("meetings/screen_code.html", refusal=refusal)


def _wall(actor: Actor, meeting_id: UUID, *, by_machine: bool) -> str:
    with platform().store.reading() as session:
        state = live.screen(session, actor, meeting_id, utc_now())
    return render_template("meetings/screen.html", state=state, by_machine=by_machine)


def _machines(meeting_id: UUID, code: str = "", refusal: Refusal | None = None) -> str:
    with platform().store.reading() as session:
        place = access.place(session, current_actor(), meeting_id, MeetingPermission.SHOW)
        found = open_screens(session, current_actor(), meeting_id, utc_now())
        title = place.row.title
    address = address_of(code) if code else ""
    return render_template(
        "meetings/screens.html",
        meeting_id=meeting_id,
        title=title,
        screens=found.screens,
        code=code,
        address=url_for("screens.show", _external=True),
        drawn=qr_svg(address) if address else "",
        refusal=refusal or Refusal(),
    )
