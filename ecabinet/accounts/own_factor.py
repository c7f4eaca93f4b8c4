"""The second factor of somebody signed in: set up, exchange, renew, turn off.

Each begins with a proof that it is the person and not somebody at an unlocked screen: the password
for a new authenticator, a code for everything that uses up the old one.
"""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.commands.second_factor import (
    CodeProof,
    ConfirmSecondFactor,
    RenewRecoveryCodes,
    TurnOffSecondFactor,
    confirm_second_factor,
    renew_recovery_codes,
    turn_off_second_factor,
)
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.second_factor import FactorState, factor_state
from ecabinet.accounts.queries.tokens import is_fresh
from ecabinet.accounts.second_steps import (
    Enrolment,
    check_code,
    new_recovery_codes,
    recovery_hashes,
    start_enrolment,
)
from ecabinet.accounts.setting_passwords import check_own
from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict
from ecabinet.platform import Platform
from ecabinet.web.throttle import Throttle


def state_of(platform: Platform, person_id: UUID) -> FactorState:
    """Return what is set up for a person."""
    with platform.store.reading() as session:
        return factor_state(session, person_id)


def needs_password(session: Session, person_id: UUID) -> bool:
    """Whether the person has a password here to prove themselves with."""
    person = session.get(Person, person_id)
    return person is not None and person.password_hash is not None


def start(
    platform: Platform,
    throttle: Throttle,
    actor: Actor,
    sign_in_id: UUID,
    password: str,
    address: str,
) -> Enrolment:
    """Begin setting up an authenticator, the first or another one.

    Who has no password here must have signed in within the last quarter of an hour.

    Raises:
        Invalid: the password is wrong.
        Conflict: the sign-in of somebody without password is too old.
        TooMany: the password was tried too often.
    """
    assert actor.person_id is not None
    with platform.store.reading() as session:
        by_password = needs_password(session, actor.person_id)
        fresh = is_fresh(session, sign_in_id, utc_now())
    if by_password:
        check_own(platform, throttle, actor, password, address)
    elif not fresh:
        raise Conflict("second_factor.sign_in_again")
    return start_enrolment(platform, actor.person_id, actor)


def confirm(
    platform: Platform, throttle: Throttle, actor: Actor, code: str, address: str
) -> tuple[str, ...]:
    """Let the new authenticator count after its first code; return ten recovery codes.

    Raises:
        Invalid: the code is wrong.
        Conflict: nothing was begun, or it is too old.
        TooMany: too many codes were tried.
    """
    assert actor.person_id is not None
    if state_of(platform, actor.person_id).pending is None:
        raise Conflict("second_factor.start_again")
    proof = check_code(platform, throttle, actor.person_id, code, address, enrolling=True)
    assert isinstance(proof, CodeProof)
    codes = new_recovery_codes()
    command = ConfirmSecondFactor(
        person_id=actor.person_id,
        proof=proof,
        recovery=recovery_hashes(platform, actor.person_id, codes),
    )
    platform.store.execute(actor, confirm_second_factor, command)
    return codes


def renew(
    platform: Platform, throttle: Throttle, actor: Actor, code: str, address: str
) -> tuple[str, ...]:
    """Return ten new recovery codes for a code; the old ones open nothing more.

    Raises:
        Invalid: the code is wrong or was used.
        Conflict: there is no second factor.
    """
    person_id = _having_one(platform, actor)
    proof = check_code(platform, throttle, person_id, code, address)
    codes = new_recovery_codes()
    command = RenewRecoveryCodes(
        person_id=person_id, proof=proof, recovery=recovery_hashes(platform, person_id, codes)
    )
    platform.store.execute(actor, renew_recovery_codes, command)
    return codes


def turn_off(platform: Platform, throttle: Throttle, actor: Actor, code: str, address: str) -> None:
    """Do without a second factor from now on.

    Raises:
        Invalid: the code is wrong or was used.
        Conflict: there is none, or an office demands it.
    """
    person_id = _having_one(platform, actor)
    if actor.has_role(*platform.settings.second_factor_roles):
        raise Conflict("second_factor.must_stay")
    command = TurnOffSecondFactor(
        person_id=person_id,
        proof=check_code(platform, throttle, person_id, code, address),
        required_for=platform.settings.second_factor_roles,
    )
    platform.store.execute(actor, turn_off_second_factor, command)


def _having_one(platform: Platform, actor: Actor) -> UUID:
    assert actor.person_id is not None
    if not state_of(platform, actor.person_id).is_on:
        raise Conflict("second_factor.not_on")
    return actor.person_id
