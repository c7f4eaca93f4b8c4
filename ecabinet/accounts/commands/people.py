"""People come into being and are changed. Units: `units` beside this."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.accounts import access
from ecabinet.accounts.commands.holding import hold
from ecabinet.accounts.fields import Email, Name, Phone, Title, Username
from ecabinet.accounts.models import Office, Person
from ecabinet.core.actors import Role
from ecabinet.core.errors import Conflict
from ecabinet.core.text import name_sort_key
from ecabinet.core.unit_of_work import UnitOfWork


class Created(BaseModel):
    """The id of what was made."""

    model_config = ConfigDict(frozen=True)
    id: UUID


class OfficeToHold(BaseModel):
    """An office given to a person from a day on."""

    model_config = ConfigDict(frozen=True)
    unit_id: UUID
    role: Role
    title: Title
    from_on: date
    to_on: date | None = None
    is_head: bool = False


class CreatePerson(BaseModel):
    """A person with the offices held; the password comes already hashed, or later by a link."""

    model_config = ConfigDict(frozen=True)
    username: Username
    name: Name
    email: Email | None = None
    phone: Phone | None = None
    password_hash: str | None = None
    offices: list[OfficeToHold] = Field(default_factory=list, max_length=50)


def create_person(uow: UnitOfWork, cmd: CreatePerson) -> Created:
    """Add a person.

    Raises:
        Denied: the actor does not manage people.
        Conflict: the user name is taken, also by somebody who has left; an office cannot be given.
    """
    access.manages_people(uow.actor)
    if uow.session.scalar(select(Person.id).where(Person.username == cmd.username)):
        raise Conflict("person.username_taken", field="username", username=cmd.username)
    person = Person(
        username=cmd.username,
        name=cmd.name,
        sort_key=name_sort_key(cmd.name),
        email=cmd.email,
        phone=cmd.phone,
        password_hash=cmd.password_hash,
    )
    uow.session.add(person)
    uow.session.flush()  # The offices and the answer refer to the row.
    uow.audit("person.created", "person", person.id, username=person.username)
    for rank, office in enumerate(cmd.offices):
        hold(uow, person, office_of(person.id, office, rank))
    return Created(id=person.id)


def office_of(person_id: UUID, wanted: OfficeToHold, rank: int) -> Office:
    """Return the row of an office to be given."""
    return Office(
        person_id=person_id,
        unit_id=wanted.unit_id,
        role=wanted.role,
        title=wanted.title,
        from_on=wanted.from_on,
        to_on=wanted.to_on,
        is_head=wanted.is_head,
        rank=rank,
    )


class ChangePerson(BaseModel):
    """What is known of a person; what is left out stays. An empty address or number is removed."""

    model_config = ConfigDict(frozen=True)
    person_id: UUID
    name: Name | None = None
    email: Literal[""] | Email | None = None
    phone: Literal[""] | Phone | None = None
    revision: int | None = None


def change_person(uow: UnitOfWork, cmd: ChangePerson) -> None:
    """Change name, mail address or telephone. The user name stays for ever.

    Raises:
        NotFound, Denied, Stale: see the gate.
    """
    person = access.person_to_change(uow, cmd.person_id, cmd.revision)
    given = cmd.model_dump(include={"name", "email", "phone"}, exclude_none=True)
    wanted = {name: value or None for name, value in given.items()}
    before = {name: getattr(person, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(person, name, value)
    person.sort_key = name_sort_key(person.name)
    person.refold()
    person.revision += 1
    old = {name: before[name] for name in changed}
    uow.audit("person.changed", "person", person.id, before=old, after=changed)
