"""What the buttons and small forms on a meeting's page do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import TypeAdapter

from documents.commands.retry import RetryVersion, retry_version
from documents.routes.asked import onto_asked
from documents.routes.sent import take_sent
from documents.secrecy import Secrecy
from ecabinet.web.requests import execute
from meetings.commands.agenda import (
    AddAgendaItem,
    RemoveAgendaItem,
    UpdateAgendaItem,
    add_agenda_item,
    remove_agenda_item,
    update_agenda_item,
)
from meetings.commands.agenda_order import MoveAgendaItem, move_agenda_item
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.participants import (
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.plan import CancelMeeting, cancel_meeting
from meetings.commands.presence import Presence, check_in
from meetings.commands.series import CancelFollowing, cancel_following
from meetings.commands.session import OpenSession, open_session
from meetings.queries.papers import KIND
from meetings.routes.forms import attempt, typed_deadline
from meetings.routes.pages import pages, show_detail

MEETING = "/meetings/<uuid:meeting_id>"


def _done(
    meeting_id: UUID, work: Callable[[], Any], said: str = "", place: str = ""
) -> ResponseReturnValue:
    """Do it and go back to the page; what was typed stays there when something is wrong."""
    made, refusal = attempt(work)
    if made is None:
        return show_detail(meeting_id, request.form.to_dict(), refusal), refusal.status
    if said:
        flash(said, "success")
    return redirect(url_for("meetings.detail", meeting_id=meeting_id, _anchor=place or None), 303)


def _typed_item() -> dict[str, Any]:
    names = ("title", "minutes", "presenter_name", "presenter_unit", "secrecy", "agenda_revision")
    typed: dict[str, Any] = {name: request.form[name] for name in names if name in request.form}
    if request.form.get("parent_id"):
        typed["parent_id"] = request.form["parent_id"]
    return typed | {"members_only": "members_only" in request.form}


@pages.post(MEETING + "/agenda-items")
def add_item(meeting_id: UUID) -> ResponseReturnValue:
    """Add an item."""
    return _done(
        meeting_id,
        lambda: execute(add_agenda_item, AddAgendaItem(meeting_id=meeting_id, **_typed_item())),
        place="agenda",
    )


@pages.post(MEETING + "/agenda-items/<uuid:item_id>")
def change_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Change an item."""
    return _done(
        meeting_id,
        lambda: execute(update_agenda_item, UpdateAgendaItem(item_id=item_id, **_typed_item())),
        place=f"item-{item_id}",
    )


@pages.post(MEETING + "/agenda-items/<uuid:item_id>/removal")
def remove_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Take an item off."""
    return _done(
        meeting_id,
        lambda: execute(remove_agenda_item, RemoveAgendaItem(item_id=item_id)),
        place="agenda",
    )


@pages.post(MEETING + "/agenda-items/<uuid:item_id>/papers")
def add_paper(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Keep papers of an item; for browsers without the upload script."""

    def work() -> Any:
        return take_sent(KIND, item_id, secrecy=_secrecy(), marks_onto=onto_asked())

    return _done(meeting_id, work, place=f"item-{item_id}")


def _secrecy() -> int:
    return TypeAdapter(Secrecy).validate_python(request.form.get("secrecy") or 0)


@pages.post(MEETING + "/papers/<uuid:version_id>/retry")
def retry_paper(meeting_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Let the worker look again at a file that could not be read."""
    command = RetryVersion(version_id=version_id)

    def work() -> RetryVersion:
        execute(retry_version, command)
        return command

    return _done(meeting_id, work, place="agenda")


@pages.post(MEETING + "/agenda-items/<uuid:item_id>/position")
def move_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """Move an item one step: up, down, into the one before, out of its own."""
    seen = request.form.get("agenda_revision")
    step = {
        "item_id": item_id,
        "direction": request.form.get("direction"),
        "agenda_revision": seen or None,
    }
    return _done(
        meeting_id,
        lambda: execute(move_agenda_item, MoveAgendaItem.model_validate(step)),
        place=f"item-{item_id}",
    )


@pages.post(MEETING + "/participants")
def invite(meeting_id: UUID) -> ResponseReturnValue:
    """Put the chosen people on the list."""
    form = request.form
    part = {"function": form.get("function"), "item_ids": form.getlist("item_ids")}
    seats = [{"person_id": person_id, **part} for person_id in form.getlist("person_ids")]

    def work() -> Any:
        command = InviteParticipants.model_validate(
            {"meeting_id": meeting_id, "participants": seats}
        )
        return execute(invite_participants, command)

    return _done(meeting_id, work, place="people")


@pages.post(MEETING + "/participants/<uuid:participant_id>/removal")
def remove_seat(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Take somebody off the list."""
    command = RemoveParticipant(meeting_id=meeting_id, participant_id=participant_id)
    return _done(meeting_id, lambda: execute(remove_participant, command), place="people")


@pages.post(MEETING + "/call")
def call(meeting_id: UUID) -> ResponseReturnValue:
    """Call the meeting."""

    def work() -> Any:
        command = {"meeting_id": meeting_id, "answer_by": typed_deadline(request.form)}
        return execute(call_meeting, CallMeeting.model_validate(command))

    return _done(
        meeting_id,
        work,
        _("Đã mời họp. Người dự thấy phiên họp trên trang chủ của mình."),
    )


@pages.post(MEETING + "/cancellation")
def cancel(meeting_id: UUID) -> ResponseReturnValue:
    """Cancel the meeting."""
    reason = request.form.get("reason", "")
    if "following" in request.form:
        following = CancelFollowing(meeting_id=meeting_id, reason=reason)
        work: Callable[[], Any] = lambda: execute(cancel_following, following)  # noqa: E731
        return _done(meeting_id, work, _("Đã hủy phiên họp này và các phiên sau."))
    command = CancelMeeting(meeting_id=meeting_id, reason=reason)
    return _done(meeting_id, lambda: execute(cancel_meeting, command), _("Đã hủy phiên họp."))


@pages.post(MEETING + "/attendance")
def arrive(meeting_id: UUID) -> ResponseReturnValue:
    """Check oneself in and go into the room."""
    made, refusal = attempt(lambda: execute(check_in, Presence(meeting_id=meeting_id)))
    if made is None:
        return show_detail(meeting_id, {}, refusal), refusal.status
    return redirect(url_for("meetings.room", meeting_id=meeting_id), 303)


@pages.post(MEETING + "/session")
def begin(meeting_id: UUID) -> ResponseReturnValue:
    """Open the session and go to the desk."""
    step = OpenSession(meeting_id=meeting_id, besides="besides" in request.form)
    made, refusal = attempt(lambda: execute(open_session, step))
    if made is None:
        return show_detail(meeting_id, {"opening": True}, refusal), refusal.status
    return redirect(url_for("meetings.desk", meeting_id=meeting_id), 303)
