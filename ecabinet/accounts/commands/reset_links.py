"""One-time links: an administrator hands one over, and with it the person sets a password."""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import CursorResult, select, update

from ecabinet.accounts import access
from ecabinet.accounts.commands.second_factor import forget
from ecabinet.accounts.commands.sessions import end_all
from ecabinet.accounts.models import Person, ResetLink, SignInStep
from ecabinet.core.errors import Conflict
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork


class CreateResetLink(BaseModel):
    """A link for a person; `token_hash` is of the token the caller made. Shown once, then gone."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    token_hash: str
    hours: int


class LinkMade(BaseModel):
    """Until when the link works, and for whom; `first` when the person has no password yet."""

    model_config = ConfigDict(frozen=True)
    expires_at: datetime
    name: str
    username: str
    first: bool


def create_reset_link(uow: UnitOfWork, cmd: CreateResetLink) -> LinkMade:
    """Make a link; earlier ones of the person are worth nothing from now on.

    Raises:
        NotFound, Denied: see `access.person_to_change`.
        Conflict: the person is disabled.
    """
    person = access.person_to_change(uow, cmd.person_id)
    if not person.active:
        raise Conflict("reset_link.inactive")
    _end_open_links(uow, person.id)
    link = ResetLink(
        person_id=person.id,
        token_hash=cmd.token_hash,
        created_by=uow.actor.person_id,
        created_at=uow.now,
        expires_at=uow.now + timedelta(hours=cmd.hours),
    )
    uow.session.add(link)
    first = person.password_hash is None
    uow.audit("reset.link_created", "person", person.id, first=first, expires_at=link.expires_at)
    return LinkMade(
        expires_at=link.expires_at, name=person.name, username=person.username, first=first
    )


def _end_open_links(uow: UnitOfWork, person_id: UUID) -> None:
    uow.session.execute(
        update(ResetLink)
        .where(ResetLink.person_id == person_id, ResetLink.ended_at.is_(None))
        .values(ended_at=uow.now)
    )


class UseResetLink(BaseModel):
    """The new password, hashed, with the hash of the link's token."""

    model_config = ConfigDict(frozen=True)
    token_hash: str
    password_hash: str


def use_reset_link(uow: UnitOfWork, cmd: UseResetLink) -> None:
    """Set the password and end all sign-ins; the link works once, however many use it at a time.

    Raises:
        Conflict: the link was used, replaced or is too old; or the person is disabled.
    """
    claimed = uow.session.execute(
        update(ResetLink)
        .where(
            ResetLink.token_hash == cmd.token_hash,
            ResetLink.ended_at.is_(None),
            ResetLink.expires_at > uow.now,
        )
        .values(ended_at=uow.now, used_at=uow.now)
    )
    if not cast("CursorResult[Any]", claimed).rowcount:
        raise Conflict("reset_link.over")
    find = select(Person).join(ResetLink, ResetLink.person_id == Person.id)
    person = uow.session.scalars(find.where(ResetLink.token_hash == cmd.token_hash)).one()
    if not person.active:
        raise Conflict("reset_link.over")
    person.password_hash, person.password_changed_at = cmd.password_hash, uow.now
    _end_everything(uow, person.id)
    uow.audit_by(person.id, "reset.used", "person", person.id)
    _tell(uow, person.id, "account.password_reset")


class ResetSecondFactor(BaseModel):
    """A person's authenticator is gone; `reason` says why an administrator takes it away."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    reason: str = Field(min_length=5, max_length=500)


def reset_second_factor(uow: UnitOfWork, cmd: ResetSecondFactor) -> None:
    """Forget authenticator and recovery codes and end all sign-ins; the person sets up a new one.

    Raises:
        NotFound, Denied: see `access.person_to_change`.
        Conflict: there is nothing to take away.
    """
    person = access.person_to_change(uow, cmd.person_id)
    if not forget(uow, person.id):
        raise Conflict("second_factor.not_on")
    _end_everything(uow, person.id)
    uow.audit("second_factor.reset", "person", person.id, reason=cmd.reason)
    _tell(uow, person.id, "account.second_factor_reset")


def _end_everything(uow: UnitOfWork, person_id: UUID) -> None:
    """End sign-ins and half-finished ones: who was in may have been somebody else."""
    end_all(uow, person_id)
    uow.session.execute(
        update(SignInStep)
        .where(SignInStep.person_id == person_id, SignInStep.ended_at.is_(None))
        .values(ended_at=uow.now)
    )


def _tell(uow: UnitOfWork, person_id: UUID, kind: str) -> None:
    uow.notify(Notice(kind=kind, to=[person_id], url="/account", params={"title": "E-cabinet"}))
