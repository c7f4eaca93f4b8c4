"""Ending connections: nobody signed in on them, or a right to them ended."""

import logging
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from ecabinet.web.roster import Roster

log = logging.getLogger(__name__)


def unseated(server: Any, roster: Roster) -> set[str]:
    """Return the connections of a Socket.IO server that have no seat."""
    return {
        eio_sid
        for eio_sid in list(server.eio.sockets)
        if roster.seat(server.manager.sid_from_eio_sid(eio_sid, "/") or "") is None
    }


def hang_up(server: Any, eio_sids: Collection[str], code: int, reason: str) -> None:
    """End connections, with a WebSocket status code and the reason."""
    for eio_sid in eio_sids:
        connection = server.eio.sockets.get(eio_sid)
        if connection is not None:
            connection.queue.close(code, reason)


def end(server: Any, sid: str, code: int, reason: str) -> None:
    """End one socket, and the connection it came on."""
    connection = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
    server.disconnect(sid)
    if connection is not None:
        connection.queue.close(code, reason)


def lapsed_of(roster: Roster, ask: Callable[[Collection[UUID]], set[UUID]]) -> set[UUID]:
    """Return by which rights visitors are here that have ended; none while it cannot be asked."""
    ids = roster.visitors()
    try:
        return ask(ids) if ids else set()
    except Exception:
        log.exception("cannot ask whose right has ended; asked again in a moment")
        return set()
