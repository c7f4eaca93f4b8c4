"""What all answers of follow-up are made of."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """Parent of all answers."""

    model_config = ConfigDict(from_attributes=True)


class NamedOut(Out):
    """A person or a unit; `deputy` did it on the person's behalf."""

    id: UUID
    name: str
    deputy: str | None = None
