"""Sign-ins begin, are used, and end."""

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select, update

from ecabinet.accounts.devices import device_kind
from ecabinet.accounts.models import Person, SecondFactor, SignIn, SignInStep
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.access import AccessEnded
from ecabinet.core.actors import Role
from ecabinet.core.errors import Invalid
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork

STEP_MINUTES = 10
"""How long somebody may look for the second factor after the first one was right."""

ADDRESS_LETTERS, DEVICE_LETTERS = 64, 200


def hash_secret(secret: str) -> str:
    """Return what is kept of a session's secret: it is long and random, a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """Return a secret for a sign-in, a step or a link (256 bits)."""
    return secrets.token_urlsafe(32)


class Need(StrEnum):
    """What is still missing before a sign-in counts."""

    NOTHING = "nothing"
    CODE = "code"
    ENROL = "enrol"


class Arrival(BaseModel):
    """Where somebody comes from and how they proved who they are.

    `how`: "password", "oidc", "ldap". `kind`: "browser" or "api". `strong`: whoever proved the
    person has asked for a second factor already.
    """

    model_config = ConfigDict(frozen=True)
    how: str
    kind: str
    device: str
    address: str
    remember: bool = False
    strong: bool = False


class CompleteSignIn(BaseModel):
    """A person has proved who they are. The hashes are of secrets the caller made."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    arrival: Arrival
    session_hash: str
    step_hash: str
    hours: int
    required_for: tuple[Role, ...]


class Completed(BaseModel):
    """Whether the session has begun (`need` nothing) or the step is open."""

    model_config = ConfigDict(frozen=True)
    need: Need


def complete_sign_in(uow: UnitOfWork, cmd: CompleteSignIn) -> Completed:
    """Begin a session, or a step when the person owes a second factor.

    Raises:
        Invalid: the person was disabled meanwhile.
    """
    person = uow.session.get(Person, cmd.person_id)
    if person is None or not person.active:
        raise Invalid("sign_in.refused")
    need = Need.NOTHING if cmd.arrival.strong else _owed(uow, person, cmd.required_for)
    if need is Need.NOTHING:
        begin(uow, person.id, cmd.arrival, cmd.session_hash, cmd.hours)
    else:
        _open_step(uow, cmd, need)
    return Completed(need=need)


def _owed(uow: UnitOfWork, person: Person, required_for: tuple[Role, ...]) -> Need:
    factor = uow.session.get(SecondFactor, person.id)
    if factor is not None and factor.sealed is not None:
        return Need.CODE
    required = actor_of(person, uow.now).has_role(*required_for)
    return Need.ENROL if required else Need.NOTHING


def _open_step(uow: UnitOfWork, cmd: CompleteSignIn, need: Need) -> None:
    arrival = cmd.arrival
    uow.session.add(
        SignInStep(
            person_id=cmd.person_id,
            secret_hash=cmd.step_hash,
            need=need,
            kind=arrival.kind,
            how=arrival.how,
            remembered=arrival.remember,
            device=arrival.device[:DEVICE_LETTERS],
            address=arrival.address[:ADDRESS_LETTERS],
            created_at=uow.now,
            expires_at=uow.now + timedelta(minutes=STEP_MINUTES),
        )
    )
    told = {"how": arrival.how, "need": need.value, "address": arrival.address[:ADDRESS_LETTERS]}
    uow.audit_by(cmd.person_id, "session.step_opened", "person", cmd.person_id, **told)


