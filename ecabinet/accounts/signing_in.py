"""Prove by user name and password who one is: the one path behind the page and the API."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts import passwords
from ecabinet.accounts.commands.passwords import RenewHash, renew_hash
from ecabinet.accounts.commands.sessions import Arrival, RefuseSignIn, refuse_sign_in
from ecabinet.accounts.completing import Outcome, complete_sign_in
from ecabinet.accounts.models import Person
from ecabinet.accounts.sealing import keyed_hash
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import DomainError, Invalid
from ecabinet.platform import Platform
from ecabinet.web.throttle import Throttle

log = logging.getLogger(__name__)

WINDOW_MINUTES = 5
MARK_LETTERS = 12
# Somebody who guesses from many addresses slows an account down, and only so far that its owner,
# at an address of their own, still gets in.
ACCOUNT_FACTOR, ADDRESS_FACTOR = 10, 30


@dataclass(frozen=True)
class Attempt:
    """One try to sign in."""

    username: str
    password: str
    address: str
    device: str
    kind: str
    remember: bool = False


@dataclass(frozen=True)
class Proof:
    """What another keeper of passwords (a directory) says: this is the person."""

    person_id: UUID
    how: str


# Answers None when the name is not its own, Proof when the password fits.
# Raises Invalid("sign_in.refused") when it does not; another DomainError when it cannot say.
PasswordKeeper = Callable[[Platform, Attempt], Proof | None]
_KEEPERS: list[PasswordKeeper] = []


def register_password_keeper(keeper: PasswordKeeper) -> None:
    """Let a directory be asked before our own passwords; the first that knows the name decides."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def sign_in(platform: Platform, throttle: Throttle, attempt: Attempt) -> Outcome:
    """Return the session that has begun, or the second step that is open now.

    Raises:
        Invalid: user name and password do not fit; which of them, is not said.
        TooMany: too many tries for the account or from the address.
    """
    username = attempt.username.strip().lower()
    _count(platform, throttle, username, attempt.address)
    proof = _ask_keepers(platform, attempt, username) or _own_password(platform, attempt, username)
    arrival = Arrival(
        how=proof.how,
        kind=attempt.kind,
        device=attempt.device,
        address=attempt.address,
        remember=attempt.remember,
    )
    return complete_sign_in(platform, proof.person_id, arrival)


def _count(platform: Platform, throttle: Throttle, username: str, address: str) -> None:
    limit, minutes = platform.settings.sign_in_attempts, WINDOW_MINUTES
    pair = f"{username} {address}"
    throttle.check("sign-in", pair, times=limit, minutes=minutes)
    throttle.check("sign-in-account", username, times=limit * ACCOUNT_FACTOR, minutes=minutes)
    # A whole office may share one address, so an address may try far more often.
    throttle.check("sign-in-address", address, times=limit * ADDRESS_FACTOR, minutes=minutes)


def _ask_keepers(platform: Platform, attempt: Attempt, username: str) -> Proof | None:
    for keeper in _KEEPERS:
        try:
            proof = keeper(platform, attempt)
        except DomainError as error:
            _refused(platform, attempt, _person_id(platform, username), "directory", error.code)
            raise
        if proof is not None:
            return proof
    return None


def _own_password(platform: Platform, attempt: Attempt, username: str) -> Proof:
    with platform.store.reading() as session:
        person = session.scalar(select(Person).where(Person.username == username))
    known = person.password_hash if person is not None and person.active else None
    # Nobody, somebody disabled and somebody without a password take the same time and words.
    if not passwords.matches(known, attempt.password):
        reason = "password" if person is None or person.active else "disabled"
        _refused(platform, attempt, person.id if person else None, "password", reason)
        raise Invalid("sign_in.refused")
    assert person is not None
    _renew_hash(platform, person, attempt.password)
    return Proof(person.id, "password")


def _renew_hash(platform: Platform, person: Person, password: str) -> None:
    """Hash the password again when the parameters have changed: only now it is known."""
    was = person.password_hash
    if was is None or not passwords.is_outdated(was):
        return
    renewed = RenewHash(
        person_id=person.id, was=was, password_hash=passwords.hash_password(password)
    )
    platform.store.execute(SYSTEM, renew_hash, renewed)


def _person_id(platform: Platform, username: str) -> UUID | None:
    with platform.store.reading() as session:
        return session.scalar(select(Person.id).where(Person.username == username))


def _refused(
    platform: Platform, attempt: Attempt, person_id: UUID | None, how: str, reason: str
) -> None:
    name = attempt.username.strip().lower()
    mark = keyed_hash(platform.settings.secret_key, "unknown name", name)[:MARK_LETTERS]
    log.warning("sign-in refused: %s from %s", person_id or f"unknown name {mark}", attempt.address)
    platform.store.execute(
        SYSTEM,
        refuse_sign_in,
        RefuseSignIn(
            person_id=person_id, name_mark=mark, address=attempt.address, how=how, reason=reason
        ),
    )
