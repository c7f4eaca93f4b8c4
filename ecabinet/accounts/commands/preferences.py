"""What a person chooses for the look of everything."""

from pydantic import BaseModel, ConfigDict

from ecabinet.accounts.appearance import CHOICES
from ecabinet.accounts.models import Person
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork


class ChoosePreferences(BaseModel):
    """How a person wants to see everything; what is left out stays."""

    model_config = ConfigDict(frozen=True)
    language: str | None = None
    theme: str | None = None
    text_size: str | None = None
    hand: str | None = None
    motion: str | None = None


def choose_preferences(uow: UnitOfWork, cmd: ChoosePreferences) -> None:
    """Keep the person's own choices; an unknown value is ignored."""
    person = uow.session.get(Person, uow.actor.person_id)
    if person is None:
        raise NotFound("not_found", kind="person")
    given = cmd.model_dump(exclude_none=True)
    chosen = {name: value for name, value in given.items() if value in CHOICES[name]}
    before = {name: getattr(person, name) for name in chosen}
    for name, value in chosen.items():
        setattr(person, name, value)
    if before != chosen:
        uow.audit("preferences.chosen", "person", person.id, before=before, after=chosen)