def begin(uow: UnitOfWork, person_id: UUID, arrival: Arrival, secret_hash: str, hours: int) -> None:
    """Keep a sign-in on the server, so that it can be ended from elsewhere. Part of a command."""
    sign_in = SignIn(
        person_id=person_id,
        secret_hash=secret_hash,
        kind=arrival.kind,
        how=arrival.how,
        strong=arrival.strong,
        remembered=arrival.remember,
        device=arrival.device[:DEVICE_LETTERS],
        device_kind=device_kind(arrival.device),
        address=arrival.address[:ADDRESS_LETTERS],
        created_at=uow.now,
        last_used_at=uow.now,
        expires_at=uow.now + timedelta(hours=hours),
    )
    _tell_of_new_device(uow, sign_in)
    uow.session.add(sign_in)
    uow.audit_by(
        person_id,
        "session.begun",
        "person",
        person_id,
        kind=sign_in.kind,
        how=sign_in.how,
        strong=sign_in.strong,
        address=sign_in.address,
        device=sign_in.device_kind,
    )


def _tell_of_new_device(uow: UnitOfWork, sign_in: SignIn) -> None:
    """Tell the person when a kind of device is new; the very first sign-in is none to tell of."""
    earlier = select(SignIn.id).where(SignIn.person_id == sign_in.person_id).limit(1)
    same = earlier.where(SignIn.device_kind == sign_in.device_kind)
    if uow.session.scalar(earlier) is None or uow.session.scalar(same) is not None:
        return
    uow.notify(
        Notice(
            kind="account.new_device",
            to=[sign_in.person_id],
            url="/account",
            params={"title": sign_in.device_kind, "address": sign_in.address, "at": uow.now},
        )
    )


class RefuseSignIn(BaseModel):
    """Somebody could not sign in. Of an unknown user name only a keyed mark is kept: it may be a
    password typed into the wrong box."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID | None
    name_mark: str
    address: str
    how: str
    reason: str


def refuse_sign_in(uow: UnitOfWork, cmd: RefuseSignIn) -> None:
    """Write a refusal into the audit log; the rate limits bound how many there can be."""
    detail = {"address": cmd.address[:ADDRESS_LETTERS], "how": cmd.how, "reason": cmd.reason}
    if cmd.person_id is None:
        uow.audit("session.refused", "sign_in", cmd.name_mark, **detail)
    else:
        uow.audit("session.refused", "person", cmd.person_id, **detail)


class NoteUse(BaseModel):
    """A sign-in was used just now, from `address`."""

    model_config = ConfigDict(frozen=True)
    sign_in_id: UUID
    address: str


def note_use(uow: UnitOfWork, cmd: NoteUse) -> None:
    """Move on the time of last use. Called once in some minutes, not for each request.

    Not audited: it is no deed of the person.
    """
    uow.session.execute(
        update(SignIn)
        .where(SignIn.id == cmd.sign_in_id, SignIn.ended_at.is_(None))
        .values(last_used_at=uow.now, address=cmd.address[:ADDRESS_LETTERS])
    )


class EndSession(BaseModel):
    """The sign-in with this secret is over."""

    model_config = ConfigDict(frozen=True)
    secret_hash: str


def end_session(uow: UnitOfWork, cmd: EndSession) -> None:
    """End a sign-in; ending it twice is the same as once."""
    sign_in = uow.session.scalar(select(SignIn).where(SignIn.secret_hash == cmd.secret_hash))
    if sign_in is not None:
        end(uow, sign_in)


def end(uow: UnitOfWork, sign_in: SignIn) -> None:
    """End one sign-in and its sockets; the person's other devices go on. Part of a command."""
    if sign_in.ended_at is not None:
        return
    sign_in.ended_at = uow.now
    uow.record(AccessEnded(person_id=sign_in.person_id, sign_in_id=sign_in.id))
    uow.audit("session.ended", "person", sign_in.person_id, device=sign_in.device_kind)


def end_all(uow: UnitOfWork, person_id: UUID, *, but: UUID | None = None) -> int:
    """End all open sign-ins of a person, except `but`; return how many. Part of a command."""
    open_ones = select(SignIn).where(SignIn.person_id == person_id, SignIn.ended_at.is_(None))
    found = [s for s in uow.session.scalars(open_ones) if s.id != but]
    for sign_in in found:
        end(uow, sign_in)
    return len(found)
