"""Pages that take: a slip is sent, received, sent on, returned, finished, called back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from documents.routing import access
from documents.routing.commands.handling import (
    FinishPart,
    OnPart,
    OnSlip,
    ReturnPart,
    finish_part,
    recall_slip,
    receive_part,
    return_part,
)
from documents.routing.commands.sending import ForwardSlip, SendSlip, forward_slip, send_slip
from documents.routing.policies import PartPermission
from documents.routing.routes.doors import pages
from documents.routing.routes.offers import typed_slip, wish_of
from documents.routing.routes.pages import show_forwarding, show_new, show_slip
from ecabinet.web.attempts import attempt
from ecabinet.web.requests import current_actor, execute, platform


@pages.post("/register/<uuid:document_id>/slips")
def send(document_id: UUID) -> ResponseReturnValue:
    """Send a document of a book on."""
    typed = typed_slip()

    def work() -> Any:
        wish = wish_of(typed) | {"entry_id": document_id}
        return execute(send_slip, SendSlip.model_validate(wish))

    done, refusal = attempt(work)
    if done is None:
        return show_new(document_id, refusal, typed)
    flash(_("Đã chuyển văn bản. Nơi nhận đã được báo."), "success")
    return redirect(url_for("routing.slip", slip_id=done.id), 303)


@pages.post("/slip-parts/<uuid:part_id>/forwarding")
def forward(part_id: UUID) -> ResponseReturnValue:
    """Send on what one was sent."""
    typed = typed_slip()

    def work() -> Any:
        wish = wish_of(typed) | {"part_id": part_id}
        return execute(forward_slip, ForwardSlip.model_validate(wish))

    done, refusal = attempt(work)
    if done is None:
        return show_forwarding(part_id, refusal, typed)
    flash(_("Đã chuyển tiếp. Nơi nhận đã được báo."), "success")
    return redirect(url_for("routing.slip", slip_id=done.id), 303)


@pages.post("/slip-parts/<uuid:part_id>/receipt")
def receive(part_id: UUID) -> ResponseReturnValue:
    """Take what was sent."""
    return _on_part(part_id, PartPermission.RECEIVE, receive_part, OnPart, _("Đã tiếp nhận."))


@pages.post("/slip-parts/<uuid:part_id>/return")
def send_back(part_id: UUID) -> ResponseReturnValue:
    """Send it back with a reason; after that the slip cannot be seen any more."""
    words = _("Đã trả lại, nơi gửi đã được báo.")
    return _on_part(part_id, PartPermission.RETURN, return_part, ReturnPart, words, gone=True)


@pages.post("/slip-parts/<uuid:part_id>/completion")
def finish(part_id: UUID) -> ResponseReturnValue:
    """Say that it is done."""
    words = _("Đã báo xử lý xong.")
    return _on_part(part_id, PartPermission.FINISH, finish_part, FinishPart, words)


@pages.post("/routing/<uuid:slip_id>/recall")
def recall(slip_id: UUID) -> ResponseReturnValue:
    """Call a slip back."""

    def work() -> bool:
        execute(recall_slip, OnSlip(slip_id=slip_id))
        return True

    return _after(
        slip_id, work, _("Đã thu hồi. Nơi nhận không còn đọc được văn bản qua phiếu này.")
    )


def _on_part(
    part_id: UUID,
    permission: PartPermission,
    command: Callable[..., Any],
    payload: type[OnPart],
    words: str,
    *,
    gone: bool = False,
) -> ResponseReturnValue:
    with platform().store.reading() as session:
        slip_id = access.part(session, current_actor(), part_id, permission).slip_id
    own = {"csrf_token", "request_id", "acting"}
    given = {name: value for name, value in request.form.items() if name not in own and value}

    def work() -> Any:
        return execute(command, payload.model_validate(given | {"part_id": part_id}))

    return _after(slip_id, work, words, gone=gone)


def _after(
    slip_id: UUID, work: Callable[[], Any], words: str, *, gone: bool = False
) -> ResponseReturnValue:
    done, refusal = attempt(work)
    if done is None:
        return show_slip(slip_id, refusal)
    flash(words, "success")
    if gone:
        return redirect(url_for("routing.index"), 303)
    return redirect(url_for("routing.slip", slip_id=slip_id), 303)
