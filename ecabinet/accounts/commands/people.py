"""Units, people and offices come into being. Used by the command line and the demo."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.actors import Role
from ecabinet.core.errors import Conflict
from ecabinet.core.text import name_sort_key, nfc
from ecabinet.core.unit_of_work import UnitOfWork


class Created(BaseModel):
    """The id of what was made."""

    model_config = ConfigDict(frozen=True)
    id: UUID


class CreateUnit(BaseModel):
    """A unit under its parent; `code` is its sign in document symbols."""

    model_config = ConfigDict(frozen=True)
    name: str = Field(min_length=1, max_length=200)
    code: str = Field(min_length=1, max_length=30)
    kind: str = "office"
    parent_id: UUID | None = None
    rank: int = 0


def create_unit(uow: UnitOfWork, cmd: CreateUnit) -> Created:
    """Add a unit to the tree. Raises Conflict when the code is taken."""
    if uow.session.scalar(select(Unit.id).where(Unit.code == cmd.code)):
        raise Conflict("unit.code_taken", code=cmd.code)
    unit = Unit(
        name=nfc(cmd.name), code=cmd.code, kind=cmd.kind, parent_id=cmd.parent_id, rank=cmd.rank
    )
    uow.session.add(unit)
    uow.session.flush()  # The id is part of the answer.
    uow.audit("unit.created", "unit", unit.id, code=unit.code)
    return Created(id=unit.id)


class OfficeToHold(BaseModel):
    """An office given to a person from a day on."""

    model_config = ConfigDict(frozen=True)
    unit_id: UUID
    role: Role
    title: str
    from_on: date


class CreatePerson(BaseModel):
    """A person with the offices held; the password comes already hashed."""

    model_config = ConfigDict(frozen=True)
    username: str = Field(min_length=2, max_length=60, pattern=r"^[a-z0-9._-]+$")
    name: str = Field(min_length=1, max_length=120)
    password_hash: str | None = None
    offices: list[OfficeToHold] = []


def create_person(uow: UnitOfWork, cmd: CreatePerson) -> Created:
    """Add a person. Raises Conflict when the user name is taken."""
    if uow.session.scalar(select(Person.id).where(Person.username == cmd.username)):
        raise Conflict("person.username_taken", username=cmd.username)
    person = Person(
        username=cmd.username,
        name=nfc(cmd.name),
        sort_key=name_sort_key(cmd.name),
        password_hash=cmd.password_hash,
    )
    person.offices = [
        Office(unit_id=o.unit_id, role=o.role, title=nfc(o.title), from_on=o.from_on, rank=index)
        for index, o in enumerate(cmd.offices)
    ]
    uow.session.add(person)
    uow.session.flush()  # The id is part of the answer.
    uow.audit("person.created", "person", person.id, username=person.username)
    return Created(id=person.id)
