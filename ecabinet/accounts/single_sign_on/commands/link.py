"""Which account elsewhere is whose: linked at the first sign-in, or by an administrator."""

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.single_sign_on.models import Identity
from ecabinet.core.actors import Role
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.unit_of_work import UnitOfWork


def may_link_unasked(session: Session, person: Person, source: str) -> bool:
    """Whether the same user name elsewhere is enough to be this person.

    Not for somebody with a password of ours, who does not need it; not for administrators, since
    user names of a provider may be chosen by its users; not once another account of the source is
    linked: there the name went to somebody else.
    """
    if person.password_hash is not None:
        return False
    office = select(Office.id).where(
        Office.person_id == person.id, Office.role == Role.ADMINISTRATOR.value
    )
    other = select(Identity.id).where(Identity.person_id == person.id, Identity.source == source)
    return all(session.scalar(query.limit(1)) is None for query in (office, other))


def tie(uow: UnitOfWork, person: Person, source: str, subject: str) -> None:
    """Keep that this account is `person`. Part of a command."""
    uow.session.add(
        Identity(
            person_id=person.id,
            source=source,
            subject=subject,
            linked_at=uow.now,
            last_used_at=uow.now,
        )
    )
    uow.audit("identity.linked", "person", person.id, source=source, subject=subject)


class LinkIdentity(BaseModel):
    """An account elsewhere for the person with this user name."""

    model_config = ConfigDict(frozen=True)
    username: str
    source: str = Field(min_length=1, max_length=300)
    subject: str = Field(min_length=1, max_length=300)


def link_identity(uow: UnitOfWork, cmd: LinkIdentity) -> None:
    """Link an account on purpose; any other of the same source is unlinked. Command line only.

    Raises:
        NotFound: nobody has this user name.
        Conflict: the account is somebody else's already.
    """
    person = _person(uow, cmd.username)
    known = uow.session.scalar(
        select(Identity).where(Identity.source == cmd.source, Identity.subject == cmd.subject)
    )
    if known is not None and known.person_id != person.id:
        raise Conflict("sso.linked_already")
    if known is None:
        _untie(uow, person, cmd.source)
        tie(uow, person, cmd.source, cmd.subject)


class UnlinkIdentities(BaseModel):
    """The person with this user name shall not sign in through other systems any more."""

    model_config = ConfigDict(frozen=True)
    username: str


def unlink_identities(uow: UnitOfWork, cmd: UnlinkIdentities) -> None:
    """Forget every account elsewhere. Raises NotFound. Command line only."""
    _untie(uow, _person(uow, cmd.username))


def _person(uow: UnitOfWork, username: str) -> Person:
    person = uow.session.scalar(select(Person).where(Person.username == username))
    if person is None:
        raise NotFound("not_found", kind="person")
    return person


def _untie(uow: UnitOfWork, person: Person, source: str | None = None) -> None:
    query = select(Identity).where(Identity.person_id == person.id)
    for identity in uow.session.scalars(query):
        if source in (None, identity.source):
            uow.session.delete(identity)
            uow.audit("identity.unlinked", "person", person.id, source=identity.source)
