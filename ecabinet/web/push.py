"""Binds sockets, relay and rights together for one web process."""

from uuid import UUID

from flask import Flask
from flask_login import current_user

from ecabinet import concurrency
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.settings import Settings
from ecabinet.web.live import Live
from ecabinet.web.relay import Relay
from ecabinet.web.requests import platform
from ecabinet.web.streams import may_listen


def init_push(app: Flask, settings: Settings) -> None:
    """Give the application its live connection; `start_push` sets it going."""
    live = Live(concurrency.MODE)
    holder = app.extensions["ecabinet"]
    relay = Relay(holder.store, live, holder.nudge)

    def authenticate() -> Actor | None:
        # The actor is loaded again for each socket event: the session of the connection is a
        # copy from its beginning, and rights may have ended since.
        # Sockets are always the person's own, whomever the pages act for.
        return current_user.real if current_user.is_authenticated else None

    def join(actor: Actor, stream: str) -> tuple[bool, int]:
        with platform().store.reading() as session:
            if not may_listen(session, actor, stream):
                return False, 0
            return True, outbox.last_seq(session, stream)

    def send(actor: Actor, stream: str, kind: str) -> bool:
        # Previews of strokes and signs of presence; the pointer is the presenter's alone and
        # not given to anybody yet. A program with a token has neither hand nor face.
        if actor.token is not None:
            return False
        with platform().store.reading() as session:
            return kind in ("stroke", "presence") and may_listen(session, actor, stream)

    def sign_in() -> UUID | None:
        known: UUID | None = current_user.sign_in_id if current_user.is_authenticated else None
        return known

    live.bind(
        authenticate=authenticate,
        may_join=join,
        may_send=send,
        joined=relay.follow,
        sign_in=sign_in,
    )
    live.init_app(app, allowed_origins=settings.origins)
    app.extensions["ecabinet.live"] = live
    app.extensions["ecabinet.relay"] = relay


def start_push(app: Flask) -> None:
    """Start relaying committed events to the sockets of this process."""
    relay: Relay = app.extensions["ecabinet.relay"]
    app.extensions["ecabinet"].nudge.listen(concurrency.spawn)
    concurrency.spawn(relay.run)
