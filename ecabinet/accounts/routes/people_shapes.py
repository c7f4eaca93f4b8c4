"""People as the API tells of them."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ecabinet.core.actors import Role


class OfficeLineOut(BaseModel):
    """An office held today."""

    model_config = ConfigDict(from_attributes=True)
    unit_id: UUID
    unit: str
    unit_code: str
    title: str
    role: Role
    is_head: bool


class PersonCardOut(BaseModel):
    """A person as colleagues know them."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    name: str
    email: str | None
    phone: str | None
    active: bool
    offices: list[OfficeLineOut]


class PersonLineOut(PersonCardOut):
    """A person of the administrators' list."""

    username: str
    leaves_on: date | None
    has_factor: bool


class PeopleOut(BaseModel):
    """Some people by given name, and where the list goes on."""

    people: list[PersonLineOut]
    total: int
    next_after: UUID | None


class PlannedOut(BaseModel):
    """A handover that waits for its day; `failure` tells why it could not be done on it."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    to_id: UUID
    to_name: str
    on: date
    failure: str | None


class OfficeRecordOut(OfficeLineOut):
    """One office of all times: `when` is now, ahead, past, or never (taken back)."""

    id: UUID
    from_on: date
    to_on: date | None
    when: Literal["now", "ahead", "past", "never"]
    end_reason: str | None
    origin: Literal["hand", "directory"]
    planned: PlannedOut | None


class PersonRecordOut(BaseModel):
    """A person as administrators know them; `revision` goes with the next change."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    username: str
    name: str
    email: str | None
    phone: str | None
    clearance: int
    active: bool
    leaves_on: date | None
    leaves_reason: str | None
    has_password: bool
    revision: int
    offices: list[OfficeRecordOut]
