"""Pages that take: drafts, files, answers, and what officers do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.routes.sent import take_sent
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import execute
from meetings.circulation.commands.answer import AnswerCirculation, answer_circulation
from meetings.circulation.commands.draft import (
    ChangeCirculation,
    CreateCirculation,
    change_circulation,
    create_circulation,
)
from meetings.circulation.commands.flow import (
    ExtendCirculation,
    OnCirculation,
    WithdrawCirculation,
    close_circulation,
    extend_circulation,
    publish_circulation,
    send_circulation,
    withdraw_circulation,
)
from meetings.circulation.containers import OPINIONS, PAPERS
from meetings.circulation.routes.api import own_part_id
from meetings.circulation.routes.doors import load, pages
from meetings.circulation.routes.draft_form import content_of, typed_form, typed_moment
from meetings.circulation.routes.pages import show_form, show_one


@pages.post("/circulations")
def create() -> ResponseReturnValue:
    """Write a draft."""
    typed = typed_form()
    done, refusal = attempt(
        lambda: execute(create_circulation, CreateCirculation.model_validate(content_of(typed)))
    )
    if done is None:
        return show_form(None, refusal, typed)
    flash(_("Đã lưu phiếu. Mời đính kèm tài liệu rồi gửi."), "success")
    return _to(done.id)


@pages.post("/circulations/<uuid:circulation_id>/draft")
def change(circulation_id: UUID) -> ResponseReturnValue:
    """Write the draft anew."""
    load(circulation_id)
    typed = typed_form()

    def work() -> Any:
        given = content_of(typed) | {"circulation_id": circulation_id}
        return execute(change_circulation, ChangeCirculation.model_validate(given))

    done, refusal = attempt(work)
    if done is None:
        return show_form(circulation_id, refusal, typed)
    flash(_("Đã lưu phiếu. Mời đính kèm tài liệu rồi gửi."), "success")
    return _to(circulation_id)


@pages.post("/circulations/<uuid:circulation_id>/papers")
def add_file(circulation_id: UUID) -> ResponseReturnValue:
    """Keep a file of a draft."""
    return _after(circulation_id, lambda: take_sent(PAPERS, circulation_id), _("Đã nhận tệp."))


@pages.post("/circulations/<uuid:circulation_id>/opinion-papers")
def add_opinion(circulation_id: UUID) -> ResponseReturnValue:
    """Keep a file with one's own answer."""
    own = own_part_id(circulation_id)
    return _after(circulation_id, lambda: take_sent(OPINIONS, own), _("Đã nhận tệp."))


@pages.post("/circulations/<uuid:circulation_id>/answer")
def give_answer(circulation_id: UUID) -> ResponseReturnValue:
    """Record one's answer; for browsers without the script that sends it by itself."""

    def work() -> Any:
        form = request.form
        listed = form.get("by_list")
        given = {
            "circulation_id": circulation_id, "text": form.get("text", ""),
            "choice": None if listed else form.get("choice") or None,
            "chosen": form.getlist("chosen") if listed else None,
        }  # fmt: skip
        return execute(answer_circulation, AnswerCirculation.model_validate(given))

    return _after(circulation_id, work, _("Đã ghi nhận ý kiến của đồng chí."))


@pages.post("/circulations/<uuid:circulation_id>/sending")
def send(circulation_id: UUID) -> ResponseReturnValue:
    """Send it."""
    words = _("Đã gửi phiếu. Mọi người đã được báo.")
    return _step(circulation_id, send_circulation, OnCirculation, words)


@pages.post("/circulations/<uuid:circulation_id>/extension")
def extend(circulation_id: UUID) -> ResponseReturnValue:
    """Put the deadline later."""

    def work() -> Any:
        form = request.form
        given = {
            "circulation_id": circulation_id, "reason": form.get("reason", ""),
            "due_at": typed_moment(form.get("due_on", ""), form.get("due_time", "")),
        }  # fmt: skip
        return execute(extend_circulation, ExtendCirculation.model_validate(given))

    return _after(circulation_id, work, _("Đã gia hạn. Mọi người đã được báo."))


@pages.post("/circulations/<uuid:circulation_id>/closure")
def close(circulation_id: UUID) -> ResponseReturnValue:
    """Close it."""
    words = _("Đã kết thúc và kiểm phiếu.")
    return _step(circulation_id, close_circulation, OnCirculation, words)


@pages.post("/circulations/<uuid:circulation_id>/publication")
def publish(circulation_id: UUID) -> ResponseReturnValue:
    """Show the result to all."""
    words = _("Đã công bố kết quả.")
    return _step(circulation_id, publish_circulation, OnCirculation, words)


@pages.post("/circulations/<uuid:circulation_id>/withdrawal")
def withdraw(circulation_id: UUID) -> ResponseReturnValue:
    """Take it back."""
    words = _("Đã rút phiếu. Mọi người đã được báo.")
    return _step(circulation_id, withdraw_circulation, WithdrawCirculation, words)


def _step(
    circulation_id: UUID, command: Callable[..., Any], payload: type[OnCirculation], words: str
) -> ResponseReturnValue:
    def work() -> Any:
        given = {
            name: request.form[name] for name in ("revision", "reason") if name in request.form
        }
        return execute(command, payload.model_validate(given | {"circulation_id": circulation_id}))

    return _after(circulation_id, work, words)


def _after(circulation_id: UUID, work: Callable[[], Any], words: str) -> ResponseReturnValue:
    load(circulation_id)
    done, refusal = attempt(work)
    if done is None:
        return show_one(circulation_id, refusal)
    flash(words, "success")
    return _to(circulation_id)


def _to(circulation_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("circulation.one", circulation_id=circulation_id), 303)
