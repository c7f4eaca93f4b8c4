"""Passwords are set. They come hashed: hashing takes long and must not hold up other writers."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import update

from ecabinet.accounts.commands.sessions import end_all
from ecabinet.accounts.models import Person
from ecabinet.core.errors import Stale
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork


class ChangePassword(BaseModel):
    """A person's own new password. `was` is the hash the old password was checked against."""

    model_config = ConfigDict(frozen=True)
    was: str
    password_hash: str
    keep: UUID
    end_others: bool


def change_password(uow: UnitOfWork, cmd: ChangePassword) -> None:
    """Set the password; other sign-ins end when the person wants so.

    Raises:
        Stale: the password was changed elsewhere since it was checked.
    """
    person = uow.session.get(Person, uow.actor.person_id, with_for_update=True)
    if person is None or person.password_hash != cmd.was:
        raise Stale("stale")
    person.password_hash, person.password_changed_at = cmd.password_hash, uow.now
    ended = end_all(uow, person.id, but=cmd.keep) if cmd.end_others else 0
    uow.audit("password.changed", "person", person.id, ended=ended)
    notice = Notice(
        kind="account.password_changed",
        to=[person.id],
        url="/account",
        params={"title": person.username},
        even_actor=True,
    )
    uow.notify(notice)


class RenewHash(BaseModel):
    """The same password, hashed with today's parameters."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    was: str
    password_hash: str


def renew_hash(uow: UnitOfWork, cmd: RenewHash) -> None:
    """Replace the hash, unless the password was changed meanwhile."""
    uow.session.execute(
        update(Person)
        .where(Person.id == cmd.person_id, Person.password_hash == cmd.was)
        .values(password_hash=cmd.password_hash)
    )
    uow.audit("password.rehashed", "person", cmd.person_id)
