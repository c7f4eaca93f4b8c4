"""The one door for API tokens: who comes with one, and whether it opens the operation asked for."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_login import current_user

from ecabinet.accounts.commands.tokens import NoteTokenUse, is_worth_noting, note_token_use
from ecabinet.accounts.queries.actors import SignedIn
from ecabinet.accounts.queries.tokens import refusal_of, token_use
from ecabinet.accounts.token_secrets import PREFIX, hash_token, is_well_formed
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Denied
from ecabinet.core.refusals import Refusal
from ecabinet.core.scopes import grants
from ecabinet.web.api import PREFIX as API
from ecabinet.web.operations import operation_of
from ecabinet.web.refusals import note_refusal
from ecabinet.web.requests import platform

SOCKET = "/socket.io/"


def is_api_token(secret: str) -> bool:
    """Whether a bearer secret is an API token rather than a sign-in."""
    return secret.startswith(PREFIX)


def who_by_token(secret: str) -> SignedIn | None:
    """Return whose token this is, and note its use; None when it opens nothing here.

    Why it opens nothing is kept for the answer, and written down. A token is for programs: pages
    do not know it.
    """
    if not request.path.startswith((f"{API}/", SOCKET)):
        return None
    if not is_well_formed(secret):
        _refuse("token.unknown")
        return None
    now, address = utc_now(), request.remote_addr or ""
    with platform().store.reading() as session:
        used = token_use(session, hash_token(secret), now)
        why = refusal_of(session, hash_token(secret), now) if used is None else None
    if used is None or why is not None:
        _refuse(*(why or ("token.unknown",)))
        return None
    if is_worth_noting(used.used_at, used.used_from, address, now):
        use = NoteTokenUse(token_id=used.token_id, address=address)
        platform().store.execute(used.who.actor, note_token_use, use)
    return used.who


def _refuse(code: str, token_id: str = "") -> None:
    g.signed_out_because = code
    note_refusal(
        SYSTEM,
        Refusal(
            action="access.refused",
            subject_kind="token",
            subject_id=token_id,
            code=code,
            place=f"{request.method} {request.endpoint}",
            address=request.remote_addr or "",
        ),
    )


def init_token_gate(app: Flask) -> None:
    """Ask for the scope of each operation before it runs, when the caller came with a token."""

    @app.before_request
    def check_scope() -> None:
        # The API document is for everybody, with or without a token.
        if not request.path.startswith(f"{API}/") or request.blueprint in (None, "openapi"):
            return
        if not current_user.is_authenticated:
            return
        grant = current_user.real.token
        if grant is None:
            return
        if request.headers.get("X-On-Behalf-Of"):
            raise Denied("token.no_behalf", kind="token")
        operation = operation_of(_app(), request.endpoint or "")
        needed = operation.scope if operation else None
        if not grants(grant.scopes, needed):
            raise Denied("token.scope", scope=needed or "-", kind="token")


def _app() -> Any:
    return current_app._get_current_object()  # type: ignore[attr-defined]
