"""Pages that take: terms, opinions with their files, replies."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.routes.sent import take_sent
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import current_actor, execute, platform
from meetings.circulation.routes.draft_form import typed_moment
from meetings.opinions import access
from meetings.opinions.commands.giving import (
    GiveOpinion,
    WithdrawOpinion,
    give_opinion,
    withdraw_opinion,
)
from meetings.opinions.commands.opening import (
    ChangeOpinions,
    CloseOpinions,
    OpenOpinions,
    change_opinions,
    close_opinions,
    open_opinions,
)
from meetings.opinions.commands.replying import ReplyToOpinion, reply_to_opinion
from meetings.opinions.containers import KIND
from meetings.opinions.policies import WrittenPermission
from meetings.opinions.routes.doors import load_meeting, pages
from meetings.opinions.routes.pages import show_item, show_meeting, show_reply

ITEM = "/agenda-items/<uuid:item_id>/opinions"
ONE = "/opinions/<uuid:opinion_id>"


def _typed_terms() -> dict[str, Any]:
    form = request.form
    names = ("naming", "audience", "due_on", "due_time", "unit_id", "note")
    return {name: form.get(name, "") for name in names}


def _terms(typed: dict[str, Any]) -> dict[str, Any]:
    """Return the terms as commands take them. Raises Mistyped: no such day or time."""
    due = bool(typed["due_on"].strip())
    return {
        "naming": typed["naming"], "audience": typed["audience"], "note": typed["note"],
        "unit_id": typed["unit_id"] or None,
        "due_at": typed_moment(typed["due_on"], typed["due_time"] or "17:00") if due else None,
    }  # fmt: skip


@pages.post("/meetings/<uuid:meeting_id>/opinions")
def open_call(meeting_id: UUID) -> ResponseReturnValue:
    """Ask for opinions on items of the meeting."""
    found = load_meeting(meeting_id)
    typed = _typed_terms() | {"item_ids": request.form.getlist("item_ids")}
    here = {str(line.item_id) for line in found.items}

    def work() -> Any:
        chosen = [key for key in typed["item_ids"] if key in here]
        wish = OpenOpinions.model_validate(_terms(typed) | {"item_ids": chosen})
        return execute(open_opinions, wish)

    done, refusal = attempt(work)
    if done is None:
        return show_meeting(meeting_id, refusal, typed)
    flash(_("Đã lấy ý kiến. Người được đọc nội dung đã được báo."), "success")
    return redirect(url_for("opinions.of_meeting", meeting_id=meeting_id), 303)


@pages.post(ITEM + "/terms")
def change_call(item_id: UUID) -> ResponseReturnValue:
    """Ask for opinions on one item, or change how."""
    typed = _typed_terms()
    revision = request.form.get("revision") or None

    def work() -> Any:
        terms = _terms(typed)
        if revision is None:
            wish = OpenOpinions.model_validate(terms | {"item_ids": [item_id]})
            return execute(open_opinions, wish)
        seen = {"item_id": item_id, "revision": revision}
        return execute(change_opinions, ChangeOpinions.model_validate(terms | seen))

    return _after(item_id, work, _("Đã lưu cách lấy ý kiến."), typed)


@pages.post(ITEM + "/closure")
def close_call(item_id: UUID) -> ResponseReturnValue:
    """Take no more."""
    words = _("Đã kết thúc lấy ý kiến. Đơn vị giải trình đã được báo.")
    command = CloseOpinions(item_id=item_id)
    return _after(item_id, lambda: execute(close_opinions, command), words, {})


@pages.post(ITEM)
def give(item_id: UUID) -> ResponseReturnValue:
    """Write or change one's opinion; for browsers without the script that sends it by itself."""
    form = request.form
    typed = {name: form.get(name, "") for name in ("text", "unit_id", "anonymous")}

    def work() -> Any:
        given = {
            "item_id": item_id, "text": typed["text"], "unit_id": typed["unit_id"] or None,
            "anonymous": typed["anonymous"] == "1" if typed["anonymous"] else None,
            "revision": form.get("revision") or None,
        }  # fmt: skip
        return execute(give_opinion, GiveOpinion.model_validate(given))

    return _after(item_id, work, _("Đã ghi nhận ý kiến của đồng chí."), {"opinion": typed})


@pages.post(ONE + "/withdrawal")
def withdraw(opinion_id: UUID) -> ResponseReturnValue:
    """Take an opinion back."""
    item_id = _item_of(opinion_id)
    seen = {"opinion_id": opinion_id, "revision": request.form.get("revision") or None}
    command = WithdrawOpinion.model_validate(seen)
    words = _("Đã rút ý kiến. Không ai khác còn thấy.")
    return _after(item_id, lambda: execute(withdraw_opinion, command), words, {})


@pages.post(ONE + "/papers")
def add_file(opinion_id: UUID) -> ResponseReturnValue:
    """Keep files with one's opinion; for browsers without the upload script."""
    return _after(_item_of(opinion_id), lambda: take_sent(KIND, opinion_id), _("Đã nhận tệp."), {})


@pages.post(ONE + "/reply")
def reply(opinion_id: UUID) -> ResponseReturnValue:
    """Answer an opinion."""
    typed = {name: request.form.get(name, "") for name in ("kind", "text")}
    seen = {"opinion_id": opinion_id, "revision": request.form.get("revision") or None}
    done, refusal = attempt(
        lambda: execute(reply_to_opinion, ReplyToOpinion.model_validate(typed | seen))
    )
    if done is None:
        return show_reply(opinion_id, refusal, typed)
    flash(_("Đã ghi nhận giải trình, tiếp thu."), "success")
    there = url_for("opinions.of_item", item_id=done.item_id, _anchor=f"opinion-{opinion_id}")
    return redirect(there, 303)


def _item_of(opinion_id: UUID) -> UUID:
    """Return the item of one's own opinion. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        change = WrittenPermission.CHANGE
        return access.opinion(session, current_actor(), opinion_id, change).opinion.item_id


def _after(
    item_id: UUID, work: Callable[[], Any], words: str, typed: dict[str, Any]
) -> ResponseReturnValue:
    done, refusal = attempt(work)
    if done is None:
        return show_item(item_id, refusal, typed)
    flash(words, "success")
    return redirect(url_for("opinions.of_item", item_id=item_id), 303)
