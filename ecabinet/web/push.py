"""Binds sockets, relay and rights together for one web process."""

from collections.abc import Collection
from uuid import UUID

from flask import Flask
from flask_login import current_user

from ecabinet import concurrency
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.settings import Settings
from ecabinet.web.live import Live
from ecabinet.web.neighbours import neighbours_through
from ecabinet.web.relay import Relay
from ecabinet.web.requests import platform
from ecabinet.web.streams import may_listen, may_send
from ecabinet.web.visitors import comes_as_visitor, lapsed, visitor


def init_push(app: Flask, settings: Settings) -> None:
    """Give the application its live connection; `start_push` sets it going."""
    live = Live(concurrency.MODE)
    holder = app.extensions["ecabinet"]
    relay = Relay(holder.store, live, holder.nudge)

    def gone(visitors: Collection[UUID]) -> set[UUID]:
        with holder.store.reading() as session:
            return lapsed(session, visitors)

    live.bind(
        authenticate=_authenticate,
        may_join=_join,
        may_send=_send,
        joined=relay.follow,
        sign_in=_sign_in,
        acting=_acting,
        lapsed=gone,
    )
    live.init_app(app, allowed_origins=settings.origins)
    app.extensions["ecabinet.live"] = live
    app.extensions["ecabinet.relay"] = relay


def start_push(app: Flask) -> None:
    """Start relaying committed events to the sockets of this process."""
    relay: Relay = app.extensions["ecabinet.relay"]
    app.extensions["ecabinet"].nudge.listen(concurrency.spawn)
    concurrency.spawn(relay.run)
    live: Live = app.extensions["ecabinet.live"]
    live.meet(neighbours_through(app.extensions["ecabinet"].settings.redis_url))


def _authenticate() -> Actor | None:
    # The actor is loaded again for each socket event: the session of the connection is a
    # copy from its beginning, and rights may have ended since.
    if comes_as_visitor():
        return visitor()
    # A socket is the person's own, whomever the pages act for; see `_acting`.
    real: Actor | None = current_user.real if current_user.is_authenticated else None
    return real


def _join(actor: Actor, stream: str) -> tuple[bool, int]:
    with platform().store.reading() as session:
        if not may_listen(session, actor, stream):
            return False, 0
        return True, outbox.last_seq(session, stream)


def _send(actor: Actor, stream: str, kind: str) -> bool:
    with platform().store.reading() as session:
        return may_send(session, actor, stream, kind)


def _sign_in() -> UUID | None:
    if comes_as_visitor() or not current_user.is_authenticated:
        return None
    known: UUID | None = current_user.sign_in_id
    return known


def _acting() -> Actor | None:
    # What the giver's right opens is left as soon as that ends, for whatever reason.
    if comes_as_visitor() or not current_user.is_authenticated:
        return None
    giver: Actor | None = current_user.acting
    return giver
