"""Somebody has proved who they are elsewhere: find, link or create the person of ours."""

import logging
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import select

from ecabinet.accounts.access import person_to_change
from ecabinet.accounts.commands.people import CreatePerson, create_person
from ecabinet.accounts.fields import EMAIL
from ecabinet.accounts.models import Person
from ecabinet.accounts.single_sign_on.commands.link import may_link_unasked, tie
from ecabinet.accounts.single_sign_on.commands.offices import WishedOffice, follow_groups
from ecabinet.accounts.single_sign_on.models import Identity
from ecabinet.core.errors import Denied
from ecabinet.core.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

LONGEST_NAME = 120


class Admit(BaseModel):
    """One account elsewhere. `offices` is what its groups give; None: leave offices as they are."""

    model_config = ConfigDict(frozen=True)
    source: str
    subject: str
    username: str
    name: str
    email: str | None
    offices: tuple[WishedOffice, ...] | None
    may_create: bool


class Admitted(BaseModel):
    """Whose account it is."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID


def admit(uow: UnitOfWork, cmd: Admit) -> Admitted:
    """Return the person of this account; their offices follow the groups.

    Two first sign-ins at once make one person: the second finds the first's row, or runs into the
    unique (source, subject) and is run again.

    Raises:
        Denied: nobody has let this account in, or the person is disabled here.
    """
    identity = uow.session.scalar(
        select(Identity).where(Identity.source == cmd.source, Identity.subject == cmd.subject)
    )
    person_id = identity.person_id if identity else _linked(uow, cmd) or _created(uow, cmd)
    person = person_to_change(uow, person_id)
    if not person.active:
        raise Denied("sso.disabled")
    if identity is not None:
        identity.last_used_at = uow.now
    if cmd.offices is not None:
        follow_groups(uow, person, cmd.offices)
    return Admitted(person_id=person.id)


def _linked(uow: UnitOfWork, cmd: Admit) -> UUID | None:
    """Link the person with the account's user name. Returns None when there is none.

    Raises:
        Denied: there is one, but to be linked on purpose only.
    """
    person = uow.session.scalar(select(Person).where(Person.username == cmd.username))
    if person is None:
        return None
    if not may_link_unasked(uow.session, person, cmd.source):
        # What an administrator needs for `ecabinet user link`.
        log.warning("not linked: %s, source %s, subject %s", person.id, cmd.source, cmd.subject)
        raise Denied("sso.not_linked", username=cmd.username)
    tie(uow, person, cmd.source, cmd.subject)
    return person.id


def _created(uow: UnitOfWork, cmd: Admit) -> UUID:
    """Create the person. With groups that give offices, only for somebody whom they give one."""
    if not cmd.may_create or cmd.offices == ():
        raise Denied("sso.no_account", username=cmd.username)
    try:
        wanted = CreatePerson(
            username=cmd.username,
            name=cmd.name.strip()[:LONGEST_NAME] or cmd.username,
            email=cmd.email if cmd.email and EMAIL.fullmatch(cmd.email) else None,
        )
    except ValidationError as error:
        log.warning("the account elsewhere has a user name that cannot be ours: %s", error)
        raise Denied("sso.no_account", username=cmd.username) from error
    person_id = create_person(uow, wanted).id
    tie(uow, uow.session.get_one(Person, person_id), cmd.source, cmd.subject)
    return person_id
