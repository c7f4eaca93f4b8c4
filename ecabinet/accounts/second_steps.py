"""The second factor from outside a transaction: making secrets, checking codes, finishing steps.

A command is told which sealed secret a code fitted and at which time step; it only has to see that
both still stand and that the code was not used. So nothing is decrypted while rows are locked.
"""

import secrets
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from ecabinet.accounts import totp
from ecabinet.accounts.commands import second_factor as commands
from ecabinet.accounts.commands.second_factor import CodeProof, Proof, RecoveryProof
from ecabinet.accounts.commands.second_step import (
    NoteWrongCode,
    PassStep,
    note_wrong_code,
    pass_step,
)
from ecabinet.accounts.commands.sessions import Need, hash_secret, new_secret
from ecabinet.accounts.completing import life_hours
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.second_factor import OpenStep, factor_state, open_step
from ecabinet.accounts.sealing import keyed_hash, seal, unseal
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.platform import Platform
from ecabinet.web.throttle import Throttle

PURPOSE, RECOVERY = "second factor", "recovery code"
RECOVERY_CODES, RECOVERY_LETTERS = 10, 10
# Neither 0 and O nor 1, I and L, which look alike on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GUESSES, GUESS_MINUTES = 10, 5


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator app needs to know."""

    secret: str
    uri: str

    @property
    def qr(self) -> Markup:
        """The address as a QR code to stand in a page."""
        return totp.qr_svg(self.uri)

    @property
    def spaced(self) -> str:
        """The secret in groups of four, to be typed by hand."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


@dataclass(frozen=True)
class Finished:
    """The session has begun; recovery codes are there when the set-up was finished just now."""

    secret: str
    remember: bool
    recovery_codes: tuple[str, ...] = ()


def find_step(platform: Platform, challenge: str) -> OpenStep:
    """Return the open step of a challenge. Raises Conflict when there is none any more."""
    with platform.store.reading() as session:
        step = open_step(session, hash_secret(challenge), utc_now())
    if step is None:
        raise Conflict("second_factor.step_over")
    return step


def start_enrolment(platform: Platform, person_id: UUID, actor: Actor = SYSTEM) -> Enrolment:
    """Make a new secret for a person; it counts once a code of it was shown."""
    secret = totp.new_totp_secret()
    sealed = seal(platform.settings.secret_key, PURPOSE, person_id, secret)
    platform.store.execute(
        actor,
        commands.start_second_factor,
        commands.StartSecondFactor(person_id=person_id, sealed=sealed),
    )
    return _enrolment(platform, person_id, secret)


def pending_enrolment(platform: Platform, person_id: UUID) -> Enrolment | None:
    """Return the set-up that was begun, to show it again; None when there is none."""
    with platform.store.reading() as session:
        pending = factor_state(session, person_id).pending
    secret = unseal(platform.settings.secret_key, PURPOSE, person_id, pending) if pending else None
    return _enrolment(platform, person_id, secret) if secret else None


def _enrolment(platform: Platform, person_id: UUID, secret: str) -> Enrolment:
    with platform.store.reading() as session:
        person = session.get(Person, person_id)
        assert person is not None
        username = person.username
    issuer = f"E-cabinet {platform.settings.office_name}".replace(":", " ")
    return Enrolment(secret, totp.uri(secret, username, issuer))


def finish_step(
    platform: Platform, throttle: Throttle, challenge: str, code: str, address: str
) -> Finished:
    """Begin the session of an open step with the code shown.

    Raises:
        Conflict: the step is over; sign in again.
        Invalid: the code is wrong or was used.
        TooMany: too many codes were tried for this person.
    """
    step = find_step(platform, challenge)
    enrolling = step.need == Need.ENROL
    step_hash = hash_secret(challenge)
    proof = check_code(
        platform, throttle, step.person_id, code, address, enrolling=enrolling, step_hash=step_hash
    )
    codes = new_recovery_codes() if enrolling else ()
    secret = new_secret()
    command = PassStep(
        step_hash=step_hash,
        session_hash=hash_secret(secret),
        hours=life_hours(platform.settings, step.remembered),
        proof=proof,
        recovery=recovery_hashes(platform, step.person_id, codes),
    )
    platform.store.execute(SYSTEM, pass_step, command)
    return Finished(secret, step.remembered, codes)


def check_code(
    platform: Platform,
    throttle: Throttle,
    person_id: UUID,
    code: str,
    address: str,
    *,
    enrolling: bool = False,
    step_hash: str | None = None,
) -> Proof:
    """Return the proof that `code` fits, to be used up by a command.

    Raises:
        Invalid: it does not fit. Written down, and counted for the open step.
        TooMany: too many codes were tried for this person.
    """
    throttle.check("second-factor", str(person_id), times=GUESSES, minutes=GUESS_MINUTES)
    proof = _proof(platform, person_id, code, enrolling)
    if proof is None:
        wrong = NoteWrongCode(person_id=person_id, address=address, step_hash=step_hash)
        platform.store.execute(SYSTEM, note_wrong_code, wrong)
        raise Invalid("second_factor.wrong_code", field="code")
    return proof


def _proof(platform: Platform, person_id: UUID, code: str, enrolling: bool) -> Proof | None:
    key = platform.settings.secret_key
    with platform.store.reading() as session:
        state = factor_state(session, person_id)
    sealed = state.pending if enrolling else state.sealed
    secret = unseal(key, PURPOSE, person_id, sealed) if sealed else None
    if sealed and secret:
        time_step = totp.matching_step(secret, code, utc_now())
        if time_step is not None:
            return CodeProof(sealed=sealed, time_step=time_step)
    looks_like_recovery = len(totp.cleaned(code)) == RECOVERY_LETTERS
    if enrolling or not looks_like_recovery:
        return None
    return RecoveryProof(code_hash=_recovery_hash(key, person_id, code))


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten codes as "ABCDE-FGHJK" (about 50 bits each), to be shown once."""
    made = ("".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES))
    return tuple(f"{code[:5]}-{code[5:]}" for code in made)


def recovery_hashes(platform: Platform, person_id: UUID, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is kept of recovery codes."""
    return tuple(_recovery_hash(platform.settings.secret_key, person_id, c) for c in codes)


def _recovery_hash(key: str, person_id: UUID, code: str) -> str:
    return keyed_hash(key, RECOVERY, f"{person_id} {totp.cleaned(code).upper()}")
