"""Sign-ins begin and end."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts.models import Person, SignIn
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork


def hash_secret(secret: str) -> str:
    """Return what is kept of a session's secret: it is long and random, a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """Return a secret for the cookie or bearer token of a sign-in (256 bits)."""
    return secrets.token_urlsafe(32)


class BeginSession(BaseModel):
    """A person has proved who they are."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    secret_hash: str
    kind: str
    device: str
    hours: int


def begin_session(uow: UnitOfWork, cmd: BeginSession) -> None:
    """Keep a sign-in on the server, so that it can be ended from elsewhere."""
    sign_in = SignIn(
        person_id=cmd.person_id,
        secret_hash=cmd.secret_hash,
        kind=cmd.kind,
        device=cmd.device[:200],
        created_at=uow.now,
        expires_at=uow.now + timedelta(hours=cmd.hours),
    )
    uow.session.add(sign_in)
    uow.audit("session.begun", "person", cmd.person_id, kind=cmd.kind)


class EndSession(BaseModel):
    """The sign-in with this secret is over."""

    model_config = ConfigDict(frozen=True)
    secret_hash: str


def end_session(uow: UnitOfWork, cmd: EndSession) -> None:
    """End a sign-in; ending it twice is the same as once."""
    sign_in = uow.session.scalar(select(SignIn).where(SignIn.secret_hash == cmd.secret_hash))
    if sign_in is not None and sign_in.ended_at is None:
        sign_in.ended_at = uow.now
        # All sockets of the person close; other devices connect again by themselves.
        uow.record(AccessEnded(person_id=sign_in.person_id))
        uow.audit("session.ended", "person", sign_in.person_id)


class ChoosePreferences(BaseModel):
    """How a person wants to see everything; what is left out stays."""

    model_config = ConfigDict(frozen=True)
    language: str | None = None
    theme: str | None = None
    text_size: str | None = None


CHOICES = {
    "language": ("vi", "en"),
    "theme": ("auto", "light", "dark", "contrast"),
    "text_size": ("normal", "large", "larger"),
}


def choose_preferences(uow: UnitOfWork, cmd: ChoosePreferences) -> None:
    """Keep the person's own choices; an unknown value is ignored."""
    person = uow.session.get(Person, uow.actor.person_id)
    if person is None:
        raise NotFound("not_found", kind="person")
    for name, value in cmd.model_dump(exclude_none=True).items():
        if value in CHOICES[name]:
            setattr(person, name, value)
