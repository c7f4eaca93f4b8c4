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
from ecabinet.core.errors import Conflict, Denied
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

    Raises:
        Denied: nobody has let this account in, or the person is disabled here.
    """
    try:
        person = _whose(uow, cmd)
    except Conflict:
        # Another first sign-in created the person after we had looked: now we see them.
        person = _whose(uow, cmd)
    if not person.active:
        raise Denied("sso.disabled")
    if cmd.offices is not None:
        follow_groups(uow, person, cmd.offices)
    return Admitted(person_id=person.id)


def _whose(uow: UnitOfWork, cmd: Admit) -> Person:
    """Return the person of this account, locked: known, linked or created now.

    Several first sign-ins at once make one person. The person of the user name is looked for and
    locked before the identity is: who sees a person just created or linked then sees the identity
    committed with that too, and nobody links the same person in between.

    Raises:
        Conflict: somebody created a person of that user name a moment ago.
        Denied: as `admit` says.
    """
    namesake_id = uow.session.scalar(select(Person.id).where(Person.username == cmd.username))
    namesake = person_to_change(uow, namesake_id) if namesake_id else None
    identity = uow.session.scalar(
        select(Identity).where(Identity.source == cmd.source, Identity.subject == cmd.subject)
    )
    if identity is not None:
        identity.last_used_at = uow.now
        return person_to_change(uow, identity.person_id)
    return _link(uow, cmd, namesake) if namesake else _create(uow, cmd)


def _link(uow: UnitOfWork, cmd: Admit, person: Person) -> Person:
    """Link the person with the account's user name.

    Raises:
        Denied: to be linked on purpose only.
    """
    if not may_link_unasked(uow.session, person, cmd.source):
        # What an administrator needs for `ecabinet user link`.
        log.warning("not linked: %s, source %s, subject %s", person.id, cmd.source, cmd.subject)
        raise Denied("sso.not_linked", username=cmd.username)
    tie(uow, person, cmd.source, cmd.subject)
    return person


def _create(uow: UnitOfWork, cmd: Admit) -> Person:
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
    person = uow.session.get_one(Person, create_person(uow, wanted).id)
    tie(uow, person, cmd.source, cmd.subject)
    return person
