"""The way to the provider and back: what must be known again when the browser returns.

It lies sealed in a cookie of this browser, named after the state: nobody else can go on with it,
and what it holds (nonce, PKCE verifier) cannot be read even there.
"""

import json
import secrets
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from ecabinet.accounts.sealing import seal, unseal

PURPOSE = "single sign-on flow"
MINUTES = 10
COOKIE = "ecabinet-sso"


@dataclass(frozen=True)
class Flow:
    """One try to sign in through the provider; `until` is when it has taken too long."""

    state: str
    nonce: str
    verifier: str
    redirect_uri: str
    wanted: str
    remember: bool
    until: float


def begin_flow(redirect_uri: str, wanted: str, remember: bool, now: datetime) -> Flow:
    """Return a flow with fresh secrets (state 122 bits, nonce and verifier 256 bits)."""
    return Flow(
        state=uuid.uuid4().hex,
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(32),
        redirect_uri=redirect_uri,
        wanted=wanted,
        remember=remember,
        until=(now + timedelta(minutes=MINUTES)).timestamp(),
    )


def cookie_name(state: str, *, secure: bool) -> str:
    """Return the cookie's name; several tabs may be on their way at once."""
    return f"{'__Host-' if secure else ''}{COOKIE}-{state[:12]}"


def pack(flow: Flow, secret_key: str) -> str:
    """Return the cookie's content."""
    return seal(secret_key, PURPOSE, uuid.UUID(flow.state), json.dumps(asdict(flow)))


def unpack(sealed: str, state: str, secret_key: str, now: datetime) -> Flow | None:
    """Return the flow with this state; None when it is another's, was changed, or is too old."""
    try:
        opened = unseal(secret_key, PURPOSE, uuid.UUID(state), sealed)
    except ValueError:
        return None
    flow = Flow(**json.loads(opened)) if opened else None
    return flow if flow and flow.state == state and now.timestamp() < flow.until else None
