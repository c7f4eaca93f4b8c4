"""Pages of minutes that take: opening, sending round, approving, amendments and their answers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.web.attempts import attempt
from ecabinet.web.requests import current_actor, execute, platform
from meetings.circulation.routes.draft_form import typed_moment
from meetings.minutes import access
from meetings.minutes.commands.amending import (
    AcceptAmendment,
    ProposeAmendment,
    RefuseAmendment,
    accept_amendment,
    propose_amendment,
    refuse_amendment,
)
from meetings.minutes.commands.opening import (
    ApproveMinutes,
    CirculateMinutes,
    OpenMinutes,
    approve_minutes,
    circulate_minutes,
    open_minutes,
)
from meetings.minutes.policies import MinutesPermission
from meetings.minutes.routes.doors import pages
from meetings.minutes.routes.pages import show_amendments, show_form, show_minutes

HERE = "/meetings/<uuid:meeting_id>/minutes"
ONE = "/minutes-amendments/<uuid:amendment_id>"


@pages.post(HERE)
def open_them(meeting_id: UUID) -> ResponseReturnValue:
    """Open the minutes, or add the texts of items that came since."""
    command = OpenMinutes(meeting_id=meeting_id)
    return _after(meeting_id, lambda: execute(open_minutes, command), _("Đã mở biên bản để soạn."))


@pages.post(HERE + "/circulation")
def circulate(meeting_id: UUID) -> ResponseReturnValue:
    """Send the minutes round."""
    typed = {name: request.form.get(name, "") for name in ("due_on", "due_time")}

    def work() -> Any:
        given = {
            "meeting_id": meeting_id,
            "due_at": typed_moment(typed["due_on"], typed["due_time"] or "17:00"),
            "revision": request.form.get("revision") or None,
        }
        return execute(circulate_minutes, CirculateMinutes.model_validate(given))

    return _after(meeting_id, work, _("Đã gửi biên bản. Thành viên dự họp đã được báo."), typed)


@pages.post(HERE + "/approval")
def approve(meeting_id: UUID) -> ResponseReturnValue:
    """Approve the minutes."""
    given = {"meeting_id": meeting_id, "revision": request.form.get("revision") or None}
    command = ApproveMinutes.model_validate(given)
    return _after(meeting_id, lambda: execute(approve_minutes, command), _("Đã duyệt biên bản."))


def _after(
    meeting_id: UUID, work: Callable[[], Any], words: str, typed: dict[str, Any] | None = None
) -> ResponseReturnValue:
    done, refusal = attempt(work)
    if done is None:
        return show_minutes(meeting_id, refusal, typed or {})
    flash(words, "success")
    return redirect(url_for("minutes.show", meeting_id=meeting_id), 303)


@pages.post("/minutes-blocks/<uuid:block_id>/amendments")
def propose(block_id: UUID) -> ResponseReturnValue:
    """Propose an amendment of a text."""
    typed = {name: request.form.get(name, "") for name in ("text", "reason", "base")}
    wish = {**typed, "block_id": block_id}
    done, refusal = attempt(
        lambda: execute(propose_amendment, ProposeAmendment.model_validate(wish))
    )
    if done is None:
        return show_form(block_id, refusal, typed)
    flash(_("Đã gửi góp ý. Thư ký trả lời, đồng chí được báo."), "success")
    return redirect(url_for("minutes.list_amendments", meeting_id=done.meeting_id), 303)


@pages.post(ONE + "/acceptance")
def accept(amendment_id: UUID) -> ResponseReturnValue:
    """Take an amendment into the text."""
    given = {
        "amendment_id": amendment_id, "answer": request.form.get("answer", ""),
        "by_hand": bool(request.form.get("by_hand")),
    }  # fmt: skip
    return _answered(
        amendment_id,
        lambda: execute(accept_amendment, AcceptAmendment.model_validate(given)),
        _("Đã nhận góp ý vào biên bản."),
    )


@pages.post(ONE + "/refusal")
def refuse(amendment_id: UUID) -> ResponseReturnValue:
    """Say why the text stays."""
    given = {"amendment_id": amendment_id, "answer": request.form.get("answer", "")}
    return _answered(
        amendment_id,
        lambda: execute(refuse_amendment, RefuseAmendment.model_validate(given)),
        _("Đã trả lời góp ý."),
    )


def _answered(amendment_id: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    with platform().store.reading() as session:
        one = access.amendment(session, current_actor(), amendment_id, MinutesPermission.EDIT)
        meeting_id = one.of.at.meeting.id
    done, refusal = attempt(work)
    if done is None:
        typed = {"id": str(amendment_id), "answer": request.form.get("answer", "")}
        return show_amendments(meeting_id, refusal, typed)
    flash(words, "success")
    return redirect(url_for("minutes.list_amendments", meeting_id=meeting_id), 303)
