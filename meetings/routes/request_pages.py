"""Pages of papers asked of units: the lists, one request, what a meeting asked for."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.messages import MESSAGES as PAPER_MESSAGES
from documents.routes.asked import onto_asked
from documents.routes.sent import take_sent
from ecabinet.accounts.queries import directory
from ecabinet.core.actors import Role
from ecabinet.core.clock import utc_now
from ecabinet.core.outbox import last_seq
from ecabinet.core.text import fold
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from meetings import events, request_events
from meetings.commands.ask_papers import (
    AskForPapers,
    ChangeRequest,
    WithdrawRequest,
    ask_for_papers,
    change_request,
    withdraw_request,
)
from meetings.commands.request_steps import OnRequest
from meetings.commands.submit_papers import (
    ReturnPapers,
    SubmitPapers,
    accept_papers,
    return_papers,
    submit_papers,
)
from meetings.queries import detail as details
from meetings.queries import request_detail, requests
from meetings.queries.requests import ASKING, RequestBox
from meetings.queries.shapes import ItemOut
from meetings.request_container import CONTAINER
from meetings.request_words import ACTS, STANDINGS, USUAL
from meetings.routes.api_requests import today
from meetings.routes.forms import Refusal, attempt
from meetings.routes.pages import pages

ONE = "/paper-requests/<uuid:request_id>"
MEETING = "/meetings/<uuid:meeting_id>/paper-requests"


@pages.get("/paper-requests")
def requests_index() -> ResponseReturnValue:
    """Show what one's units have to prepare, or what is open in the meetings one prepares."""
    actor = current_actor()
    asked = request.args.get("box")
    with platform().store.reading() as session:
        counts = requests.count_requests(session, actor, today())
        own = counts[RequestBox.WAITING] or not actor.has_role(Role.SECRETARY)
        box = (
            RequestBox(asked)
            if asked in list(RequestBox)
            else (RequestBox.WAITING if own else RequestBox.TO_DECIDE)
        )
        page = requests.requests(session, actor, box, today(), _key("after"))
    return render_template(
        "meetings/requests.html",
        page=page, box=box, RequestBox=RequestBox, asking=box in ASKING, counts=counts,
        decides=actor.has_role(Role.SECRETARY) or box in ASKING,
        paged=_key("after") is not None, standings=STANDINGS, now_on=today(),
    )  # fmt: skip


@pages.get(MEETING)
def meeting_requests(meeting_id: UUID) -> ResponseReturnValue:
    """Show what was asked for a meeting, and the form that asks for more."""
    return _of_meeting(meeting_id, {}, Refusal())


@pages.post(MEETING)
def ask_papers(meeting_id: UUID) -> ResponseReturnValue:
    """Ask units for papers of an item."""
    form = request.form
    typed: dict[str, Any] = {
        "item_id": form.get("item_id", ""),
        "unit_ids": form.getlist("unit_ids"),
        "usual": form.getlist("usual"),
        "names": form.get("names", ""),
        "due_on": typed_day(form.get("due_on", "")),
        "note": form.get("note", ""),
    }
    own = [line.strip() for line in typed["names"].splitlines() if line.strip()]
    wish = {**typed, "names": [*typed["usual"], *own]}
    made, refusal = attempt(lambda: execute(ask_for_papers, AskForPapers.model_validate(wish)))
    if made is None:
        return _of_meeting(meeting_id, typed, refusal), refusal.status
    flash(_("Đã gửi đề nghị. Các đơn vị đã được báo."), "success")
    return redirect(url_for("meetings.meeting_requests", meeting_id=meeting_id), 303)


@pages.get(ONE)
def paper_request(request_id: UUID) -> ResponseReturnValue:
    """Show one request."""
    return _one(request_id, Refusal())


@pages.post(ONE + "/papers")
def add_request_file(request_id: UUID) -> ResponseReturnValue:
    """Keep files of a request; for browsers without the upload script."""

    def work() -> Any:
        return take_sent(CONTAINER, request_id, marks_onto=onto_asked())

    return _after(request_id, work, _("Đã nhận tệp. Mời nộp khi đã đủ."))


