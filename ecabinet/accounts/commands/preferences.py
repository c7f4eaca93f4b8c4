"""What a person chooses for the look of everything."""

from pydantic import BaseModel, ConfigDict

from ecabinet.accounts.models import Person
from ecabinet.core.errors import NotFound
from ecabinet.core.unit_of_work import UnitOfWork


class ChoosePreferences(BaseModel):
    """How a person wants to see everything; what is left out stays."""

    model_config = ConfigDict(frozen=True)
    language: str | None = None
    theme: str | None = None
    text_size: str | None = None


CHOICES = {
    "language": ("vi", "en"),
    "theme": ("auto", "light", "dark", "contrast"),
    "text_size": ("normal", "large", "larger"),
}


def choose_preferences(uow: UnitOfWork, cmd: ChoosePreferences) -> None:
    """Keep the person's own choices; an unknown value is ignored."""
    person = uow.session.get(Person, uow.actor.person_id)
    if person is None:
        raise NotFound("not_found", kind="person")
    for name, value in cmd.model_dump(exclude_none=True).items():
        if value in CHOICES[name]:
            setattr(person, name, value)
