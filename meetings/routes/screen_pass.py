"""What a machine in the hall carries: a code to type once, then a secret in its own session."""

import secrets
from collections.abc import Collection
from uuid import UUID

from flask import current_app, g, request, session, url_for
from sqlalchemy.orm import Session

from ecabinet.accounts.sealing import keyed_hash
from ecabinet.accounts.throttling import throttle
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.web.requests import current_actor, platform
from ecabinet.web.visitors import Visitors, register_visitors
from meetings import screen_access
from meetings.commands.show import COARSE, NoteScreen, TakeScreen, note_screen, take_screen
from meetings.models import BigScreen

KIND = "screen"
KEY = "big_screen"
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter that is taken for another across a hall."""
LENGTH, GROUP = 8, 4
TRIES, MINUTES = 10, 5
OPERATIONS = frozenset({"getScreen", "getScreenPage"})
"""What a machine may ask; they ask for its right by `watcher`."""


def new_code() -> str:
    """Return a code as people type it: two groups of four, 39 bits, good once and for minutes."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return f"{drawn[:GROUP]}-{drawn[GROUP:]}"


def hash_of_code(typed: str) -> str:
    """Return what is kept of a code; case, spaces and dashes do not matter."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())[: 2 * LENGTH]
    return keyed_hash(str(current_app.secret_key), "screen-code", plain)


def address_of(code: str) -> str:
    """Return the address that a QR code holds. What follows # is never sent, so no log has it."""
    return url_for("screens.show", _external=True) + "#" + code


def take(typed: str) -> None:
    """Take the screen that a code opens; this browser carries the secret from now on.

    Raises:
        NotFound: no screen waits for this code.
        TooMany: too many wrong ones from this address.
    """
    address = request.remote_addr or ""
    throttle().check("screen", address, times=TRIES, minutes=MINUTES)
    secret = secrets.token_urlsafe(32)
    command = TakeScreen(
        code_hash=hash_of_code(typed), secret_hash=_hash_of(secret), address=address
    )
    platform().store.execute(SYSTEM, take_screen, command)
    session[KEY] = secret


def machine() -> Actor | None:
    """Return the machine that this browser is, None when it is none or its right has ended.

    A right that is used goes on; that is written down every other minute.
    """
    if "big_screen" not in g:
        g.big_screen = _machine()
    found: Actor | None = g.big_screen
    return found


def watcher(meeting_id: UUID) -> Actor:
    """Return who looks at the big screen of a meeting: its machine, else the person signed in.

    Raises:
        SignedOut: neither.
    """
    found = machine()
    return found if found is not None and found.screen_of == meeting_id else current_actor()


def _machine() -> Actor | None:
    secret, now = session.get(KEY), utc_now()
    if not isinstance(secret, str):
        return None
    with platform().store.reading() as reading:
        row = screen_access.screen_by_secret(reading, _hash_of(secret), now)
    if row is None:
        return None
    if row.seen_at is None or now - row.seen_at >= COARSE:
        platform().store.execute(SYSTEM, note_screen, NoteScreen(screen_id=row.id))
    return _actor(row)


def _actor(row: BigScreen) -> Actor:
    return Actor(person_id=row.id, username=KIND, name="", screen_of=row.meeting_id)


def _hash_of(secret: str) -> str:
    return keyed_hash(str(current_app.secret_key), "screen-secret", secret)


def _on_a_socket() -> Actor | None:
    # A handler may run many times in the context of one handshake: ask anew each time.
    g.pop("big_screen", None)
    return machine()


def _lapsed(reading: Session, ids: Collection[UUID]) -> set[UUID]:
    return set(ids) - screen_access.still_open(reading, ids, utc_now())


def let_screens_in() -> None:
    """Let machines of the hall open sockets of their own (`?as=screen`)."""
    register_visitors(KIND, Visitors(_on_a_socket, _lapsed, OPERATIONS))