@pages.post(ONE + "/submission")
def submit_request(request_id: UUID) -> ResponseReturnValue:
    """Hand in what lies there."""
    note = request.form.get("note", "")
    return _do(request_id, submit_papers, SubmitPapers, _("Đã nộp. Thư ký đã được báo."), note=note)


@pages.post(ONE + "/acceptance")
def accept_request(request_id: UUID) -> ResponseReturnValue:
    """Take what was handed in."""
    words = _("Đã nhận. Tài liệu nay nằm ở nội dung họp.")
    return _do(request_id, accept_papers, OnRequest, words)


@pages.post(ONE + "/return")
def return_request(request_id: UUID) -> ResponseReturnValue:
    """Send back with a reason."""
    reason, words = request.form.get("reason", ""), _("Đã trả lại, đơn vị đã được báo.")
    return _do(request_id, return_papers, ReturnPapers, words, reason=reason)


@pages.post(ONE + "/change")
def change_one(request_id: UUID) -> ResponseReturnValue:
    """Give another day or other words."""
    day, note = (request.form.get(name, "") for name in ("due_on", "note"))
    given = {"due_on": typed_day(day), "note": note}
    return _do(request_id, change_request, ChangeRequest, _("Đã đổi, đơn vị đã được báo."), **given)


@pages.post(ONE + "/withdrawal")
def withdraw_one(request_id: UUID) -> ResponseReturnValue:
    """Ask no more."""
    reason, words = request.form.get("reason", ""), _("Đã rút đề nghị, đơn vị đã được báo.")
    return _do(request_id, withdraw_request, WithdrawRequest, words, reason=reason)


def _do(
    key: UUID, command: Callable[..., Any], payload: type[OnRequest], words: str, **given: Any
) -> ResponseReturnValue:
    seen = {"request_id": key, "revision": request.form.get("revision") or None}

    def work() -> Any:
        return execute(command, payload.model_validate({**seen, **given}))

    return _after(key, work, words)


def _after(key: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    made, refusal = attempt(work)
    if made is None:
        return _one(key, refusal), refusal.status
    flash(words, "success")
    return redirect(url_for("meetings.paper_request", request_id=key), 303)


def _one(key: UUID, refusal: Refusal) -> str:
    stream = request_events.request_stream(key)
    with platform().store.reading() as session:
        found = request_detail.request_detail(session, current_actor(), key, today())
        seq = last_seq(session, stream)
    return render_template(
        "meetings/request.html",
        found=found, asked=found.request, refusal=refusal, stream=stream, seq=seq,
        standings=STANDINGS, acts=ACTS, paper_messages=PAPER_MESSAGES,
    )  # fmt: skip


def _of_meeting(meeting_id: UUID, typed: dict[str, Any], refusal: Refusal) -> str:
    actor, stream = current_actor(), events.desk(meeting_id)
    with platform().store.reading() as session:
        found = requests.requests_of_meeting(session, actor, meeting_id, today())
        meeting = details.meeting(session, actor, meeting_id)
        units = [(unit.id, unit.name) for unit in directory.units(session, today())]
        seq = last_seq(session, stream)
    item = _item(meeting.agenda, typed.get("item_id") or request.args.get("item", ""))
    typed = {"unit_ids": _preparing(item, units), "item_id": item and item.id, **typed}
    return render_template(
        "meetings/meeting_requests.html",
        meeting=meeting, rows=found, units=units, usual=USUAL, typed=typed, refusal=refusal,
        standings=STANDINGS, stream=stream, seq=seq, now=utc_now(),
    )  # fmt: skip


def _item(agenda: list[ItemOut], key: str) -> ItemOut | None:
    return next((item for item in agenda if str(item.id) == str(key)), None)


def _preparing(item: ItemOut | None, units: list[tuple[UUID, str]]) -> list[UUID]:
    """Return the unit that presents the item, offered first."""
    name = fold(item.presenter_unit) if item else ""
    return [unit_id for unit_id, unit in units if name and fold(unit) == name]


def _key(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None
