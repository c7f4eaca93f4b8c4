"""Flask-Login, bound to server-side sessions: cookie or bearer token → the person."""

from typing import Any
from uuid import UUID

from flask import Request, g, request, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user
from flask_openapi3.openapi import OpenAPI
from flask_wtf.csrf import CSRFProtect

from ecabinet.accounts.appearance import Appearance, appearance_in
from ecabinet.accounts.commands.sessions import NoteUse, hash_secret, note_use
from ecabinet.accounts.queries.acting import acting
from ecabinet.accounts.queries.actors import SignedIn, signed_in
from ecabinet.accounts.session_rules import is_good, is_worth_noting
from ecabinet.accounts.token_gate import is_api_token, who_by_token
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import SignedOut
from ecabinet.web.acting import asked_by_header, may_act_here
from ecabinet.web.operations import operation_of
from ecabinet.web.requests import platform
from ecabinet.web.visitors import takes_visitors

csrf = CSRFProtect()
BEARER = "Bearer "
# These take no cookie into account: what they need stands in their body.
WITHOUT_COOKIE = {
    "sign_in_api.sign_in_by_api",
    "sign_in_api.complete_sign_in",
    "sign_in_api.start_enrolment",
    "person_access_api.use_reset_link",
}


class Nobody(AnonymousUserMixin):  # type: ignore[misc]
    """A request without a person: routes may name its sign-in before they ask who acts."""

    sign_in_id = None


class CurrentUser(UserMixin):  # type: ignore[misc]
    """The person a request comes from."""

    def __init__(self, secret: str, who: SignedIn) -> None:
        self.secret, self.who = secret, who
        self._asked = False
        self._acting: Actor | None = None

    def get_id(self) -> str:
        """The secret; the signed cookie carries it, the database keeps only its hash."""
        return self.secret

    @property
    def real(self) -> Actor:
        """The person signed in, whomever they act for."""
        return self.who.actor

    @property
    def actor(self) -> Actor:
        """Who acts: in the features where one may, the person one acts for; else oneself."""
        return (self.acting if may_act_here() else None) or self.real

    @property
    def acting_id(self) -> UUID | None:
        """The delegation named by the request's header, or else chosen for this session."""
        chosen: UUID | None = self.who.acting_delegation_id
        return asked_by_header() or chosen

    @property
    def acting(self) -> Actor | None:
        """Whom one acts for, asked once in each request; None when nobody, or no longer."""
        if not self._asked:
            self._asked = True
            if self.acting_id is not None:
                with platform().store.reading() as reading:
                    self._acting = acting(reading, self.real, self.acting_id, utc_now())
        return self._acting

    def __getattr__(self, name: str) -> Any:
        return getattr(self.who, name)


def load(secret: str) -> CurrentUser | None:
    """Return whose secret this is, if the session is still good; note now and then its use."""
    now, settings = utc_now(), platform().settings
    with platform().store.reading() as reading:
        who = signed_in(reading, hash_secret(secret), now)
    if who is None or who.facts is None:
        return None
    if not is_good(who.actor, who.facts, settings, now):
        return None
    if is_worth_noting(who.facts, now):
        use = NoteUse(sign_in_id=who.sign_in_id, address=request.remote_addr or "")
        platform().store.execute(who.actor, note_use, use)
    return CurrentUser(secret, who)


def reader_appearance() -> Appearance:
    """The person's own choice, else this browser's."""
    if current_user.is_authenticated:
        chosen: Appearance = current_user.appearance
        return chosen
    return appearance_in(dict(session))


def _load_bearer(incoming: Request) -> CurrentUser | None:
    header = incoming.headers.get("Authorization", "")
    if not header.startswith(BEARER):
        return None
    secret = header.removeprefix(BEARER)
    if not is_api_token(secret):
        return load(secret)
    who = who_by_token(secret)
    return CurrentUser(secret, who) if who else None


def init_current_user(app: OpenAPI) -> None:
    """Load the person for each request, whom every operation needs that does not say otherwise;
    check the CSRF token of every write that came by cookie."""
    manager = LoginManager()
    manager.anonymous_user = Nobody
    # Tablets roam between networks; the session is bound to its secret, not to the address.
    manager.session_protection = None
    manager.user_loader(load)
    manager.request_loader(_load_bearer)
    manager.init_app(app)
    app.jinja_env.globals["reader_appearance"] = reader_appearance
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf.init_app(app)

    @app.before_request
    def ask_to_sign_in() -> None:
        # Here for all operations, before what they were sent is looked at: none can forget it.
        # What a machine in the hall may see asks for its right itself.
        operation = operation_of(app, request.endpoint or "")
        if operation is None or operation.is_open or current_user.is_authenticated:
            return
        if not takes_visitors(operation.name):
            raise SignedOut(g.get("signed_out_because", "signed_out"))

    @app.before_request
    def check_csrf() -> None:
        if request.endpoint is None:
            return  # Nothing will be done: no such address, or not in this way (405).
        # A bearer token or the sign-in of the API is not sent by the browser on its own.
        if request.headers.get("Authorization", "").startswith(BEARER):
            return
        if request.endpoint not in WITHOUT_COOKIE:
            csrf.protect()
