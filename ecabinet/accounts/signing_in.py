"""Prove who one is and get a session: the one path behind the page and the API."""

import logging
from dataclasses import dataclass

from sqlalchemy import select

from ecabinet.accounts import passwords
from ecabinet.accounts.commands.sessions import BeginSession, begin_session, hash_secret, new_secret
from ecabinet.accounts.models import Person
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import Invalid
from ecabinet.platform import Platform
from ecabinet.web.throttle import Throttle

log = logging.getLogger(__name__)

WINDOW_MINUTES = 5


@dataclass(frozen=True)
class Attempt:
    """One try to sign in."""

    username: str
    password: str
    address: str
    device: str
    kind: str
    hours: int


def sign_in(platform: Platform, throttle: Throttle, attempt: Attempt) -> str:
    """Return the secret of a new session.

    Raises:
        Invalid: user name and password do not fit; which of them, is not said.
        TooMany: too many tries for the account or from the address.
    """
    limit = platform.settings.sign_in_attempts
    username = attempt.username.strip().lower()
    throttle.check("sign-in-account", username, times=limit, minutes=WINDOW_MINUTES)
    # A whole office may share one address, so an address may try far more often.
    throttle.check("sign-in-address", attempt.address, times=limit * 30, minutes=WINDOW_MINUTES)
    with platform.store.reading() as session:
        person = session.scalar(select(Person).where(Person.username == username, Person.active))
    if not passwords.matches(person.password_hash if person else None, attempt.password):
        log.warning("sign-in refused: account %r from %s", username, attempt.address)
        raise Invalid("sign_in.refused")
    assert person is not None
    secret = new_secret()
    platform.store.execute(
        SYSTEM,
        begin_session,
        BeginSession(
            person_id=person.id,
            secret_hash=hash_secret(secret),
            kind=attempt.kind,
            device=attempt.device,
            hours=attempt.hours,
        ),
    )
    return secret
