"""Flask-Login, bound to server-side sessions: cookie or bearer token → the person."""

from typing import Any

from flask import Flask, Request, request
from flask_login import LoginManager, UserMixin
from flask_wtf.csrf import CSRFProtect

from ecabinet.accounts.commands.sessions import hash_secret
from ecabinet.accounts.queries.actors import SignedIn, signed_in
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.web.requests import platform

csrf = CSRFProtect()
BEARER = "Bearer "


class CurrentUser(UserMixin):  # type: ignore[misc]
    """The person a request comes from."""

    def __init__(self, secret: str, who: SignedIn) -> None:
        self.secret, self.who = secret, who

    def get_id(self) -> str:
        """The secret; the signed cookie carries it, the database keeps only its hash."""
        return self.secret

    @property
    def actor(self) -> Actor:
        """The detached actor."""
        return self.who.actor

    def __getattr__(self, name: str) -> Any:
        return getattr(self.who, name)


def load(secret: str) -> CurrentUser | None:
    """Return whose secret this is, if the session is still good."""
    with platform().store.reading() as session:
        who = signed_in(session, hash_secret(secret), utc_now())
    return CurrentUser(secret, who) if who else None


def _load_bearer(incoming: Request) -> CurrentUser | None:
    header = incoming.headers.get("Authorization", "")
    return load(header.removeprefix(BEARER)) if header.startswith(BEARER) else None


def init_current_user(app: Flask) -> None:
    """Load the person for each request; check the CSRF token of every write that came by cookie."""
    manager = LoginManager()
    # Tablets roam between networks; the session is bound to its secret, not to the address.
    manager.session_protection = None
    manager.user_loader(load)
    manager.request_loader(_load_bearer)
    manager.init_app(app)
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)

    @app.before_request
    def check_csrf() -> None:
        # A bearer token or the sign-in of the API is not sent by the browser on its own.
        if request.headers.get("Authorization", "").startswith(BEARER):
            return
        if request.endpoint != "accounts_api.sign_in_by_api":
            csrf.protect()
