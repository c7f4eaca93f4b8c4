"""The page on which a directive is put right, or taken out of the register again."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ecabinet.catalogues.queries import book
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup import access
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.correct_directive import (
    CorrectDirective,
    WithdrawDirective,
    correct_directive,
    withdraw_directive,
)
from followup.models import DirectiveOrigin
from followup.policies import DirectivePermission
from followup.routes.doors import today
from followup.routes.pages import pages

NAMES = ("symbol", "title", "issued_on", "issuing_body", "received_on", "field_code", "reason")
DAYS = ("issued_on", "received_on")
OR_NONE = ("received_on", "field_code")


@pages.get("/directives/<uuid:directive_id>/correction")
def correction(directive_id: UUID) -> ResponseReturnValue:
    """Show what was entered, to be put right."""
    return _page(directive_id, None, Refusal(), "")


@pages.post("/directives/<uuid:directive_id>/correction")
def correct_entry(directive_id: UUID) -> ResponseReturnValue:
    """Put it right; a mistake keeps what was typed."""
    typed = {name: request.form[name] for name in NAMES if name in request.form}
    given: dict[str, Any] = {
        name: typed_day(text) if name in DAYS else text for name, text in typed.items()
    }
    given |= {name: given[name] or None for name in OR_NONE if name in given}

    def work() -> bool:
        execute(correct_directive, CorrectDirective.model_validate(_seen(directive_id) | given))
        return True

    done, refusal = attempt(work)
    if not done:
        return _page(directive_id, typed, refusal, "")
    flash(_("Đã sửa văn bản chỉ đạo."), "success")
    return redirect(url_for("followup.directive", directive_id=directive_id), 303)


@pages.post("/directives/<uuid:directive_id>/withdrawal")
def withdraw_entry(directive_id: UUID) -> ResponseReturnValue:
    """Take the entry out of the register."""
    reason = request.form.get("reason", "")

    def work() -> bool:
        given = _seen(directive_id) | {"reason": reason}
        execute(withdraw_directive, WithdrawDirective.model_validate(given))
        return True

    done, refusal = attempt(work)
    if not done:
        return _page(directive_id, None, refusal, reason, withdrawing=True)
    flash(_("Đã bỏ văn bản khỏi sổ; nhật ký còn giữ."), "success")
    return redirect(url_for("followup.directives"), 303)


def _seen(directive_id: UUID) -> dict[str, Any]:
    return {"directive_id": directive_id, "revision": request.form.get("revision", type=int)}


def _page(
    directive_id: UUID, typed: dict[str, str] | None, refusal: Refusal, reason: str,
    *, withdrawing: bool = False,
) -> ResponseReturnValue:  # fmt: skip
    actor, none = current_actor(), Refusal()
    with platform().store.reading() as session:
        row = access.directive(session, actor, directive_id, DirectivePermission.REGISTER)
        standing = {name: getattr(row, name) or "" for name in NAMES if name != "reason"}
        session.expunge(row)  # It is drawn when the connection has been given back.
        fields = book(session, FIELDS_OF_WORK).choices(today(), actor, row.field_code)
    page = render_template(
        "followup/correct_directive.html", row=row, typed=standing | (typed or {}), fields=fields,
        of_source=row.origin_kind != DirectiveOrigin.HAND,
        refusal=none if withdrawing else refusal,
        out=refusal if withdrawing else none, out_reason=reason,
    )  # fmt: skip
    return page, refusal.status
