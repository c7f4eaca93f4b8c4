"""API tokens on the screen: one's own below the account, everybody's in the administration."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from pydantic import ValidationError

from ecabinet.accounts.commands.tokens import (
    DEFAULT_DAYS,
    CreateToken,
    RevokeToken,
    create_token,
    revoke_token,
)
from ecabinet.accounts.queries.tokens import all_tokens, is_fresh, own_tokens
from ecabinet.accounts.token_policies import TokenPermission
from ecabinet.accounts.token_secrets import hash_token, hint_of, new_token
from ecabinet.accounts.token_words import AREA_WORDS, STATES, scope_words
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound
from ecabinet.core.permissions import allows
from ecabinet.core.scopes import SCOPES
from ecabinet.web.errors import STATUS, field_errors, sentence
from ecabinet.web.requests import current_actor, execute, platform

own = Blueprint("own_tokens", __name__, url_prefix="/account/tokens")
administration = Blueprint("tokens", __name__, url_prefix="/admin/tokens")

LIVES = (7, 30, 90, 180, 365)


@own.get("")
def index() -> ResponseReturnValue:
    """Show one's own tokens and the form for a new one."""
    return _own_page()


@own.post("")
def create() -> ResponseReturnValue:
    """Make a token and show it, this once."""
    token, form = new_token(), _form()
    try:
        wish = CreateToken(
            **form,
            secret_hash=hash_token(token),
            hint=hint_of(token),
            sign_in_id=current_user.sign_in_id,
        )
        execute(create_token, wish)
    except ValidationError as error:
        return _own_page(form, field_errors(error)), 422
    except Conflict as error:
        return _own_page(form, {"name": sentence(error)}), STATUS[type(error)]
    except Denied as error:
        return _own_page(form, {"form": sentence(error)}), STATUS[type(error)]
    return render_template("admin/tokens/shown.html", token=token, wish=wish, words=scope_words)


@own.post("/<uuid:token_id>/revocation")
def revoke_own(token_id: UUID) -> ResponseReturnValue:
    """End one of one's own tokens."""
    return _revoke(token_id, url_for("own_tokens.index"))


@administration.get("")
def everybody() -> ResponseReturnValue:
    """Show everybody's tokens."""
    _require_overseer(current_actor())
    ended = request.args.get("ended") == "1"
    with platform().store.reading() as session:
        page = all_tokens(session, utc_now(), living=not ended, after=_after())
    return render_template(
        "admin/tokens/index.html", page=page, ended=ended, words=scope_words, states=STATES
    )


@administration.post("/<uuid:token_id>/revocation")
def revoke_any(token_id: UUID) -> ResponseReturnValue:
    """End anybody's token."""
    return _revoke(token_id, url_for("tokens.everybody"))


def may_oversee(actor: Actor) -> bool:
    """Whether the administrators' list of tokens is shown to `actor`."""
    return allows(actor, TokenPermission.OVERSEE, None)


def _require_overseer(actor: Actor) -> None:
    if not may_oversee(actor):
        raise NotFound("not_found", kind="admin")


def _revoke(token_id: UUID, back: str) -> ResponseReturnValue:
    execute(revoke_token, RevokeToken(token_id=token_id))
    flash(_("Đã thu hồi mã truy cập."), "success")
    return redirect(back, 303)


def _own_page(form: dict[str, Any] | None = None, errors: dict[str, str] | None = None) -> str:
    actor, now = current_actor(), utc_now()
    assert actor.person_id is not None
    with platform().store.reading() as session:
        rows = own_tokens(session, actor.person_id, now)
        fresh = is_fresh(session, current_user.sign_in_id, now)
    return render_template(
        "admin/tokens/own.html",
        rows=rows, fresh=fresh, errors=errors or {}, areas=AREA_WORDS, states=STATES,
        words=scope_words, lives=LIVES, form=form or {"days": DEFAULT_DAYS, "scopes": []},
    )  # fmt: skip


def _form() -> dict[str, Any]:
    chosen = {request.form.get(f"scope_{area}", "") for area in AREA_WORDS}
    return {
        "name": request.form.get("name", ""),
        "scopes": [scope for scope in SCOPES if scope in chosen],
        "days": request.form.get("days", ""),
    }


def _after() -> UUID | None:
    try:
        return UUID(request.args["after"]) if "after" in request.args else None
    except ValueError as error:
        raise NotFound("not_found", kind="page") from error
